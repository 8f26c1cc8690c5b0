import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail';
import { SETTINGS, type Settings } from '../config/settings';
import { UnitOfWork } from '../database/unit-of-work';
import type { PersonActor } from '../identity/access';
import { Clock } from '../kernel/clock';
import { dayOf, type Day } from '../kernel/day';
import { NotFound } from '../kernel/errors';
import { Ids } from '../kernel/ids';
import { Vault } from '../vault/vault.service';
import { RegisterShelf } from './data/register-shelf';
import { isOver } from './domain/in-force';
import { knownAt, type RecordedVersion, type Register } from './domain/register';
import type { RecordedReview, ReviewOutcome } from './domain/review';
import { periodIn } from './domain/rule-set';
import { DateNotAllowed, RuleNotReviewable, SecondPersonRequired } from './scope-of-practice.errors';

/** What a registrar found who held a recorded version against the primary text. */
export interface ReviewRequest {
  /** The text: a citation, an address, the date it bears. */
  readonly comparedWith: string;
  readonly comparedOn: Day;
  readonly outcome: ReviewOutcome;
  readonly note?: string;
}

/** One comparison as it was recorded. The note is for the house, and gone once its writer was erased. */
export interface Comparison extends RecordedReview {
  readonly note: string | null;
}

/** Four eyes on every figure that is printed. */
@Injectable()
export class RuleReviews {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly shelf: RegisterShelf,
    private readonly vault: Vault,
    private readonly audit: AuditTrail,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Every comparison of a version, the one recorded last first. @throws NotFound */
  async of(ruleId: string, version: number): Promise<Comparison[]> {
    const reviewed = (await this.shelf.whole()).versions.find(
      (item) => item.ruleId === ruleId && item.sequence === version,
    );
    if (!reviewed) throw new NotFound('That version of the rule');
    const rows = await this.shelf.reviewsOf(reviewed.id);
    return Promise.all(
      rows.map(async ({ sequence, reviewerId, comparedWith, comparedOn, outcome, noteSealed, recordedAt }) => ({
        sequence,
        reviewerId,
        comparedWith,
        comparedOn,
        outcome,
        recordedAt,
        note: noteSealed && (await this.vault.open(reviewerId, noteSealed)),
      })),
    );
  }

  /**
   * A version that was verified may be compared again, by anybody but whoever recorded it: the latest comparison counts.
   * @throws NotFound SecondPersonRequired RuleNotReviewable DateNotAllowed
   */
  review(actor: PersonActor, ruleId: string, version: number, request: ReviewRequest): Promise<void> {
    return this.unitOfWork.run(async () => {
      const register = await this.shelf.whole();
      const now = this.clock.now();
      const reviewed = reviewable(register, ruleId, version, actor.id, dayOf(now, this.settings.timeZone), now);
      const { comparedWith, comparedOn, outcome, note } = request;
      if (comparedOn > dayOf(now, this.settings.timeZone)) {
        throw new DateNotAllowed('The comparison lies in the future: give the day on which it was made.');
      }
      const sequence =
        1 +
        Math.max(
          0,
          ...register.reviews.filter(({ versionId }) => versionId === reviewed.id).map((item) => item.sequence),
        );
      const noteSealed = note ? await this.vault.seal(actor.id, note) : null;
      await this.shelf.putReview({
        id: this.ids.next(),
        ruleVersionId: reviewed.id,
        sequence,
        reviewerId: actor.id,
        comparedWith,
        comparedOn,
        outcome,
        noteSealed,
        recordedAt: now,
      });
      await this.audit.record(
        'rule.reviewed',
        actor,
        { type: 'rule', id: ruleId },
        {
          version,
          outcome,
          comparedOn,
          digest: reviewed.digest,
        },
      );
    });
  }
}

/** The version, if this person may confirm it today. */
function reviewable(
  register: Register,
  ruleId: string,
  sequence: number,
  reviewerId: string,
  today: Day,
  now: Date,
): RecordedVersion {
  const versions = register.versions.filter((version) => version.ruleId === ruleId);
  const version = versions.find((item) => item.sequence === sequence);
  if (!version) throw new NotFound('That version of the rule');
  if (version.recordedBy === reviewerId) throw new SecondPersonRequired();
  const correction = versions.find(({ corrects }) => corrects === sequence);
  if (correction) {
    throw new RuleNotReviewable(
      `Version ${sequence} was corrected by version ${correction.sequence}: review that one.`,
    );
  }
  if (isOver(periodIn(knownAt(register, now), version), today)) {
    throw new RuleNotReviewable(`Version ${sequence} is no longer in force: review what replaced it.`);
  }
  return version;
}
