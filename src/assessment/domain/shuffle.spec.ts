import { shuffled } from './shuffle';

const LETTERS = ['a', 'b', 'c', 'd'];

describe('Given a seed', () => {
  it('when a list is shuffled twice, then the order is the same', () => {
    expect(shuffled(LETTERS, 'seed')).toEqual(shuffled(LETTERS, 'seed'));
  });

  it('when many seeds are tried, then every letter comes first about as often as the others', () => {
    const firsts = Array.from({ length: 4000 }, (_, seed) => shuffled(LETTERS, String(seed))[0]);
    for (const letter of LETTERS) {
      const count = firsts.filter((first) => first === letter).length;
      expect(Math.abs(count - 1000)).toBeLessThan(150);
    }
  });
});
