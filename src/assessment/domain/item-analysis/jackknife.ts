import { Interval, studentT } from './intervals';
import { effectiveWeights, ItemSums } from './item-statistics';
import { Marks } from './marks';
import { recentred } from './moments';
import { TestFigures, testFiguresOf } from './test-statistics';

/*
 * Intervals for figures whose distribution no formula gives: the attempts are dealt into groups, everything is computed again
 * without each group in turn, and how far the results lie apart says how far the estimate may be off (the delete-a-group
 * jackknife: Kott (2001), Journal of Official Statistics 17, 521–526). Sums of groups suffice, so it costs one more pass.
 */

const MOST_GROUPS = 50;
/** Deals the attempts out: the same for the same number of them, so that the same marks always have the same intervals. */
const SEED = 0x5eed;

export interface JackknifeIntervals {
  readonly test: Readonly<Record<'standardDeviation' | 'skewness' | 'kurtosis' | 'standardError', Interval | null>>;
  readonly items: readonly { readonly standardDeviation: Interval | null; readonly effectiveWeight: Interval | null }[];
}

interface Estimates {
  readonly test: TestFigures;
  readonly items: readonly { readonly standardDeviation: number | null; readonly effectiveWeight: number | null }[];
}

/** mulberry32: numbers from 0 to 1 that look like chance. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** The group of each attempt: as many in each as in any other, or one fewer. */
export function dealt(attempts: number): Uint8Array {
  const next = chance(SEED);
  const groups = Uint8Array.from({ length: attempts }, (_, attempt) => attempt % MOST_GROUPS);
  for (let last = attempts - 1; last > 0; last -= 1) {
    const other = Math.floor(next() * (last + 1));
    [groups[last], groups[other]] = [groups[other], groups[last]];
  }
  return groups;
}

/** Powers of the deviations of the totals from their mean, summed by group. */
function totalsByGroup(totals: Float64Array, mean: number, groups: Uint8Array): Float64Array[] {
  const sums = Array.from({ length: MOST_GROUPS }, () => new Float64Array(5));
  for (let attempt = 0; attempt < totals.length; attempt += 1) {
    const sum = sums[groups[attempt]];
    const d = totals[attempt] - mean;
    sum[0] += 1;
    sum[1] += d;
    sum[2] += d * d;
    sum[3] += d * d * d;
    sum[4] += d * d * d * d;
  }
  return sums;
}

/** n, Σdx, Σdx², Σdx·dT and ΣdT by group, over the attempts that were asked the item. */
function marksByGroup(marks: Float64Array, totals: Float64Array, sums: ItemSums, groups: Uint8Array): Float64Array[] {
  const byGroup = Array.from({ length: MOST_GROUPS }, () => new Float64Array(5));
  const meanTotal = sums.mean + sums.meanRest;
  for (let attempt = 0; attempt < marks.length; attempt += 1) {
    const mark = marks[attempt];
    if (mark !== mark) continue;
    const sum = byGroup[groups[attempt]];
    const x = mark - sums.mean;
    const t = totals[attempt] - meanTotal;
    sum[0] += 1;
    sum[1] += x;
    sum[2] += x * x;
    sum[3] += x * t;
    sum[4] += t;
  }
  return byGroup;
}

const without = (groups: readonly Float64Array[], left: number): number[] =>
  [0, 1, 2, 3, 4].map((power) => groups.reduce((sum, group, index) => (index === left ? sum : sum + group[power]), 0));

function variancesOf([n, x, xx, xt, t]: readonly number[]): { variance: number | null; withTotal: number | null } {
  if (n < 2) return { variance: null, withTotal: null };
  return { variance: Math.max(xx - (x * x) / n, 0) / (n - 1), withTotal: (xt - (x * t) / n) / (n - 1) };
}

/** @param itemSums and `placeSums` as they are over all attempts; the places are the items unless told. */
export function jackknife(
  { attempts, items, places = items }: Marks,
  totals: Float64Array,
  whole: { readonly mean: number; readonly itemSums: readonly ItemSums[]; readonly placeSums: readonly ItemSums[] },
  estimates: Estimates,
): JackknifeIntervals {
  const groups = dealt(attempts);
  const used = Math.min(attempts, MOST_GROUPS);
  const ofTotals = totalsByGroup(totals, whole.mean, groups);
  const ofItems = items.map(({ marks }, index) => marksByGroup(marks, totals, whole.itemSums[index], groups));
  const ofPlaces =
    places === items
      ? ofItems
      : places.map(({ marks }, index) => marksByGroup(marks, totals, whole.placeSums[index], groups));

  const replicates = Array.from({ length: used }, (_, left): Estimates => {
    const itemsLeft = ofItems.map((byGroup) => variancesOf(without(byGroup, left)));
    const placesLeft =
      ofPlaces === ofItems ? itemsLeft : ofPlaces.map((byGroup) => variancesOf(without(byGroup, left)));
    const weights = effectiveWeights(
      itemsLeft.map(({ withTotal }) => withTotal),
      placesLeft.map(({ withTotal }) => withTotal),
    );
    return {
      test: testFiguresOf(
        recentred(without(ofTotals, left)),
        placesLeft.map(({ variance }) => variance),
      ),
      items: itemsLeft.map(({ variance }, index) => ({
        standardDeviation: variance === null ? null : Math.sqrt(variance),
        effectiveWeight: weights[index],
      })),
    };
  });
  const around = (estimate: (from: Estimates) => number | null) =>
    spread(
      estimate(estimates),
      replicates.map((replicate) => estimate(replicate)),
    );
  return {
    test: {
      standardDeviation: atLeastNone(around(({ test }) => test.standardDeviation)),
      skewness: around(({ test }) => test.skewness),
      kurtosis: around(({ test }) => test.kurtosis),
      standardError: atLeastNone(around(({ test }) => test.standardError)),
    },
    items: items.map((_, index) => ({
      standardDeviation: atLeastNone(around((from) => from.items[index].standardDeviation)),
      effectiveWeight: atLeastNone(around((from) => from.items[index].effectiveWeight)),
    })),
  };
}

function spread(estimate: number | null, replicates: readonly (number | null)[]): Interval | null {
  const known = replicates.filter((value) => value !== null);
  if (estimate === null || known.length < replicates.length || known.length < 2) return null;
  const groups = known.length;
  const mean = known.reduce((sum, value) => sum + value, 0) / groups;
  const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return studentT(estimate, Math.sqrt(((groups - 1) / groups) * squares), groups - 1);
}

/** What cannot be negative has no negative bound. */
function atLeastNone(interval: Interval | null): Interval | null {
  return interval && { low: Math.max(interval.low, 0), high: interval.high };
}
