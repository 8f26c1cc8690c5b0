import { GreatestCovariance } from './greatest-covariance';

/** Sums of one item over the attempts that were asked it; everything about the item is derived from them. */
export interface ItemSums {
  readonly n: number;
  readonly mean: number;
  readonly meanRest: number;
  /** Σ(x − x̄)². */
  readonly marks: number;
  /** Σ(y − ȳ)², y being the rest of the total. */
  readonly rests: number;
  /** Σ(x − x̄)(y − ȳ). */
  readonly joint: number;
  /** The same with both in ascending order: as large as it could be. */
  readonly jointAtMost: number;
  /** Σ(x − x̄)(T − T̄). */
  readonly withTotal: number;
}

export interface ItemFigures {
  readonly facility: number | null;
  readonly variance: number | null;
  readonly standardDeviation: number | null;
  readonly covariance: number | null;
  readonly covarianceWithTotal: number | null;
  /** Per cent: the correlation of the item with the rest, never with a total that it is part of. */
  readonly discrimination: number | null;
  /** Per cent of the covariance that could be reached. */
  readonly discriminativeEfficiency: number | null;
}

/** A correlation with the total that is smaller is none: its sign, on which a weight hangs, would be that of rounding. */
const ROUNDING = 1e-13;

/** Two passes: the means, then what deviates from them. */
export function sumsOf(
  marks: Float64Array,
  totals: Float64Array,
  greatest: GreatestCovariance,
  rounding: number,
): ItemSums {
  let [n, sum, sumRest] = [0, 0, 0];
  let [least, most, leastRest, mostRest] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let attempt = 0; attempt < marks.length; attempt += 1) {
    const mark = marks[attempt];
    if (mark !== mark) continue;
    const rest = totals[attempt] - mark;
    n += 1;
    sum += mark;
    sumRest += rest;
    if (mark < least) least = mark;
    if (mark > most) most = mark;
    if (rest < leastRest) leastRest = rest;
    if (rest > mostRest) mostRest = rest;
  }
  const [mean, meanRest] = refine(marks, totals, sum / n, sumRest / n, n);
  let [ofMarks, ofRests, joint, withTotal] = [0, 0, 0, 0];
  const meanTotal = mean + meanRest;
  for (let attempt = 0; attempt < marks.length; attempt += 1) {
    const mark = marks[attempt];
    if (mark !== mark) continue;
    const x = mark - mean;
    const y = totals[attempt] - mark - meanRest;
    ofMarks += x * x;
    ofRests += y * y;
    joint += x * y;
    withTotal += x * (totals[attempt] - meanTotal);
  }
  const varies = most > least;
  const restVaries = mostRest - leastRest > rounding;
  const bothVary = varies && restVaries;
  const ofTotals = ofMarks + 2 * joint + ofRests;
  return {
    n,
    mean,
    meanRest,
    marks: varies ? ofMarks : 0,
    rests: restVaries ? ofRests : 0,
    joint: bothVary ? joint : 0,
    jointAtMost: bothVary ? greatest.of(marks, mean, meanRest) : 0,
    withTotal: varies && Math.abs(withTotal) > ROUNDING * Math.sqrt(ofMarks * ofTotals) ? withTotal : 0,
  };
}

/** A mean taken in one go loses digits where values are large beside their differences; the mean of what is left mends it. */
function refine(marks: Float64Array, totals: Float64Array, mean: number, meanRest: number, n: number) {
  let [left, leftRest] = [0, 0];
  for (let attempt = 0; attempt < marks.length; attempt += 1) {
    const mark = marks[attempt];
    if (mark !== mark) continue;
    left += mark - mean;
    leftRest += totals[attempt] - mark - meanRest;
  }
  return [mean + left / n, meanRest + leftRest / n];
}

export function figuresOf(
  { n, mean, marks, rests, joint, jointAtMost, withTotal }: ItemSums,
  maxMark: number,
): ItemFigures {
  const spread = n > 1;
  const product = Math.sqrt(marks) * Math.sqrt(rests);
  return {
    facility: n > 0 && maxMark !== 0 ? mean / maxMark : null,
    variance: spread ? marks / (n - 1) : null,
    standardDeviation: spread ? Math.sqrt(marks / (n - 1)) : null,
    covariance: spread ? joint / (n - 1) : null,
    covarianceWithTotal: spread ? withTotal / (n - 1) : null,
    discrimination: spread && product > 0 ? (100 * joint) / product : null,
    discriminativeEfficiency: spread && jointAtMost > 0 ? (100 * joint) / jointAtMost : null,
  };
}

/**
 * The share of each item in what tells candidates apart, per cent: √C of the item beside the sum of √C over the places whose
 * covariance with the total is not negative. `null` for an item whose own is negative, and where there is nothing to share.
 */
export function effectiveWeights(
  ofItems: readonly (number | null)[],
  ofPlaces: readonly (number | null)[] = ofItems,
): (number | null)[] {
  const sum = ofPlaces.reduce<number>((all, one) => all + (one !== null && one >= 0 ? Math.sqrt(one) : 0), 0);
  return ofItems.map((one) => (one === null || one < 0 || sum === 0 ? null : (100 * Math.sqrt(one)) / sum));
}
