import type { Fault } from '../../../kernel/errors';
import { EBEL_CELLS, type RatedItem } from './judged';

export const METHODS = ['angoff', 'ebel', 'hofstee', 'borderline-regression'] as const;
export type StandardMethod = (typeof METHODS)[number];
/** Those by which a panel judges; the other is worked out from results. */
export type JudgedMethod = Exclude<StandardMethod, 'borderline-regression'>;

type Given = Readonly<Record<string, unknown>>;

/** What of a judge's ratings is missing, strange, or out of range; none: they count. */
export function faultsOfRatings(method: JudgedMethod, given: Given, items: readonly RatedItem[]): Fault[] {
  const keys = items.map(({ key }) => key);
  switch (method) {
    case 'angoff':
      return faultsOfPercentages(given, keys, 'ratings');
    case 'ebel': {
      const cells = (given.items ?? {}) as Given;
      return [
        ...faultsOfPercentages((given.grid ?? {}) as Given, EBEL_CELLS, 'ratings.grid'),
        ...keys.flatMap((key) =>
          EBEL_CELLS.some((cell) => cell === cells[key])
            ? []
            : [{ path: `ratings.items.${key}`, message: `is one of ${EBEL_CELLS.join(', ')}` }],
        ),
      ];
    }
    case 'hofstee': {
      const faults = faultsOfPercentages(given, ['leastCut', 'mostCut', 'leastFailing', 'mostFailing'], 'ratings');
      if (faults.length > 0) return faults;
      return [
        ...(Number(given.leastCut) <= Number(given.mostCut)
          ? []
          : [{ path: 'ratings.mostCut', message: 'is no less than the least' }]),
        ...(Number(given.leastFailing) <= Number(given.mostFailing)
          ? []
          : [{ path: 'ratings.mostFailing', message: 'is no less than the least' }]),
      ];
    }
  }
}

function faultsOfPercentages(given: Given, keys: readonly string[], place: string): Fault[] {
  const strange = Object.keys(given).filter((key) => !keys.includes(key));
  return [
    ...strange.map((key) => ({ path: `${place}.${key}`, message: 'is nothing that is rated here' })),
    ...keys.flatMap((key) => {
      const value = given[key];
      return typeof value === 'number' && value >= 0 && value <= 100
        ? []
        : [{ path: `${place}.${key}`, message: 'is 0 to 100' }];
    }),
  ];
}
