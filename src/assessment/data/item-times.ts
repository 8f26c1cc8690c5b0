import type { HotList, HotReads } from '../../database/hot-reads';
import { secondsByItem, WorkedOn } from '../domain/item-analysis/item-times';
import type { CountedAttempt } from './attempts-to-count';
import { filled, IN_LIST, inBatches } from './marks-reader';

/** The newest so many attempts tell how long an item takes; more would tell the same. */
const ENOUGH_FOR_TIMES = 1_000;

/** How long candidates worked on each question, as far as what they saved tells. */
export class ItemTimes {
  private readonly saved: HotList<{ readonly attemptId: string; readonly item: string; readonly at: string }>;

  constructor(reads: HotReads) {
    this.saved = reads.prepareList(
      `SELECT i."attemptId", i."questionVersionId" AS "item", e."receivedAt" AS "at"
       FROM "response_event" e JOIN "attempt_item" i ON i."id" = e."attemptItemId"
       WHERE i."attemptId" IN (${IN_LIST}) ORDER BY i."attemptId", e."receivedAt"`,
    );
  }

  /** By question version, the seconds of each attempt. */
  async read(attempts: readonly CountedAttempt[]): Promise<Map<string, number[]>> {
    const times = new Map<string, number[]>();
    for (const batch of inBatches(attempts.slice(-ENOUGH_FOR_TIMES))) {
      const events = new Map<string, WorkedOn[]>(batch.map(({ attemptId }) => [attemptId, []]));
      for (const { attemptId, item, at } of await this.saved(...filled(batch.map(({ attemptId }) => attemptId)))) {
        events.get(attemptId)?.push({ item, at: new Date(at) });
      }
      for (const { attemptId, startedAt } of batch) {
        for (const [item, seconds] of secondsByItem(new Date(startedAt), events.get(attemptId) ?? [])) {
          times.set(item, [...(times.get(item) ?? []), seconds]);
        }
      }
    }
    return times;
  }
}
