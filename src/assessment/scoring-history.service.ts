import { Injectable } from '@nestjs/common';
import { Vault } from '../vault/vault.service';
import type { ScoringView } from './attempt-view';
import { AttemptBook } from './data/attempt-book';
import { RegradeBook } from './data/regrade-book';
import { gradeIn } from './domain/grade';

/** How the result of an attempt came to be what it is: every scoring that counted, and why there was another. */
@Injectable()
export class ScoringHistory {
  constructor(
    private readonly book: AttemptBook,
    private readonly regrades: RegradeBook,
    private readonly vault: Vault,
  ) {}

  /** The first one first. */
  async of(attemptId: string, now: Date): Promise<ScoringView[]> {
    const runs = (await this.book.runsOf(attemptId)).filter(({ inForceFrom }) => inForceFrom && inForceFrom <= now);
    const regrades = await this.regrades.regradesOfRuns(runs.map(({ id }) => id));
    const views: ScoringView[] = [];
    for (const run of runs) {
      const regrade = regrades.get(run.id);
      const because = regrade ? await this.vault.open(regrade.proposedById, regrade.sealedReason) : null;
      const { id, number, reason, inForceFrom } = run;
      views.push({ id, number, reason, inForceFrom: inForceFrom as Date, because, ...gradeIn(run) });
    }
    return views;
  }
}
