import { decisionConsistency, DecisionConsistency } from './decision-consistency';
import { ScoreBin, scoreBins } from './distribution';
import { AnswerFigures, answerFigures, Answers } from './distractors';
import { GreatestCovariance } from './greatest-covariance';
import { aroundMedian, feldt, fisherZ, Interval, LEVEL, mapInterval, studentT, wilson } from './intervals';
import { effectiveWeights, figuresOf, ItemFigures, ItemSums, sumsOf } from './item-statistics';
import { jackknife } from './jackknife';
import { Marks, roundingIn, totalsOf } from './marks';
import { medianOf, Moments, momentsOf, orNull } from './moments';
import { BandFigures, bandsOf, facilityByBand } from './score-bands';
import { TestFigures, testFiguresOf } from './test-statistics';

/** Fewer attempts than this say little: figures that rest on them are shown in grey. */
export const ENOUGH = 30;
/** An item whose discriminative efficiency is below this is dubious, per cent. */
export const DUBIOUS_BELOW = 15;

type TestFigure = 'mean' | 'median' | keyof TestFigures;
type ItemFigure = 'facility' | 'standardDeviation' | 'effectiveWeight' | 'discrimination' | 'discriminativeEfficiency';

export interface ItemReport {
  readonly slot: number;
  readonly name: string;
  /** Attempts that were asked it: every figure of the item rests on these. */
  readonly n: number;
  readonly maxMark: number;
  /** Too few attempts for its figures to say much. */
  readonly tooFew: boolean;
  /** 0 to 1. */
  readonly facility: number | null;
  /** Marks. */
  readonly standardDeviation: number | null;
  /** 0 to 1. */
  readonly randomGuess: number | null;
  /** Per cent. */
  readonly intendedWeight: number | null;
  readonly effectiveWeight: number | null;
  /** Its covariance with the total is negative: it has no weight, and counts against the others. */
  readonly negativeCovariance: boolean;
  readonly discrimination: number | null;
  readonly discriminativeEfficiency: number | null;
  readonly dubious: boolean;
  readonly intervals: Readonly<Record<ItemFigure, Interval | null>>;
  /** By score quintile, the lowest first. */
  readonly quintiles: readonly BandFigures[];
  /** Empty where nothing but marks is known. */
  readonly options: readonly AnswerFigures[];
}

export interface ItemAnalysis {
  readonly attempts: number;
  readonly maxMark: number;
  readonly tooFew: boolean;
  readonly enough: number;
  /** Marks. */
  readonly mean: number | null;
  readonly median: number | null;
  readonly standardDeviation: number | null;
  readonly skewness: number | null;
  readonly kurtosis: number | null;
  /** Per cent. */
  readonly internalConsistency: number | null;
  readonly errorRatio: number | null;
  /** Marks. */
  readonly standardError: number | null;
  readonly level: number;
  readonly intervals: Readonly<Record<TestFigure, Interval | null>>;
  readonly distribution: readonly ScoreBin[];
  /** `null` without a cut score, and where the model cannot be fitted. */
  readonly decisionConsistency: DecisionConsistency | null;
  readonly items: readonly ItemReport[];
}

export interface AnalysisOptions {
  /** Per cent of the maximum mark. */
  readonly passMark?: number | null;
  /** By item, where the answers themselves are known. */
  readonly answers?: readonly (Answers | null)[];
}

/** Every figure of a test and its items. Linear in the attempts, but for sorting their totals once. */
export function analyse(marks: Marks, { passMark = null, answers = [] }: AnalysisOptions = {}): ItemAnalysis {
  const { attempts, items, places = items } = marks;
  const totals = totalsOf(marks);
  const rounding = roundingIn(totals, items.length);
  const ascending = totals.slice().sort();
  const moments = momentsOf(totals, rounding);
  const greatest = new GreatestCovariance(totals);

  const itemSums = items.map((item) => sumsOf(item.marks, totals, greatest, rounding));
  const placeSums =
    places === items ? itemSums : places.map((place) => sumsOf(place.marks, totals, greatest, rounding));
  const figures = items.map(({ maxMark }, index) => figuresOf(itemSums[index], maxMark));
  const placeFigures =
    places === items ? figures : places.map(({ maxMark }, index) => figuresOf(placeSums[index], maxMark));
  const covariances = (of: readonly ItemFigures[]) => of.map(({ covarianceWithTotal }) => covarianceWithTotal);
  const weights = effectiveWeights(covariances(figures), covariances(placeFigures));
  const test = testFiguresOf(
    moments,
    placeFigures.map(({ variance }) => variance),
  );
  const resampled = jackknife(
    marks,
    totals,
    { mean: moments.mean, itemSums, placeSums },
    {
      test,
      items: figures.map(({ standardDeviation }, index) => ({ standardDeviation, effectiveWeight: weights[index] })),
    },
  );

  const maxMark = places.reduce((sum, place) => sum + place.maxMark, 0);
  const bands = bandsOf(totals);
  const reports = items.map((item, index): ItemReport => {
    const { n } = itemSums[index];
    const { facility, standardDeviation, discrimination, discriminativeEfficiency, covarianceWithTotal } =
      figures[index];
    const given = answers[index];
    return {
      slot: item.slot,
      name: item.name,
      n,
      maxMark: item.maxMark,
      tooFew: n < ENOUGH,
      facility,
      standardDeviation,
      randomGuess: item.randomGuess,
      intendedWeight: maxMark === 0 ? null : (100 * item.maxMark) / maxMark,
      effectiveWeight: weights[index],
      negativeCovariance: covarianceWithTotal !== null && covarianceWithTotal < 0,
      discrimination,
      discriminativeEfficiency,
      dubious: discriminativeEfficiency !== null && discriminativeEfficiency < DUBIOUS_BELOW,
      intervals: {
        ...correlationIntervals(figures[index], itemSums[index]),
        facility: facility === null ? null : wilson(facility, n),
        standardDeviation: resampled.items[index].standardDeviation,
        effectiveWeight: resampled.items[index].effectiveWeight,
      },
      quintiles: facilityByBand(item.marks, item.maxMark, bands),
      options: given ? answerFigures(given, item.marks, totals, bands, itemSums[index]) : [],
    };
  });
  return {
    attempts,
    maxMark,
    tooFew: attempts < ENOUGH,
    enough: ENOUGH,
    mean: orNull(moments.mean),
    median: medianOf(ascending),
    ...test,
    level: LEVEL,
    intervals: testIntervals(moments, ascending, test, places.length, resampled.test),
    distribution: scoreBins(totals, maxMark),
    decisionConsistency: consistencyAt(passMark, moments, test, maxMark),
    items: reports,
  };
}

/** That of efficiency is the one of discrimination on the scale of what could be reached, the marks and rests being given. */
function correlationIntervals({ discrimination, discriminativeEfficiency }: ItemFigures, sums: ItemSums) {
  if (discrimination === null) return { discrimination: null, discriminativeEfficiency: null };
  const correlation = fisherZ(discrimination / 100, sums.n);
  const scale = (Math.sqrt(sums.marks) * Math.sqrt(sums.rests)) / sums.jointAtMost;
  return {
    discrimination: mapInterval(correlation, (r) => 100 * r),
    discriminativeEfficiency:
      discriminativeEfficiency === null ? null : mapInterval(correlation, (r) => 100 * r * scale),
  };
}

function testIntervals(
  { n, mean }: Moments,
  ascending: Float64Array,
  { standardDeviation, internalConsistency }: TestFigures,
  places: number,
  resampled: ReturnType<typeof jackknife>['test'],
): ItemAnalysis['intervals'] {
  const alpha = internalConsistency === null ? null : feldt(internalConsistency / 100, n, places);
  return {
    ...resampled,
    mean: standardDeviation === null ? null : studentT(mean, standardDeviation / Math.sqrt(n), n - 1),
    median: aroundMedian(ascending),
    internalConsistency: mapInterval(alpha, (value) => 100 * value),
    errorRatio: mapInterval(alpha, (value) => 100 * Math.sqrt(Math.max(1 - value, 0))),
  };
}

function consistencyAt(
  passMark: number | null,
  { n, mean }: Moments,
  { standardDeviation, internalConsistency }: TestFigures,
  maxMark: number,
): DecisionConsistency | null {
  if (passMark === null || standardDeviation === null || internalConsistency === null) return null;
  const totals = { n, mean, variance: standardDeviation ** 2, maxMark, reliability: internalConsistency / 100 };
  return decisionConsistency(totals, (passMark * maxMark) / 100);
}
