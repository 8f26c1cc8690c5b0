import { studentT, type Interval } from '../item-analysis/intervals';

/** Two marks of the same answer, by two people who did not know of each other. */
export interface MarkPair {
  readonly first: number;
  readonly second: number;
}

export interface Agreement {
  /** Answers that were marked twice. */
  readonly n: number;
  /**
   * Quadratic weighted kappa: 1 is agreement, 0 what chance would give. `null`: not defined, since every mark was the same.
   * Cohen (1968), Psychological Bulletin 70, 213–220, with weights (i − j)².
   */
  readonly kappa: number | null;
  /** 95 %, by the jackknife and Student’s t. */
  readonly interval: Interval | null;
  /** The share of answers with the same mark twice; `null`: none was marked twice. */
  readonly exact: number | null;
  /** First less second, in points, in the mean: which of the two is more lenient. */
  readonly meanDifference: number | null;
}

/**
 * How far two markers agree. The weights make kappa the same as 1 less the mean square of the differences by that over all
 * pairings of a first with a second mark, so that no list of categories is needed and half points count as what they are.
 */
export function agreementOf(pairs: readonly MarkPair[]): Agreement {
  const n = pairs.length;
  const differences = pairs.map(({ first, second }) => first - second);
  return {
    n,
    kappa: kappaOf(pairs),
    interval: jackknifed(pairs),
    exact: n === 0 ? null : differences.filter((difference) => difference === 0).length / n,
    meanDifference: n === 0 ? null : mean(differences),
  };
}

function kappaOf(pairs: readonly MarkPair[]): number | null {
  if (pairs.length === 0) return null;
  const observed = mean(pairs.map(({ first, second }) => (first - second) ** 2));
  const firsts = pairs.map(({ first }) => first);
  const seconds = pairs.map(({ second }) => second);
  // Over all pairings the mean of (x − y)² is Var x + Var y + (x̄ − ȳ)².
  const expected = variance(firsts) + variance(seconds) + (mean(firsts) - mean(seconds)) ** 2;
  return expected === 0 ? null : 1 - observed / expected;
}

function jackknifed(pairs: readonly MarkPair[]): Interval | null {
  const n = pairs.length;
  const whole = kappaOf(pairs);
  if (n < 3 || whole === null) return null;
  const without = pairs.map((_, left) => kappaOf(pairs.filter((__, index) => index !== left)));
  if (without.some((kappa) => kappa === null)) return null;
  const kappas = without as number[];
  const centre = mean(kappas);
  const spread = kappas.reduce((sum, kappa) => sum + (kappa - centre) ** 2, 0);
  const interval = studentT(whole, Math.sqrt(((n - 1) / n) * spread), n - 1);
  return interval && { low: Math.max(interval.low, -1), high: Math.min(interval.high, 1) };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** By n: of these marks, not of a population. */
function variance(values: readonly number[]): number {
  const centre = mean(values);
  return mean(values.map((value) => (value - centre) ** 2));
}
