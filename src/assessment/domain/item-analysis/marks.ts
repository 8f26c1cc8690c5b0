/*
 * Marks as item analysis reads them: item by item, one place per attempt, in arrays of plain numbers, so that a hundred
 * items of fifty thousand attempts fit into some forty megabytes.
 */

/** In the place of an attempt that was not asked the item. A blank answer is a 0, never this. */
export const NOT_PRESENTED = Number.NaN;

/** What is known of one item besides its marks. */
export interface ItemDescription {
  /** Where it stands in the test: 1, 2, 3 … */
  readonly slot: number;
  readonly name: string;
  /** The most that it can earn; 0 for what earns nothing. */
  readonly maxMark: number;
  /** 0 to 1: the fraction of the mark that guessing earns on average; `null`: nobody can tell. */
  readonly randomGuess: number | null;
}

export interface ItemMarks extends ItemDescription {
  /** By attempt. */
  readonly marks: Float64Array;
}

/** The same attempts in every array. */
export interface Marks {
  readonly attempts: number;
  readonly items: readonly ItemMarks[];
  /**
   * The places of the test, where these are not the items: questions drawn from a pool share a place. Everybody is asked
   * something at (almost) every place, so internal consistency and weights are of places. Absent: the items themselves.
   */
  readonly places?: readonly Pick<ItemMarks, 'maxMark' | 'marks'>[];
}

/** The total of each attempt: what was presented to it, and nothing else. */
export function totalsOf({ attempts, items }: Marks): Float64Array {
  const totals = new Float64Array(attempts);
  for (const { marks } of items) {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const mark = marks[attempt];
      if (mark === mark) totals[attempt] += mark;
    }
  }
  return totals;
}

/**
 * Sums of marks that are not whole carry rounding of a few parts in 2⁵³ for every item. Values that differ by no more are
 * taken as one: a constant would otherwise seem to vary, and be divided by.
 */
export function roundingIn(totals: Float64Array, items: number): number {
  let largest = 0;
  for (const total of totals) largest = Math.max(largest, Math.abs(total));
  return largest * Math.max(items, 1) * 2 ** -51;
}
