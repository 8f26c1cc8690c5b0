/** What several judges said of one thing. */
export interface Spread {
  readonly n: number;
  readonly mean: number;
  readonly median: number;
  readonly least: number;
  readonly most: number;
  /** By n − 1; `null`: of one judge alone. */
  readonly deviation: number | null;
}

/** `null`: nobody has said anything. */
export function spreadOf(values: readonly number[]): Spread | null {
  const n = values.length;
  if (n === 0) return null;
  const sorted = values.toSorted((one, other) => one - other);
  const mean = meanOf(sorted);
  const squares = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    n,
    mean,
    median: (sorted[Math.floor((n - 1) / 2)] + sorted[Math.ceil((n - 1) / 2)]) / 2,
    least: sorted[0],
    most: sorted[n - 1],
    deviation: n > 1 ? Math.sqrt(squares / (n - 1)) : null,
  };
}

/** Of one judge alone there is none. */
export function standardErrorOf(spread: Spread): number | null {
  return spread.deviation === null ? null : spread.deviation / Math.sqrt(spread.n);
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
