import { Injectable } from '@nestjs/common';
import { Programmes } from '../catalogue/programmes.service';
import type { PersonActor } from '../identity/access';
import { CohortRequest, Cohorts, CohortWithMembers } from '../identity/cohorts.service';
import { Invalid, NotFound } from '../kernel/errors';

/** Where cohorts and programmes meet: a cohort learns a programme that there is, or none in particular. */
@Injectable()
export class Intakes {
  constructor(
    private readonly cohorts: Cohorts,
    private readonly programmes: Programmes,
  ) {}

  /** @throws Invalid where the programme does not run. */
  async open(actor: PersonActor, request: CohortRequest): Promise<CohortWithMembers> {
    if (request.programme) await this.assertRuns(request.programme);
    return this.cohorts.create(actor, request);
  }

  private async assertRuns(programme: string): Promise<void> {
    await this.programmes.running(programme).catch((fault: unknown) => {
      if (!(fault instanceof NotFound)) throw fault;
      throw new Invalid([{ path: 'programme', message: 'is the slug of a programme that runs' }]);
    });
  }
}
