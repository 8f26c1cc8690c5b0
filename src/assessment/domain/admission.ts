import type { Window } from './deadline';

/** What a quiz allows, and what has been used of it. */
export interface AttemptRule {
  /** How many attempts a person has. */
  readonly attempts: number;
  /** How long to wait after one has ended. */
  readonly coolDownMinutes: number;
}

export type Admission =
  | { readonly admitted: true; readonly attemptsLeft: number }
  | { readonly admitted: false; readonly reason: 'attempts-exhausted' }
  | { readonly admitted: false; readonly reason: 'not-open-yet'; readonly opensAt: Date }
  | { readonly admitted: false; readonly reason: 'closed'; readonly closedAt: Date }
  | {
      readonly admitted: false;
      readonly reason: 'cool-down';
      readonly attemptsLeft: number;
      readonly retryAfter: Date;
    };

const ALWAYS: Window = { opensAt: null, closesAt: null };

/**
 * Whether one more attempt may begin, given when each earlier one ended. It may at the very moment the window opens or the
 * cool-down is over; at the very moment the window closes there is no time left to give. An attempt that is still open is
 * no matter for this rule: it is resumed.
 */
export function admit(
  rule: AttemptRule,
  endedAt: readonly Date[],
  now: Date,
  { opensAt, closesAt }: Window = ALWAYS,
): Admission {
  const attemptsLeft = Math.max(rule.attempts - endedAt.length, 0);
  if (attemptsLeft === 0) return { admitted: false, reason: 'attempts-exhausted' };
  if (closesAt && now >= closesAt) return { admitted: false, reason: 'closed', closedAt: closesAt };
  if (opensAt && now < opensAt) return { admitted: false, reason: 'not-open-yet', opensAt };
  const last = Math.max(...endedAt.map((moment) => moment.getTime()));
  const retryAfter = last + rule.coolDownMinutes * 60_000;
  if (now.getTime() < retryAfter) {
    return { admitted: false, reason: 'cool-down', attemptsLeft, retryAfter: new Date(retryAfter) };
  }
  return { admitted: true, attemptsLeft };
}
