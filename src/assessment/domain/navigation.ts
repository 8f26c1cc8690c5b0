export type Navigation = 'one-page' | 'paged' | 'one-way';

interface Placed {
  readonly slot: number;
  /** Questions on the same case stand together. */
  readonly case?: { readonly id: string };
}

/** The slots of each page. On pages, a page is one question, or all neighbours that rest on the same case. */
export function pagesOf(navigation: Navigation, items: readonly Placed[]): number[][] {
  if (navigation === 'one-page') return [items.map(({ slot }) => slot)];
  const pages: number[][] = [];
  items.forEach((item, index) => {
    const before = items[index - 1];
    const goesOn = item.case !== undefined && before?.case?.id === item.case.id;
    if (goesOn) pages[pages.length - 1].push(item.slot);
    else pages.push([item.slot]);
  });
  return pages;
}

/** 1, 2, 3 …; 0 for a slot that is on none. */
export function pageOf(pages: readonly (readonly number[])[], slot: number): number {
  return pages.findIndex((slots) => slots.includes(slot)) + 1;
}

/**
 * How far a candidate has come who may not go back: to the last page that they turned to, or on which they answered,
 * whichever is further. Whoever never turns pages but answers in order therefore comes along as well.
 */
export function pageReached(
  pages: readonly (readonly number[])[],
  turnedTo: readonly number[],
  answeredSlots: readonly number[],
): number {
  return Math.max(1, ...turnedTo, ...answeredSlots.map((slot) => pageOf(pages, slot)));
}
