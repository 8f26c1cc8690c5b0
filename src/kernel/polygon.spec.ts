import { isInside, middlesOf, PlacePoint } from './polygon';

const at = (x: number, y: number): PlacePoint => ({ x, y });
const square = (x: number, y: number, size: number) => [at(x, y), at(x + size, y), at(x + size, y + size), at(x, y + size)]; // prettier-ignore

describe('Given a square from 0.2 to 0.6', () => {
  it.each`
    x         | y         | inside
    ${0.4}    | ${0.4}    | ${true}
    ${0.2}    | ${0.4}    | ${true}
    ${0.6}    | ${0.4}    | ${true}
    ${0.4}    | ${0.2}    | ${true}
    ${0.4}    | ${0.6}    | ${true}
    ${0.2}    | ${0.2}    | ${true}
    ${0.6}    | ${0.6}    | ${true}
    ${0.1999} | ${0.4}    | ${false}
    ${0.6001} | ${0.4}    | ${false}
    ${0.1}    | ${0.2}    | ${false}
    ${0.9}    | ${0.6}    | ${false}
    ${0.4}    | ${0.6001} | ${false}
  `('when a point is at $x, $y, then it is inside: $inside', ({ x, y, inside }) => {
    expect(isInside(at(x, y), square(0.2, 0.2, 0.4))).toBe(inside);
    expect(isInside(at(x, y), square(0.2, 0.2, 0.4).reverse())).toBe(inside);
  });
});

describe('Given an arrow head whose notch opens to the right', () => {
  const arrow = [at(0, 0), at(1, 0), at(0.5, 0.5), at(1, 1), at(0, 1)];
  it.each`
    x       | y       | inside
    ${0.25} | ${0.5}  | ${true}
    ${0.5}  | ${0.5}  | ${true}
    ${0.51} | ${0.5}  | ${false}
    ${0.9}  | ${0.5}  | ${false}
    ${0.75} | ${0.25} | ${true}
    ${0.75} | ${0.26} | ${false}
    ${0}    | ${1}    | ${true}
  `('when a point is at $x, $y, then it is inside: $inside', ({ x, y, inside }) => {
    expect(isInside(at(x, y), arrow)).toBe(inside);
  });

  it('when a polygon has corners that fall together, then only they are inside', () => {
    expect(isInside(at(0.3, 0.3), [at(0.3, 0.3), at(0.3, 0.3), at(0.3, 0.3)])).toBe(true);
    expect(isInside(at(0.3, 0.31), [at(0.3, 0.3), at(0.3, 0.3), at(0.3, 0.3)])).toBe(false);
  });
});

describe('Given a grid of two columns and one row', () => {
  it('when the middles of its cells are asked for, then they stand row by row', () => {
    expect(middlesOf({ columns: 2, rows: 1 })).toEqual([at(0.25, 0.5), at(0.75, 0.5)]);
  });
});
