import { Invalid } from './errors';
import { isUuid } from './ids';

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

/**
 * The sort key after which the page begins, or null for the first page. Most lists run in the order of ids; another says
 * what its keys look like. Nothing else is ever handed to the database as a key.
 * @throws Invalid where the list cannot have given this cursor out.
 */
export function cursorKey(page: PageRequest, isKey: (key: string) => boolean = isUuid): string | null {
  if (page.cursor === undefined) return null;
  const key = Buffer.from(page.cursor, 'base64url').toString('utf8');
  if (Buffer.from(key, 'utf8').toString('base64url') !== page.cursor || !isKey(key)) {
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

/** A page of a short list that was read whole. */
export function pageOfAll<Item>(all: readonly Item[], page: PageRequest, key: (item: Item) => string): Listing<Item> {
  const after = cursorKey(page, (given) => all.some((item) => key(item) === given));
  const rest = after === null ? all : all.slice(all.findIndex((item) => key(item) === after) + 1);
  return pageOf(rest, page, key);
}
