import { meanOf } from './spread';

/** One candidate at a station: the checklist, and what the examiner thought of the whole. */
export interface StationResult {
  readonly score: number;
  readonly rating: number;
}

export interface BorderlineCut {
  readonly n: number;
  readonly slope: number;
  readonly intercept: number;
  /** The share of the variance of scores that goes with the ratings. */
  readonly rSquared: number;
  /** The score predicted at the borderline rating: within 0 and the most that there is. */
  readonly cut: number;
  /** Of that prediction. */
  readonly standardError: number;
  /** The mean of those rated borderline, for comparison; `null`: nobody was. */
  readonly borderlineMean: number | null;
}

/** Fewer candidates say too little for a line: Angoff then (F8.05). */
export const FEWEST_CANDIDATES = 10;

/**
 * Borderline regression: checklist scores on global ratings by least squares, and the cut where the line passes the borderline.
 * Wood, Humphrey-Murto and Norman (2006), Advances in Health Sciences Education 11, 115–122, doi:10.1007/s10459-005-7853-1.
 *
 * `null`: too few candidates, or all with the same rating.
 */
export function borderlineCut(
  results: readonly StationResult[],
  borderline: number,
  maxScore: number,
): BorderlineCut | null {
  const n = results.length;
  const ratings = meanOf(results.map(({ rating }) => rating));
  const scores = meanOf(results.map(({ score }) => score));
  const sum = (of: (one: StationResult) => number) => results.reduce((total, one) => total + of(one), 0);
  const spread = sum(({ rating }) => (rating - ratings) ** 2);
  if (n < FEWEST_CANDIDATES || spread === 0) return null;
  const slope = sum(({ rating, score }) => (rating - ratings) * (score - scores)) / spread;
  const intercept = scores - slope * ratings;
  const total = sum(({ score }) => (score - scores) ** 2);
  const residual = sum(({ rating, score }) => (score - intercept - slope * rating) ** 2);
  const atBorderline = results.filter(({ rating }) => rating === borderline).map(({ score }) => score);
  return {
    n,
    slope,
    intercept,
    rSquared: total === 0 ? 0 : 1 - residual / total,
    cut: Math.min(Math.max(intercept + slope * borderline, 0), maxScore),
    standardError: Math.sqrt((residual / (n - 2)) * (1 / n + (borderline - ratings) ** 2 / spread)),
    borderlineMean: atBorderline.length > 0 ? meanOf(atBorderline) : null,
  };
}
