import { Day, endOfDay } from '../../kernel/day';
import { NOTHING_SPECIAL, TimeAllowance } from './deadline';

/** What was allowed to a person, for how long. */
export interface GrantedAllowance extends TimeAllowance {
  readonly id: string;
  readonly grantedAt: Date;
  /** The last day on which it counts, where the school is. */
  readonly endsOn: Day;
  readonly withdrawnAt: Date | null;
}

/** Whether it counts at a moment: from when it was granted to the end of its last day, unless it was withdrawn before. */
export function isInForce({ grantedAt, endsOn, withdrawnAt }: GrantedAllowance, at: Date, zone: string): boolean {
  return grantedAt <= at && at < endOfDay(endsOn, zone) && (withdrawnAt === null || at < withdrawnAt);
}

/** Everything in force taken together: of two, whichever is more generous counts, for time and for breaks apart. */
export function allowanceAt(
  granted: readonly GrantedAllowance[],
  at: Date,
  zone: string,
): TimeAllowance & { readonly accommodationIds: readonly string[] } {
  const counting = granted.filter((one) => isInForce(one, at, zone));
  return {
    factor: Math.max(NOTHING_SPECIAL.factor, ...counting.map(({ factor }) => factor)),
    breakMinutes: Math.max(NOTHING_SPECIAL.breakMinutes, ...counting.map(({ breakMinutes }) => breakMinutes)),
    accommodationIds: counting.map(({ id }) => id),
  };
}
