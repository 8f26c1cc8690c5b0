import { Invalid } from './errors';

/** One page of a list: `next` is the cursor of the page after it, or null. */
export interface Listing<Item> {
  readonly items: Item[];
  readonly next: string | null;
}

export interface PageRequest {
  /** 1 to 200; 50 unless told. */
  readonly limit?: number;
  readonly cursor?: string;
}

export const DEFAULT_LIMIT = 50;

/** The sort key after which the page begins, or null for the first page. */
export function cursorKey(page: PageRequest): string | null {
  if (page.cursor === undefined) return null;
  const key = Buffer.from(page.cursor, 'base64url').toString('utf8');
  if (key === '' || Buffer.from(key, 'utf8').toString('base64url') !== page.cursor) {
    throw new Invalid([{ path: 'cursor', message: 'is not a cursor that this list gave out' }]);
  }
  return key;
}

/** Makes a page of rows that were asked for with `limit + 1`. */
export function pageOf<Item>(rows: readonly Item[], page: PageRequest, key: (item: Item) => string): Listing<Item> {
  const limit = page.limit ?? DEFAULT_LIMIT;
  const items = rows.slice(0, limit);
  const next = rows.length > limit ? Buffer.from(key(items[items.length - 1]), 'utf8').toString('base64url') : null;
  return { items, next };
}
