import { cursorKey, pageOf, pageOfAll } from './listing';

const cursorOf = (key: string) => Buffer.from(key, 'utf8').toString('base64url');
const ID = '019ab0c4-0000-7000-8000-00000000000a';
const foreign = expect.objectContaining({
  code: 'validation-failed',
  facts: { errors: [expect.objectContaining({ path: 'cursor' })] },
});

function refusalOf(ask: () => unknown): unknown {
  try {
    ask();
  } catch (refusal) {
    return refusal;
  }
  return null;
}

describe('Given a list in the order of ids', () => {
  it('when a page is asked for with the cursor of the page before, then it begins after its last id', () => {
    const { next } = pageOf([{ id: ID }, { id: 'one more' }], { limit: 1 }, ({ id }) => id);
    expect(cursorKey({ cursor: next as string })).toBe(ID);
    expect(cursorKey({})).toBeNull();
  });

  it.each`
    what                           | cursor
    ${'another word'}              | ${cursorOf('abc')}
    ${'nothing'}                   | ${''}
    ${'the number of an entry'}    | ${cursorOf('12')}
    ${'an id that is not encoded'} | ${ID}
    ${'an id and a little more'}   | ${cursorOf(`${ID} `)}
    ${'an encoded id with a tail'} | ${`${cursorOf(ID)}=`}
  `('when the cursor is $what, then it is refused as one that the list never gave out', ({ cursor }) => {
    expect(refusalOf(() => cursorKey({ cursor }))).toEqual(foreign);
  });
});

describe('Given a short list of slugs that was read whole', () => {
  const all = ['cupping', 'dry-needling', 'taping'];
  const page = (limit?: number, cursor?: string) => pageOfAll(all, { limit, cursor }, (slug) => slug);

  it('when it is read page by page, then each item comes once, and the last page says so', () => {
    const first = page(2);
    expect(first.items).toEqual(['cupping', 'dry-needling']);
    expect(page(2, first.next as string)).toEqual({ items: ['taping'], next: null });
    expect(page()).toEqual({ items: all, next: null });
  });

  it('when the cursor names nothing in it, then it is refused', () => {
    expect(refusalOf(() => page(2, cursorOf('abc')))).toEqual(foreign);
  });
});
