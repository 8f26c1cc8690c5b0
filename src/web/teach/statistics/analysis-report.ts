import type { AnswerFigures, ItemAnalysis, ItemReport, QuizItemReport } from '../../../assessment/quiz-statistics';
import { counted } from '../../wording';
import { intervalInWords, inWords, secondsInWords, type Unit } from './figure-words';
import { distributionPicture, itemMap, letterOf, optionCurves } from './pictures';

type Figure = keyof ItemAnalysis['intervals'];

const TEST_FIGURES: readonly { figure: Figure; label: string; unit: Unit; says: string }[] = [
  { figure: 'mean', label: 'Mean', unit: 'marks', says: 'The average total.' },
  { figure: 'median', label: 'Median', unit: 'marks', says: 'Half of the totals are below, half above.' },
  { figure: 'standardDeviation', label: 'Standard deviation', unit: 'marks', says: 'How far totals lie apart.' },
  {
    figure: 'skewness',
    label: 'Skewness',
    unit: 'number',
    says: 'Below 0: a tail of low totals; above 0: of high ones.',
  },
  {
    figure: 'kurtosis',
    label: 'Kurtosis',
    unit: 'number',
    says: 'Above 0: more totals far out than a bell curve has.',
  },
  {
    figure: 'internalConsistency',
    label: 'Internal consistency',
    unit: 'per cent',
    says: 'Cronbach’s alpha: how far the items measure one thing. Examinations aim at 80 % or more.',
  },
  { figure: 'errorRatio', label: 'Error ratio', unit: 'per cent', says: 'How much of the spread of totals is chance.' },
  {
    figure: 'standardError',
    label: 'Standard error',
    unit: 'marks',
    says: 'How far a total may be from what the candidate would earn on average.',
  },
];

/** Everything that a page says of an analysis, ready to print. */
export function analysisReport(analysis: ItemAnalysis, cutScore: number | null) {
  const { attempts, enough, tooFew, items, decisionConsistency: decisions } = analysis;
  return {
    attempts: counted(attempts, 'attempt'),
    none: attempts === 0,
    tooFew,
    fewWords: `Fewer than ${enough} attempts say little: such figures are grey, and may be far off.`,
    isAnythingFew: tooFew || items.some((item) => item.tooFew),
    distribution: distributionPicture(analysis, cutScore),
    bins: analysis.distribution.map(({ from, to, n }) => ({ from, to, n })),
    map: itemMap(items),
    tests: TEST_FIGURES.map(({ figure, label, unit, says }) => ({
      label,
      says,
      value: inWords(analysis[figure], unit),
      interval: intervalInWords(analysis.intervals[figure], unit),
    })),
    decisions: decisions && {
      cut: inWords(decisions.cutScore, 'marks'),
      consistency: inWords(decisions.consistency, 'share'),
      kappa: inWords(decisions.kappa, 'number'),
      length: inWords(decisions.effectiveTestLength, 'number'),
    },
    findings: items.flatMap(findingsOf),
    items: items.map((item, index) => itemRow(item, index)),
  };
}

function itemRow(item: ItemReport & Partial<Pick<QuizItemReport, 'question' | 'seconds'>>, index: number) {
  const { n, tooFew, question, seconds } = item;
  const name = question && question.version > 1 ? `${item.name}, version ${question.version}` : item.name;
  return {
    id: `item-${index + 1}`,
    slot: item.slot,
    slug: item.name,
    name,
    prompt: question?.prompt,
    n,
    tooFew,
    dubious: item.dubious,
    negativeCovariance: item.negativeCovariance,
    maxMark: item.maxMark,
    facility: inWords(item.facility, 'share'),
    facilityInterval: intervalInWords(item.intervals.facility, 'share'),
    standardDeviation: inWords(item.standardDeviation, 'marks'),
    guess: inWords(item.randomGuess, 'share'),
    intended: inWords(item.intendedWeight, 'per cent'),
    effective: item.negativeCovariance ? 'negative covariance' : inWords(item.effectiveWeight, 'per cent'),
    discrimination: inWords(item.discrimination, 'per cent'),
    discriminationInterval: intervalInWords(item.intervals.discrimination, 'per cent'),
    efficiency: inWords(item.discriminativeEfficiency, 'per cent'),
    seconds: seconds ? `${secondsInWords(seconds.median)} (median of ${seconds.n})` : null,
    curves: n === 0 ? null : optionCurves(item, `curves-${index + 1}`),
    fifths: item.quintiles.map(({ facility }) => inWords(facility, 'share')),
    options: item.options.map((option, place) => optionRow(option, place)),
  };
}

function optionRow({ text, correct, n, share, discrimination, quintiles }: AnswerFigures, place: number) {
  return {
    letter: letterOf(place),
    text,
    correct: correct === true,
    n,
    share: inWords(share, 'share'),
    discrimination: inWords(discrimination, 'per cent'),
    fifths: quintiles.map((fifth) => inWords(fifth.share, 'share')),
  };
}

/** What an instructor should look at, item by item, in words. */
function findingsOf(item: ItemReport, index: number) {
  const told: string[] = [];
  const { discriminativeEfficiency: efficiency, facility } = item;
  if (item.negativeCovariance) told.push('Those who did well in the rest did worse here: is the key right?');
  else if (efficiency !== null && efficiency < 0) told.push('It goes against the rest of the test: is the key right?');
  else if (item.dubious) told.push('It hardly tells strong candidates from weak ones.');
  const key = item.options.filter(({ correct }) => correct === true);
  for (const { text, correct, discrimination, n } of item.options) {
    const best = Math.max(...key.map((option) => option.discrimination ?? -Infinity));
    if (correct === false && n > 0 && key.length > 0 && discrimination !== null && discrimination > Math.max(best, 0)) {
      told.push(`“${text}” attracts strong candidates more than the key does.`);
    }
  }
  const idle = item.options.filter(({ correct, n }) => correct === false && n === 0);
  if (!item.tooFew && idle.length > 0 && key.length === 1) {
    told.push(`Nobody chose ${idle.map(({ text }) => `“${text}”`).join(', ')}.`);
  }
  if (!item.tooFew && facility !== null && item.randomGuess !== null && facility <= item.randomGuess) {
    told.push('It earns no more than guessing would.');
  }
  return told.length === 0 ? [] : [{ address: `#item-${index + 1}`, name: item.name, tooFew: item.tooFew, told }];
}
