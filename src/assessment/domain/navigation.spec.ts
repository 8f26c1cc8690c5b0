import * as fc from 'fast-check';
import { pageOf, pageReached, pagesOf } from './navigation';

const onCase = (slot: number, id: string) => ({ slot, case: { id } });

describe('Given the questions of an attempt', () => {
  const items = [{ slot: 1 }, onCase(2, 'a'), onCase(3, 'a'), { slot: 4 }, onCase(5, 'a'), onCase(6, 'b')];

  it.each`
    navigation    | pages
    ${'one-page'} | ${[[1, 2, 3, 4, 5, 6]]}
    ${'paged'}    | ${[[1], [2, 3], [4], [5], [6]]}
    ${'one-way'}  | ${[[1], [2, 3], [4], [5], [6]]}
  `('when they stand $navigation, then the pages are $pages', ({ navigation, pages }) => {
    expect(pagesOf(navigation, items)).toEqual(pages);
  });

  it.each`
    turned    | answered  | page
    ${[]}     | ${[]}     | ${1}
    ${[2]}    | ${[]}     | ${2}
    ${[2, 4]} | ${[1]}    | ${4}
    ${[]}     | ${[1, 3]} | ${2}
    ${[2]}    | ${[6]}    | ${5}
    ${[]}     | ${[99]}   | ${1}
  `(
    'when pages $turned were turned to and $answered answered, then page $page is reached',
    ({ turned, answered, page }) => {
      expect(pageReached(pagesOf('one-way', items), turned, answered)).toBe(page);
    },
  );

  it('when they rest on any cases, then each stands on one page, in its order', () => {
    const some = fc.array(fc.option(fc.constantFrom('a', 'b'), { nil: undefined }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(some, fc.constantFrom('one-page', 'paged', 'one-way'), (cases, navigation) => {
        const placed = cases.map((id, index) => ({ slot: index + 1, case: id ? { id } : undefined }));
        const pages = pagesOf(navigation, placed);
        expect(pages.flat()).toEqual(placed.map(({ slot }) => slot));
        expect(placed.every(({ slot }) => pages[pageOf(pages, slot) - 1].includes(slot))).toBe(true);
      }),
    );
  });
});
