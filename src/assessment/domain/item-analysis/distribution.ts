/** How many attempts came to a total from `from` up to, not including, `to`; the last one includes it. */
export interface ScoreBin {
  readonly from: number;
  readonly to: number;
  readonly n: number;
}

const ABOUT = 20;

/** 1, 2 or 5 times a power of ten, so that the edges are numbers that people say. */
function roundWidth(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((step) => step * power).find((width) => width >= rough * (1 - 1e-9)) ?? 10 * power;
}

/** Totals from nothing to the maximum in some twenty bins of a round width. */
export function scoreBins(totals: Float64Array, maxMark: number): ScoreBin[] {
  const top = totals.reduce((most, total) => Math.max(most, total), maxMark);
  if (!(top > 0)) return [];
  const width = roundWidth(top / ABOUT);
  const bins = Array.from({ length: Math.ceil(top / width - 1e-9) }, (_, bin) => ({
    from: tidy(bin * width),
    to: tidy((bin + 1) * width),
    n: 0,
  }));
  for (const total of totals) {
    bins[Math.min(bins.length - 1, Math.max(0, Math.floor(total / width + 1e-9)))].n += 1;
  }
  return bins;
}

/** 0.30000000000000004 is 0.3. */
const tidy = (value: number) => Number(value.toPrecision(12));
