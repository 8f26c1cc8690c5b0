/** At most so many failures within a time. */
export interface Allowance {
  readonly failures: number;
  readonly withinSeconds: number;
}

/** One account may be guessed at ten times in a quarter of an hour, whoever guesses. */
export const PER_ACCOUNT: Allowance = { failures: 10, withinSeconds: 15 * 60 };

/** A hundred people behind one router may each mistype once. */
export const PER_ADDRESS: Allowance = { failures: 100, withinSeconds: 15 * 60 };

/** Seconds until another try is allowed, 0 for at once. Only failures count: whoever signs in rightly is never slowed. */
export function retryAfterSeconds(
  { failures, withinSeconds }: Allowance,
  failedAt: readonly Date[],
  now: Date,
): number {
  const since = now.getTime() - withinSeconds * 1000;
  const counted = failedAt
    .map((at) => at.getTime())
    .filter((at) => at > since)
    .sort((a, b) => b - a);
  if (counted.length < failures) return 0;
  return Math.ceil((counted[failures - 1] + withinSeconds * 1000 - now.getTime()) / 1000);
}
