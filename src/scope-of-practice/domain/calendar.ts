import { addDays, type Day } from '../../kernel/day';
import type { SingleRequirement, Requirement } from '../../training-record/requirement';
import type { RuleView } from './rule-set';

/** Something that a registrar of the law has to look at on a day. */
export interface CalendarEntry {
  readonly on: Day;
  readonly what: 'begins' | 'ends' | 'requirement-begins' | 'review-due' | 'expected' | 'may-begin' | 'may-end';
  readonly rule: RuleView;
  /** Of a requirement, or of what is only expected: in words. */
  readonly detail: string | null;
}

/** What the register itself says of coming days: what begins and ends, what has to be compared again, what may come. */
export function calendarOf(versions: readonly RuleView[], from: Day, days: number): CalendarEntry[] {
  const until = addDays(from, days);
  const entries = versions.flatMap((rule): CalendarEntry[] => {
    const { inForce, review, watchNotes, requirements } = rule;
    const entry = (on: Day | null | undefined, what: CalendarEntry['what'], detail: string | null = null) =>
      on ? [{ on, what, rule, detail }] : [];
    return [
      ...entry(inForce.from, 'begins'),
      ...entry(inForce.fromBounds?.latest, 'may-begin'),
      ...entry(inForce.to, 'ends'),
      ...entry(inForce.toBounds?.latest, 'may-end'),
      ...entry(review.dueOn, 'review-due'),
      ...leavesOf(requirements).flatMap(({ appliesFrom, detail }) => entry(appliesFrom, 'requirement-begins', detail)),
      ...watchNotes.flatMap(({ expectedOn, text }) => entry(expectedOn, 'expected', text)),
    ];
  });
  return entries
    .filter(({ on }) => on >= from && on <= until)
    .toSorted((one, other) => one.on.localeCompare(other.on) || one.what.localeCompare(other.what));
}

function leavesOf(requirements: readonly Requirement[]): SingleRequirement[] {
  return requirements.flatMap((item) =>
    'anyOf' in item ? leavesOf(item.anyOf) : 'allOf' in item ? leavesOf(item.allOf) : [item],
  );
}
