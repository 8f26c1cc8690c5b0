import { meanOf } from './spread';

/** What one judge would accept at least and at most. All in per cent. */
export interface HofsteeRatings {
  readonly leastCut: number;
  readonly mostCut: number;
  readonly leastFailing: number;
  readonly mostFailing: number;
}

export interface HofsteeCut {
  /** Means over the judges. */
  readonly bounds: HofsteeRatings;
  /** Per cent; `null`: the curve of those who fail meets the line nowhere between the bounds. */
  readonly cut: number | null;
  /** Per cent of the candidates who would fail by it. */
  readonly failing: number | null;
  /** Why there is no cut. */
  readonly because: 'fails-too-many' | 'fails-too-few' | null;
}

/**
 * Hofstee (1983) in Anderson and Helmick, On Educational Testing, 109–127: where the curve of how many would fail at each cut
 * crosses the line from (least cut, most failing) to (most cut, least failing). The curve climbs and the line falls, so they
 * meet once or not at all.
 *
 * @param percentages of every candidate, in any order; one at least.
 */
export function hofsteeCut(ratings: readonly HofsteeRatings[], percentages: readonly number[]): HofsteeCut {
  const mean = (of: (one: HofsteeRatings) => number) => meanOf(ratings.map(of));
  const bounds = {
    leastCut: mean(({ leastCut }) => leastCut),
    mostCut: mean(({ mostCut }) => mostCut),
    leastFailing: mean(({ leastFailing }) => leastFailing),
    mostFailing: mean(({ mostFailing }) => mostFailing),
  };
  const failingAt = (cut: number) => (100 * percentages.filter((one) => one < cut).length) / percentages.length;
  const none = (because: HofsteeCut['because']): HofsteeCut => ({ bounds, cut: null, failing: null, because });
  if (failingAt(bounds.leastCut) > bounds.mostFailing) return none('fails-too-many');
  if (failingAt(bounds.mostCut) < bounds.leastFailing) return none('fails-too-few');
  const cut = crossing(bounds, percentages, failingAt);
  return { bounds, cut, failing: failingAt(cut), because: null };
}

/** Between two neighbouring results the curve is level, so there the line is simply solved for it. */
function crossing(
  { leastCut, mostCut, leastFailing, mostFailing }: HofsteeRatings,
  percentages: readonly number[],
  failingAt: (cut: number) => number,
): number {
  const slope = mostCut === leastCut ? 0 : (leastFailing - mostFailing) / (mostCut - leastCut);
  const lineAt = (cut: number) => mostFailing + slope * (cut - leastCut);
  const steps = [...new Set(percentages)]
    .filter((one) => one > leastCut && one < mostCut)
    .sort((one, other) => one - other);
  let from = leastCut;
  for (const step of [...steps, mostCut]) {
    // From just above the last step up to and with this one, so many fail.
    const failing = failingAt(step);
    if (failing >= lineAt(step)) {
      const solved = slope === 0 ? from : leastCut + (failing - mostFailing) / slope;
      return Math.min(Math.max(solved, from), step);
    }
    from = step;
  }
  return mostCut;
}
