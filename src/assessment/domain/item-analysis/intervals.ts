import { fQuantile, incompleteBeta, tBeyond, Z95 } from './distributions';

/*
 * Intervals that hold the true value in 95 of 100 samples of candidates.
 */

export interface Interval {
  readonly low: number;
  readonly high: number;
}

export const LEVEL = 0.95;
const OUTSIDE = 1 - LEVEL;

const intervalOf = (low: number, high: number): Interval | null =>
  Number.isFinite(low) && Number.isFinite(high) ? { low: low + 0, high: high + 0 } : null;

export function mapInterval(interval: Interval | null, map: (value: number) => number): Interval | null {
  if (!interval) return null;
  const [low, high] = [map(interval.low), map(interval.high)].sort((one, other) => one - other);
  return intervalOf(low, high);
}

/**
 * Of a share of a whole, 0 to 1: Wilson (1927), Journal of the American Statistical Association 22, 209–212. Part marks vary
 * less around the same mean than right and wrong do, so for them it is on the safe side.
 */
export function wilson(share: number, n: number): Interval | null {
  if (n === 0 || !(share >= 0 && share <= 1)) return null;
  const z2 = Z95 * Z95;
  const centre = (share + z2 / (2 * n)) / (1 + z2 / n);
  const reach = (Z95 / (1 + z2 / n)) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  return intervalOf(Math.max(centre - reach, 0), Math.min(centre + reach, 1));
}

/** Of a correlation, −1 to 1: Fisher (1921), Metron 1, 3–32: artanh r is nearly normal with variance 1/(n − 3). */
export function fisherZ(correlation: number, n: number): Interval | null {
  if (n <= 3) return null;
  const z = Math.atanh(Math.max(-1, Math.min(1, correlation)));
  const reach = Z95 / Math.sqrt(n - 3);
  return intervalOf(Math.tanh(z - reach), Math.tanh(z + reach));
}

/** Of coefficient alpha, at most 1: Feldt, Woodruff & Salih (1987), Applied Psychological Measurement 11, 93–103, (6) and (7). */
export function feldt(alpha: number, n: number, items: number): Interval | null {
  if (n < 3 || items < 2) return null;
  const [df1, df2] = [n - 1, (n - 1) * (items - 1)];
  const bound = (share: number) => 1 - (1 - alpha) * fQuantile(share, df1, df2);
  return intervalOf(bound(1 - OUTSIDE / 2), bound(OUTSIDE / 2));
}

/** Every resampled figure asks for the same one. */
let lastT: { readonly df: number; readonly t: number } | undefined;

/** Of an estimate with its standard error on `df` degrees of freedom: Student’s t. */
export function studentT(estimate: number, standardError: number, df: number): Interval | null {
  if (df < 1) return null;
  if (lastT?.df !== df) lastT = { df, t: tBeyond(OUTSIDE, df) };
  const reach = lastT.t * standardError;
  return intervalOf(estimate - reach, estimate + reach);
}

/**
 * Of the median, whatever the distribution: the order statistics between which it lies with a probability of 95 % or more
 * (Conover, Practical Nonparametric Statistics, 3rd ed. 1999, 3.2). `null` where there are too few for that.
 */
export function aroundMedian(ascending: Float64Array): Interval | null {
  const n = ascending.length;
  /** That at most k of n fall below the median. */
  const atMost = (k: number) => 1 - incompleteBeta(0.5, k + 1, n - k);
  if (n < 1 || atMost(0) > OUTSIDE / 2) return null;
  let [below, above] = [0, Math.floor(n / 2)];
  while (below < above) {
    const middle = Math.ceil((below + above) / 2);
    if (atMost(middle) <= OUTSIDE / 2) below = middle;
    else above = middle - 1;
  }
  return intervalOf(ascending[below], ascending[n - 1 - below]);
}
