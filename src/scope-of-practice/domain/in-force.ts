import { addDays, type Day } from '../../kernel/day';
import { Bounds, InForce } from './rule';

export type Certainty = 'in-force' | 'cannot-tell' | 'not-in-force';
type Answer = 'yes' | 'perhaps' | 'no';

/** Whether a period has begun by a day. An end that is open, with nothing known of it, is no limit. */
function hasBegun(from: Day | null, bounds: Bounds | undefined, day: Day): Answer {
  if (from !== null) return day >= from ? 'yes' : 'no';
  if (!bounds) return 'yes';
  if (bounds.earliest !== null && day < bounds.earliest) return 'no';
  return bounds.latest !== null && day >= bounds.latest ? 'yes' : 'perhaps';
}

/** Whether a day is not after the last one. */
function lasts(to: Day | null, bounds: Bounds | undefined, day: Day): Answer {
  if (to !== null) return day <= to ? 'yes' : 'no';
  if (!bounds) return 'yes';
  if (bounds.latest !== null && day > bounds.latest) return 'no';
  return bounds.earliest !== null && day <= bounds.earliest ? 'yes' : 'perhaps';
}

/** In force on the first day and on the last; on a day between the bounds of either end we cannot tell. */
export function inForceOn({ from, fromBounds, to, toBounds }: InForce, day: Day): Certainty {
  const answers = [hasBegun(from, fromBounds, day), lasts(to, toBounds, day)];
  if (answers.includes('no')) return 'not-in-force';
  return answers.includes('perhaps') ? 'cannot-tell' : 'in-force';
}

/**
 * When it is in force beside the other periods of the same rule: one whose end is open, with nothing known of it, lasts until a
 * later one begins. So that a new period ends the one before, whose text, and whatever was said of it, stay as they are.
 */
export function endedByLater(inForce: InForce, others: readonly InForce[]): InForce {
  if (inForce.to !== null || inForce.toBounds) return inForce;
  const begins = inForce.from ?? inForce.fromBounds?.latest ?? '';
  const [next] = others.flatMap(({ from }) => (from !== null && from > begins ? [from] : [])).toSorted();
  return next === undefined ? inForce : { ...inForce, to: addDays(next, -1) };
}

/** Whether it was certainly over before a day: a text that can no longer matter to anybody. */
export function isOver({ to, toBounds }: InForce, day: Day): boolean {
  return lasts(to, toBounds, day) === 'no';
}
