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

/** Lists run in the order of ids, slugs or numbers; nothing else is ever handed to the database as a key. */
const KEY = /^[\w.:~-]{1,100}$/;

/** The sort key after which the page begins, or null for the first page. */
export function cursorKey(page: PageRequest): string | null {
  if (page.cursor === undefined) return null;
  const key = Buffer.from(page.cursor, 'base64url').toString('utf8');
  if (!KEY.test(key) || Buffer.from(key, 'utf8').toString('base64url') !== page.cursor) {
    throw foreignCursor();
  }
  return key;
}

/** For a list that can tell by the shape of the key that it never gave it out. */
export function foreignCursor(): Invalid {
  return new Invalid([{ path: 'cursor', message: 'is not a cursor that this list gave out' }]);
}

/** Makes a page of rows that were asked for with `limit + 1`. */
export function pageOf<Item>(rows: readonly Item[], page: PageRequest, key: (item: Item) => string): Listing<Item> {
  const limit = page.limit ?? DEFAULT_LIMIT;
  const items = rows.slice(0, limit);
  const next = rows.length > limit ? Buffer.from(key(items[items.length - 1]), 'utf8').toString('base64url') : null;
  return { items, next };
}
