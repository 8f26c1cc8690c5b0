import { meanOf, Spread, spreadOf, standardErrorOf } from './spread';

/** What judges rate: a question that everybody is asked, or all that may be drawn from one pool. */
export interface RatedItem {
  readonly key: string;
  /** Marks that it can earn: of a pool, all that are drawn from it. */
  readonly maxMark: number;
}

/** By the key of the item: how many in a hundred minimally competent candidates answer rightly, 0 to 100. */
export type AngoffRatings = Readonly<Record<string, number>>;

export const RELEVANCES = ['essential', 'important', 'acceptable'] as const;
export const DIFFICULTIES = ['easy', 'medium', 'hard'] as const;
/** `essential/easy` … */
export type EbelCell = `${(typeof RELEVANCES)[number]}/${(typeof DIFFICULTIES)[number]}`;
export const EBEL_CELLS = RELEVANCES.flatMap((relevance) =>
  DIFFICULTIES.map((difficulty): EbelCell => `${relevance}/${difficulty}`),
);

export interface EbelRatings {
  /** The cell of each item. */
  readonly items: Readonly<Record<string, EbelCell>>;
  /** Of each cell, how many in a hundred a minimally competent candidate has right. */
  readonly grid: Readonly<Record<EbelCell, number>>;
}

export interface JudgeCut {
  readonly judgeId: string;
  /** Per cent of the maximum mark. */
  readonly cut: number;
}

export interface JudgedCut {
  readonly judges: readonly JudgeCut[];
  /** Over the judges; `null`: nobody has rated everything. */
  readonly cut: Spread | null;
  readonly standardError: number | null;
  /** Of each item, over the judges, 0 to 100. */
  readonly items: readonly { readonly key: string; readonly spread: Spread | null }[];
}

/**
 * Modified Angoff: a judge's cut is the sum of what the minimally competent candidate is expected to earn, item by item; the
 * panel's is the mean over judges. Angoff (1971) in Thorndike, Educational Measurement, 508–600; BMC Medical Education 18:126.
 */
export function angoffCut(items: readonly RatedItem[], ratings: ReadonlyMap<string, AngoffRatings>): JudgedCut {
  return judgedCut(items, ratings, (given, { key }) => given[key]);
}

/** Ebel (1972), Essentials of Educational Measurement: items by relevance and difficulty, an expectation for each cell. */
export function ebelCut(items: readonly RatedItem[], ratings: ReadonlyMap<string, EbelRatings>): JudgedCut {
  return judgedCut(items, ratings, ({ grid, items: cells }, { key }) => grid[cells[key]]);
}

function judgedCut<Ratings>(
  items: readonly RatedItem[],
  ratings: ReadonlyMap<string, Ratings>,
  expected: (given: Ratings, item: RatedItem) => number,
): JudgedCut {
  const total = items.reduce((sum, { maxMark }) => sum + maxMark, 0);
  const judges = [...ratings]
    .map(([judgeId, given]) => ({
      judgeId,
      cut: items.reduce((sum, item) => sum + expected(given, item) * item.maxMark, 0) / total,
    }))
    .sort((one, other) => (one.judgeId < other.judgeId ? -1 : 1));
  const cut = spreadOf(judges.map((judge) => judge.cut));
  return {
    judges,
    cut,
    standardError: cut && standardErrorOf(cut),
    items: items.map((item) => ({
      key: item.key,
      spread: spreadOf([...ratings.values()].map((given) => expected(given, item))),
    })),
  };
}

/** How a judge's expectations go with how hard the items proved: Pearson’s r; `null`: not defined. */
export function consistencyOf(expected: readonly number[], facility: readonly number[]): number | null {
  const [x, y] = [meanOf(expected), meanOf(facility)];
  const sum = (of: (index: number) => number) => expected.reduce((total, _, index) => total + of(index), 0);
  const both = sum((index) => (expected[index] - x) * (facility[index] - y));
  const spread = sum((index) => (expected[index] - x) ** 2) * sum((index) => (facility[index] - y) ** 2);
  return expected.length < 3 || spread === 0 ? null : both / Math.sqrt(spread);
}
