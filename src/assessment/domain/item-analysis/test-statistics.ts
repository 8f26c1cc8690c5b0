import { Moments, orNull } from './moments';

/** What the totals say of the test as a whole: marks for the standard deviation and standard error, per cent otherwise. */
export interface TestFigures {
  readonly standardDeviation: number | null;
  readonly skewness: number | null;
  readonly kurtosis: number | null;
  /** Coefficient of internal consistency: Cronbach’s alpha in per cent. */
  readonly internalConsistency: number | null;
  readonly errorRatio: number | null;
  readonly standardError: number | null;
}

/** A remainder that is nothing but rounding: alpha is 1, and nothing of the spread is error. */
const ROUNDING = 1e-14;

/** @param itemVariances of the places of the test; `null` where a place was asked fewer than twice, and adds nothing. */
export function testFiguresOf(
  { n, sum2, sum3, sum4 }: Moments,
  itemVariances: readonly (number | null)[],
): TestFigures {
  const [m2, m3, m4] = [sum2 / n, sum3 / n, sum4 / n];
  const k2 = (n * m2) / (n - 1);
  const k3 = (n * n * m3) / ((n - 1) * (n - 2));
  const k4 = (n * n * ((n + 1) * m4 - 3 * (n - 1) * m2 * m2)) / ((n - 1) * (n - 2) * (n - 3));
  const varies = n > 2 && k2 > 0;
  const standardDeviation = n > 1 ? Math.sqrt(k2) : null;

  const p = itemVariances.length;
  const ofItems = itemVariances.reduce<number>((sum, variance) => sum + (variance ?? 0), 0);
  const alpha = varies && p > 1 ? orNull((p / (p - 1)) * (1 - ofItems / k2)) : null;
  const isError = alpha === null ? Number.NaN : Math.abs(1 - alpha) < ROUNDING ? 0 : Math.sqrt(1 - alpha);
  return {
    standardDeviation,
    skewness: varies ? orNull(k3 / k2 ** 1.5) : null,
    kurtosis: varies && n > 3 ? orNull(k4 / (k2 * k2)) : null,
    internalConsistency: alpha === null ? null : 100 * alpha,
    errorRatio: orNull(100 * isError),
    standardError: standardDeviation === null ? null : orNull(isError * standardDeviation),
  };
}
