import { Marks, NOT_PRESENTED } from '../domain/item-analysis/marks';

/** Rows of candidates as people write them; `null`: not presented. */
export function marksOf(rows: readonly (readonly (number | null)[])[], maxMarks: readonly number[]): Marks {
  return {
    attempts: rows.length,
    items: maxMarks.map((maxMark, item) => ({
      slot: item + 1,
      name: `item ${item + 1}`,
      maxMark,
      randomGuess: null,
      marks: Float64Array.from(rows, (row) => row[item] ?? NOT_PRESENTED),
    })),
  };
}
