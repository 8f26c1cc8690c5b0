import * as fc from 'fast-check';
import { marksOf } from '../../testing/marks';
import { analyse } from './analyse';
import { scoreBins } from './distribution';
import { bandsOf } from './score-bands';

describe('Given totals in fifths', () => {
  it.each`
    totals                            | bands
    ${[5, 1, 4, 2, 3]}                | ${[4, 0, 3, 1, 2]}
    ${[1, 1, 1, 1, 1]}                | ${[2, 2, 2, 2, 2]}
    ${[0, 0, 1, 1, 2, 2, 3, 3, 4, 4]} | ${[0, 0, 1, 1, 2, 2, 3, 3, 4, 4]}
    ${[7]}                            | ${[2]}
    ${[]}                             | ${[]}
  `('when they are $totals, then equals stand together: $bands', ({ totals, bands }) =>
    expect([...bandsOf(Float64Array.from(totals))]).toEqual(bands),
  );
});

describe('Given who chose what', () => {
  it('when the best choose a distractor, then it shows in its quintiles and its discrimination', () => {
    const rows = Array.from({ length: 10 }, (_, index) => [index < 5 ? 1 : 0, index, index]);
    const marks = marksOf(rows, [1, 9, 9]);
    const given = Uint32Array.from(rows, ([right]) => (right === 1 ? 0b01 : 0b10));
    const answers = [
      { text: 'key', correct: true },
      { text: 'trap', correct: false },
    ];
    const [item] = analyse(marks, { answers: [{ answers, given }, null, null] }).items;
    const [key, trap] = item.options;
    expect(key.quintiles.map(({ share }) => share)).toEqual([1, 1, 0.5, 0, 0]);
    expect(trap).toMatchObject({ text: 'trap', n: 5, share: 0.5 });
    expect(trap.discrimination).toBeCloseTo(-key.discrimination!, 9);
    expect(trap.discrimination).toBeCloseTo(-item.discrimination!, 9);
  });

  it('when several may be chosen and some were not asked, then shares are of those who were', () => {
    const marks = marksOf(
      [
        [1, 1],
        [0, 0],
        [null, 1],
      ],
      [1, 1],
    );
    const answers = ['a', 'b', 'c'].map((text) => ({ text, correct: null }));
    const given = Uint32Array.of(0b11, 0b10, 0b100);
    const { options } = analyse(marks, { answers: [{ answers, given }, null] }).items[0];
    expect(options.map(({ n, share }) => [n, share])).toEqual([
      [1, 0.5],
      [2, 1],
      [0, 0],
    ]);
    expect(options[1].discrimination).toBeNull();
  });
});

describe('Given totals to be drawn', () => {
  it('when they are put into bins, then every one is in the bin it belongs to, and none is lost', () => {
    const totals = fc.array(
      fc.integer({ min: 0, max: 400 }).map((quarter) => quarter / 4),
      { maxLength: 50 },
    );
    fc.assert(
      fc.property(totals, fc.integer({ min: 1, max: 100 }), (values, maxMark) => {
        const bins = scoreBins(Float64Array.from(values), maxMark);
        expect(bins.reduce((sum, { n }) => sum + n, 0)).toBe(values.length);
        expect(bins.at(-1)!.to).toBeGreaterThanOrEqual(Math.max(maxMark, ...values) - 1e-9);
        for (const [index, { from, to, n }] of bins.entries()) {
          const last = index === bins.length - 1;
          expect(n).toBe(values.filter((value) => value >= from && (value < to || (last && value <= to))).length);
        }
      }),
      { numRuns: 100 },
    );
  });
});
