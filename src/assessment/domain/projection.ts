import { gradeOf, Grade, PassRule } from './grade';
import type { Question } from './question';
import { normaliseResponse, Response, scoreResponse, scorerOf } from './types/registry';

/*
 * What is derived from the facts of an attempt, and nothing else: kept rows that say the same can be thrown away and
 * made again.
 */

/** One saved response; `null` cleared the question. */
export interface SavedResponse {
  readonly attemptItemId: string;
  /** Counted by the candidate's browser. */
  readonly sequence: number;
  readonly response: Response | null;
}

/** The current response to each item: the one with the highest sequence, in whatever order the packets arrived. */
export function currentResponses<Saved extends SavedResponse>(events: readonly Saved[]): Map<string, Saved> {
  const current = new Map<string, Saved>();
  for (const event of events) {
    const known = current.get(event.attemptItemId);
    if (!known || event.sequence > known.sequence) current.set(event.attemptItemId, event);
  }
  return current;
}

export interface AskedItem {
  readonly id: string;
  readonly maxMark: number;
  readonly question: Question;
}

/** What one item earned, and what that rests on. */
export interface ItemScore {
  readonly attemptItemId: string;
  readonly fraction: number;
  readonly mark: number;
  readonly evidence: {
    readonly scorer: string;
    /** The event that was scored; `null` where the question was never answered. */
    readonly sequence: number | null;
    readonly response: Response | null;
    readonly parts: readonly { readonly part: string; readonly fraction: number }[];
  };
}

/** Scores every item of an attempt from its response events, and grades the whole. */
export function scoreAttempt(
  items: readonly AskedItem[],
  events: readonly SavedResponse[],
  rule: PassRule,
): { readonly grade: Grade; readonly scores: readonly ItemScore[] } {
  const current = currentResponses(events);
  const scores = items.map(({ id, maxMark, question }): ItemScore => {
    const saved = current.get(id);
    const response = normaliseResponse(question, saved?.response ?? null);
    const { fraction, parts } = scoreResponse(question, response);
    const evidence = { scorer: scorerOf(question), sequence: saved?.sequence ?? null, response, parts };
    return { attemptItemId: id, fraction, mark: fraction * maxMark, evidence };
  });
  const marked = items.map(({ maxMark, question: { safetyCritical, topic } }, index) => ({
    fraction: scores[index].fraction,
    maxMark,
    safetyCritical,
    topic,
  }));
  return { grade: gradeOf(marked, rule), scores };
}
