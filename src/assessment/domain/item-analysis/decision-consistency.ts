import { logBeta, logGamma } from './distributions';

/** How often two sittings of the same test would decide alike. */
export interface DecisionConsistency {
  /** The least total that passes, in marks. */
  readonly cutScore: number;
  readonly n: number;
  /** 0 to 1: the share of candidates who would twice pass or twice fail. */
  readonly consistency: number;
  /** The same beyond what chance alone would bring: Cohen’s kappa. `null` where all would be decided alike. */
  readonly kappa: number | null;
  /** How many equally hard right-or-wrong items would give totals as reliable as these. */
  readonly effectiveTestLength: number;
}

export interface Totals {
  readonly n: number;
  readonly mean: number;
  readonly variance: number;
  readonly maxMark: number;
  /** 0 to 1: alpha. */
  readonly reliability: number;
}

/** Longer ones are as good as certain, and cost the square of their length. */
const LONGEST = 2_000;

/**
 * Livingston & Lewis (1995), Journal of Educational Measurement 32, 179–197: the test is taken as one of ñ equally hard items
 * that is as reliable. True scores follow a beta distribution with the mean and the variance that reliability leaves them
 * (two parameters, from 0 to the maximum, as Huynh (1976) has it in the same journal, 13, 253–264; the four-parameter fit of
 * the article often has no proper solution), and scores given a true score are binomial.
 *
 * `null` where alpha is not between 0 and 1, or totals vary more than such a distribution can.
 */
export function decisionConsistency(totals: Totals, cutScore: number): DecisionConsistency | null {
  const { n, maxMark, reliability } = totals;
  if (n < 3 || !(maxMark > 0) || !(reliability > 0 && reliability < 1) || !(totals.variance > 0)) return null;
  const mean = totals.mean / maxMark;
  const variance = totals.variance / maxMark ** 2;
  const length = (mean * (1 - mean) - reliability * variance) / (variance * (1 - reliability));
  const items = Math.min(Math.round(length), LONGEST);
  const trueVariance = reliability * variance;
  const precision = (mean * (1 - mean)) / trueVariance - 1;
  if (!(items >= 1) || !(precision > 0)) return null;

  // A hair is forgiven, as in the pass rule: a cut of 0.8 of 15 items is 12, not a little more.
  const least = Math.ceil((cutScore / maxMark) * items - 1e-9);
  const [alpha, beta] = [mean * precision, (1 - mean) * precision];
  const { fail, failTwice } = belowCut(items, Math.max(0, Math.min(least, items + 1)), alpha, beta);
  const passTwice = 1 - 2 * fail + failTwice;
  const consistency = Math.min(Math.max(failTwice + passTwice, 0), 1);
  const byChance = fail * fail + (1 - fail) * (1 - fail);
  const kappa = 1 - byChance < 1e-12 ? null : (consistency - byChance) / (1 - byChance);
  return { cutScore, n, consistency, kappa, effectiveTestLength: length };
}

/**
 * How likely a score below `least` is, and one twice, of `items` items whose chance of success is beta distributed: the
 * negative hypergeometric distribution and its bivariate form.
 */
function belowCut(items: number, least: number, alpha: number, beta: number): { fail: number; failTwice: number } {
  const norm = logBeta(alpha, beta);
  const choose = Float64Array.from(
    { length: items + 1 },
    (_, x) => logGamma(items + 1) - logGamma(x + 1) - logGamma(items - x + 1),
  );
  let fail = 0;
  for (let x = 0; x < least; x += 1) fail += Math.exp(choose[x] + logBeta(alpha + x, beta + items - x) - norm);

  // Σ over x + y = s of the two binomial coefficients, times the chance of that sum.
  let failTwice = 0;
  for (let s = 0; s <= 2 * (least - 1); s += 1) {
    const chance = logBeta(alpha + s, beta + 2 * items - s) - norm;
    for (let x = Math.max(0, s - least + 1); x <= Math.min(s, least - 1); x += 1) {
      failTwice += Math.exp(choose[x] + choose[s - x] + chance);
    }
  }
  return { fail: Math.min(fail, 1), failTwice: Math.min(failTwice, 1) };
}
