import { Injectable } from '@nestjs/common';
import { systemActor } from '../audit/actor';
import { AuditTrail } from '../audit/audit-trail';
import type { ProgrammeVersion } from '../catalogue/programme';
import { UnitOfWork } from '../database/unit-of-work';
import { digestOf } from '../kernel/canonical-json';
import { Clock } from '../kernel/clock';
import { Conflict } from '../kernel/errors';
import { Ids } from '../kernel/ids';
import { RegisterShelf } from './data/register-shelf';
import { faultsOf, type JurisdictionFile } from './domain/register-file';
import { seedingOf } from './domain/seeding';
import { RegisterFilesFaulty } from './scope-of-practice.errors';

const SEEDER = systemActor('scope-of-practice');

/** Brings the register files of a programme package into the register, once per content. */
@Injectable()
export class RegisterSeeding {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly shelf: RegisterShelf,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws RegisterFilesFaulty and records nothing. */
  async adopt({ slug, content }: ProgrammeVersion): Promise<void> {
    // The catalogue has held each file against `jurisdiction.schema.json`.
    const files = content.jurisdictions as unknown as readonly JurisdictionFile[];
    const faults = files.flatMap(faultsOf);
    if (faults.length > 0) throw new RegisterFilesFaulty(faults);
    const contentDigest = digestOf(files);
    if (await this.shelf.isSeeded(slug, contentDigest)) return;
    try {
      await this.unitOfWork.run(() => this.seed(slug, contentDigest, files));
    } catch (fault) {
      // Of two instances that start together one seeds; the other finds it done.
      if (!(fault instanceof Conflict && (await this.shelf.isSeeded(slug, contentDigest)))) throw fault;
    }
  }

  private async seed(programme: string, contentDigest: string, files: readonly JurisdictionFile[]): Promise<void> {
    const now = this.clock.now();
    await this.shelf.putSeed({ id: this.ids.next(), programme, contentDigest, seededAt: now });
    const { jurisdictions, rules, versions } = seedingOf(await this.shelf.whole(), files);
    await this.shelf.putJurisdictions(jurisdictions.map((row) => ({ ...row, id: this.ids.next(), recordedAt: now })));
    await this.shelf.putRules(rules);
    for (const version of versions) {
      await this.shelf.putVersion({ ...version, id: this.ids.next(), recordedAt: now });
      const { ruleId, sequence, edition, corrects, digest } = version;
      await this.audit.record(
        'rule.seeded',
        SEEDER,
        { type: 'rule', id: ruleId },
        {
          programme,
          version: sequence,
          edition,
          corrects,
          digest,
        },
      );
    }
  }
}
