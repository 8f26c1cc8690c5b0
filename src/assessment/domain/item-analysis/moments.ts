/** The central moments of some numbers, computed from their mean: never as a difference of large sums of squares. */
export interface Moments {
  readonly n: number;
  readonly mean: number;
  /** Σ(x − x̄)ᵏ for k = 2, 3, 4. */
  readonly sum2: number;
  readonly sum3: number;
  readonly sum4: number;
}

/** The mean, exact to the last digits also where values are large beside their differences. `NaN` of none. */
export function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  const rough = sum / values.length;
  let rest = 0;
  for (const value of values) rest += value - rough;
  return rough + rest / values.length;
}

/** @param rounding values that differ by no more than this are one value. */
export function momentsOf(values: Float64Array, rounding: number): Moments {
  const mean = meanOf(values);
  let [sum2, sum3, sum4] = [0, 0, 0];
  if (isConstant(values, rounding)) return { n: values.length, mean, sum2, sum3, sum4 };
  let sum1 = 0;
  for (const value of values) {
    const difference = value - mean;
    const square = difference * difference;
    sum1 += difference;
    sum2 += square;
    sum3 += square * difference;
    sum4 += square * square;
  }
  return { ...recentred([values.length, sum1, sum2, sum3, sum4]), mean };
}

/** The moments about the mean, from n and the sums of the first four powers of deviations from a value near it. */
export function recentred([n, s1, s2, s3, s4]: readonly number[]): Moments {
  const m = s1 / n;
  return {
    n,
    mean: m,
    sum2: Math.max(s2 - n * m * m, 0),
    sum3: s3 - 3 * m * s2 + 2 * n * m ** 3,
    sum4: s4 - 4 * m * s3 + 6 * m * m * s2 - 3 * n * m ** 4,
  };
}

export function isConstant(values: Float64Array, rounding: number): boolean {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return !(most - least > rounding);
}

/** Of numbers in ascending order: the middle one, or the mean of the middle two. `null` of none. */
export function medianOf(ascending: Float64Array): number | null {
  const { length } = ascending;
  if (length === 0) return null;
  const middle = Math.floor(length / 2);
  return length % 2 === 1 ? ascending[middle] : (ascending[middle - 1] + ascending[middle]) / 2;
}

/** What is no number is undefined, and said so. */
export function orNull(value: number): number | null {
  return Number.isFinite(value) ? value + 0 : null;
}
