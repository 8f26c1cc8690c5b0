import type { ItemToRate, Spread, StandardMethod, StandardResult } from '../../../assessment/standard-view';
import { questionLine } from '../../../catalogue/question-text';

export const METHOD_WORDS: Readonly<Record<StandardMethod, string>> = {
  angoff: 'Modified Angoff',
  ebel: 'Ebel',
  hofstee: 'Hofstee',
  'borderline-regression': 'Borderline regression',
};

const DETAILS: Readonly<Record<string, string>> = {
  n: 'Candidates',
  candidates: 'Candidates',
  slope: 'Slope',
  intercept: 'Intercept',
  rSquared: 'R²',
  cutInPoints: 'Cut score in points',
  borderlineMean: 'Mean of those rated borderline',
  leastCut: 'Lowest pass mark accepted, %',
  mostCut: 'Highest pass mark accepted, %',
  leastFailing: 'Fewest failing, %',
  mostFailing: 'Most failing, %',
  failing: 'Would fail, %',
};

const rounded = (value: number | null | undefined) => (value === null || value === undefined ? '–' : value.toFixed(2));

/** What came of a round, or of a station, ready to print. */
export function resultInWords(
  result: StandardResult,
  items: readonly ItemToRate[],
  names: ReadonlyMap<string, string>,
) {
  const { cut, because, standardError, spread, judges, items: rated, details } = result;
  return {
    cut: cut === null ? null : `${cut.toFixed(2)} %`,
    because,
    error: standardError === null ? null : standardError.toFixed(2),
    spread: spread && spreadInWords(spread),
    judged: judges.map(({ judgeId, cut: own, consistency }) => ({
      name: names.get(judgeId) ?? 'Somebody erased',
      cut: `${own.toFixed(2)} %`,
      consistency: rounded(consistency),
    })),
    ratedItems: rated.map(({ key, spread: between, facility }, index) => {
      const item = items.find((one) => one.key === key);
      return {
        number: index + 1,
        prompt: item ? questionLine(item.prompt, item.format) : key,
        ...(between && spreadInWords(between)),
        facility: facility === null ? '–' : `${Math.round(facility * 100)} %`,
        bar: between && { x: between.least, width: Math.max(between.most - between.least, 1), mean: between.mean },
      };
    }),
    details: Object.entries(details).map(([name, value]) => ({ label: DETAILS[name] ?? name, value: rounded(value) })),
  };
}

function spreadInWords({ mean, median, least, most, deviation }: Spread) {
  return {
    mean: rounded(mean),
    median: rounded(median),
    range: `${rounded(least)} to ${rounded(most)}`,
    deviation: rounded(deviation),
  };
}
