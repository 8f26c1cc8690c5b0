/*
 * The time of an attempt. Nothing of it is ever rewritten: the deadline is worked out from the start, what the quiz
 * allows, what was allowed to the person, the minutes that somebody added and the breaks that were taken.
 */

const MINUTE = 60_000;

/** What a version of a quiz says of its time. */
export interface TimeRules {
  readonly timeLimitMinutes: number;
  readonly graceSeconds: number;
  /** Absent: submit. */
  readonly timeOut?: 'submit' | 'grace' | 'void';
  /** ISO 8601 in UTC. */
  readonly opensAt?: string;
  readonly closesAt?: string;
}

/** What was allowed to a person because of a need of theirs. Nothing special: a factor of 1 and no breaks. */
export interface TimeAllowance {
  /** 1.25: a quarter more time. */
  readonly factor: number;
  /** How long the clock may stand still in all. */
  readonly breakMinutes: number;
}

export const NOTHING_SPECIAL: TimeAllowance = { factor: 1, breakMinutes: 0 };

/** `[opensAt, closesAt)`; `null`: without end. */
export interface Window {
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
}

/** When a person may sit the quiz. It closes later by the time that they have more than others; nobody begins earlier. */
export function windowFor(rules: TimeRules, { factor }: TimeAllowance): Window {
  return {
    opensAt: rules.opensAt === undefined ? null : new Date(rules.opensAt),
    closesAt:
      rules.closesAt === undefined
        ? null
        : new Date(new Date(rules.closesAt).getTime() + Math.round(rules.timeLimitMinutes * (factor - 1) * MINUTE)),
  };
}

/** The deadline as it stands at the start: time limit times factor, but not beyond the end of the person's window. */
export function deadlineOf(startedAt: Date, rules: TimeRules, allowance: TimeAllowance = NOTHING_SPECIAL): Date {
  const full = startedAt.getTime() + Math.round(rules.timeLimitMinutes * allowance.factor * MINUTE);
  const { closesAt } = windowFor(rules, allowance);
  return new Date(closesAt === null ? full : Math.min(full, closesAt.getTime()));
}

/** How late something may arrive and still count. Whoever must hand in by the deadline or not at all has no grace. */
export function graceOf({ timeOut = 'submit', graceSeconds }: TimeRules): number {
  return timeOut === 'void' ? 0 : graceSeconds;
}

/** The clock was stopped, or runs again. */
export interface BreakEvent {
  readonly change: 'began' | 'ended';
  readonly at: Date;
}

/** What happened to the time of one attempt. */
export interface TimeFacts {
  /** As it stood at the start. */
  readonly deadlineAt: Date;
  readonly graceSeconds: number;
  readonly breakMinutes: number;
  /** Minutes that were added while it ran, all together. */
  readonly addedMinutes: number;
  /** In the order in which they happened. */
  readonly breaks: readonly BreakEvent[];
}

/** The time of an attempt as it stands at one moment. */
export interface Timing {
  /** While the clock stands still, it moves along. */
  readonly deadlineAt: Date;
  /** How late a packet may arrive that left the candidate in time. */
  readonly graceSeconds: number;
  readonly addedMinutes: number;
  /** Since when the clock stands still; `null`: it runs. */
  readonly onBreakSince: Date | null;
  /** How long it may still stand still. */
  readonly breakSecondsLeft: number;
}

/**
 * Where the time stands. A break ends when its candidate says so, or by itself when the allowance is used up: at that very
 * moment the clock runs again.
 */
export function timingOf(facts: TimeFacts, now: Date): Timing {
  const allowed = facts.breakMinutes * MINUTE;
  let taken = 0;
  let since: Date | null = null;
  for (const { change, at } of facts.breaks) {
    if (change === 'began') since ??= at;
    else if (since) {
      taken = Math.min(allowed, taken + (at.getTime() - since.getTime()));
      since = null;
    }
  }
  const running = since ? Math.max(0, now.getTime() - since.getTime()) : 0;
  const isOnBreak = since !== null && taken + running < allowed;
  const total = Math.min(allowed, taken + running);
  return {
    deadlineAt: new Date(facts.deadlineAt.getTime() + facts.addedMinutes * MINUTE + total),
    graceSeconds: facts.graceSeconds,
    addedMinutes: facts.addedMinutes,
    onBreakSince: isOnBreak ? since : null,
    breakSecondsLeft: Math.floor((allowed - total) / 1000),
  };
}

type End = Pick<Timing, 'deadlineAt' | 'graceSeconds'>;

/** Whether nothing more is taken: the grace is over. The last moment of the grace still counts. */
export function isOver({ deadlineAt, graceSeconds }: End, now: Date): boolean {
  return now.getTime() > deadlineAt.getTime() + graceSeconds * 1000;
}

/** When an attempt counts as ended: when it was handed in, but never after its deadline. */
export function endedAt({ deadlineAt }: Pick<End, 'deadlineAt'>, now: Date): Date {
  return now < deadlineAt ? now : deadlineAt;
}

/**
 * How an attempt ends that is closed now. In time it was handed in. Too late, what was saved is handed in for its
 * candidate, or, where the quiz wants it handed in by themselves, the attempt is void: used up, and worth nothing.
 */
export function reasonOfEnd(
  { timeOut = 'submit' }: Pick<TimeRules, 'timeOut'>,
  timing: End,
  now: Date,
): 'submission' | 'time-out' | 'void' {
  if (!isOver(timing, now)) return 'submission';
  return timeOut === 'submit' ? 'time-out' : 'void';
}
