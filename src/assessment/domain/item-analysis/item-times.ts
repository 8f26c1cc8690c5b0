/** A response to an item was saved. */
export interface WorkedOn {
  readonly item: string;
  readonly at: Date;
}

/** Longer without saving anything, a candidate was reading elsewhere or away: such a stretch is counted for no item. */
const LONGEST_STRETCH = 15 * 60;

/**
 * How long somebody worked on each item: the time between two saved responses belongs to the item of the second. An item that
 * was never answered has no time.
 *
 * @param events in the order in which they were saved.
 */
export function secondsByItem(startedAt: Date, events: readonly WorkedOn[]): Map<string, number> {
  const seconds = new Map<string, number>();
  let before = startedAt;
  for (const { item, at } of events) {
    const stretch = (at.getTime() - before.getTime()) / 1000;
    if (stretch <= LONGEST_STRETCH) seconds.set(item, (seconds.get(item) ?? 0) + Math.max(stretch, 0));
    before = at;
  }
  return seconds;
}
