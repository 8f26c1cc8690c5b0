/** Score quintiles. */
export const BANDS = 5;

/**
 * The fifth to which each attempt belongs by its total: 0 the lowest, 4 the highest. Equal totals stand in one fifth, that of
 * their middle rank, so that the fifths may differ in size.
 */
export function bandsOf(totals: Float64Array): Uint8Array {
  const order = Uint32Array.from(totals, (_, attempt) => attempt).sort((one, other) => totals[one] - totals[other]);
  const bands = new Uint8Array(totals.length);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && totals[order[to]] === totals[order[from]]) to += 1;
    const band = Math.min(BANDS - 1, Math.floor((BANDS * (from + to)) / 2 / order.length));
    for (let rank = from; rank < to; rank += 1) bands[order[rank]] = band;
    from = to;
  }
  return bands;
}

/** How an item fared in each fifth. */
export interface BandFigures {
  readonly n: number;
  /** `null` where nobody of that fifth was asked it, or it earns nothing. */
  readonly facility: number | null;
}

export function facilityByBand(marks: Float64Array, maxMark: number, bands: Uint8Array): BandFigures[] {
  const counts = new Float64Array(BANDS);
  const sums = new Float64Array(BANDS);
  for (let attempt = 0; attempt < marks.length; attempt += 1) {
    if (marks[attempt] !== marks[attempt]) continue;
    counts[bands[attempt]] += 1;
    sums[bands[attempt]] += marks[attempt];
  }
  return Array.from(counts, (n, band) => ({
    n,
    facility: n > 0 && maxMark !== 0 ? sums[band] / n / maxMark : null,
  }));
}
