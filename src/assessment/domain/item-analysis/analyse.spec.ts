import * as fc from 'fast-check';
import { marksOf } from '../../testing/marks';
import { naiveStatistics } from '../../testing/naive-statistics';
import { analyse } from './analyse';

/** Alike to 1e-9 of their size, and undefined where the other is. */
function expectAlike(found: object, expected: object): void {
  const faults = Object.entries(expected).flatMap(([name, value]: [string, number | null]) => {
    const other = (found as Record<string, number | null>)[name];
    const isAlike =
      value === null || other === null
        ? value === other
        : Math.abs(value - other) <= 1e-9 * Math.max(1, Math.abs(value), Math.abs(other));
    return isAlike ? [] : [`${name}: ${other}, not ${value}`];
  });
  expect(faults).toEqual([]);
}

function expectLikeNaive(rows: readonly (readonly (number | null)[])[], maxMarks: readonly number[]): void {
  const { items, ...test } = naiveStatistics(rows, maxMarks);
  const found = analyse(marksOf(rows, maxMarks));
  expectAlike(found, test);
  items.forEach((item, index) => expectAlike(found.items[index], item));
}

/** Candidates × items in quarters of a mark, some not presented, some candidates all alike. */
const matrices = fc
  .record({
    candidates: fc.integer({ min: 0, max: 14 }),
    maxMarks: fc.array(fc.integer({ min: 0, max: 16 }), { minLength: 1, maxLength: 6 }),
    missing: fc.constantFrom(0, 0, 0.1, 0.6),
    steps: fc.constantFrom(1, 4),
  })
  .chain(({ candidates, maxMarks, missing, steps }) =>
    fc.record({
      maxMarks: fc.constant(maxMarks),
      rows: fc.array(
        fc.tuple(
          ...maxMarks.map((most) =>
            fc
              .tuple(fc.integer({ min: 0, max: most * steps }), fc.double({ min: 0, max: 1, noNaN: true }))
              .map(([quarter, chance]) => (chance < missing ? null : quarter / steps)),
          ),
        ),
        { minLength: candidates, maxLength: candidates },
      ),
    }),
  );

describe('Given any matrix of marks', () => {
  it('when it is analysed, then every figure is what the formulas say, written another way', () => {
    fc.assert(
      fc.property(matrices, ({ rows, maxMarks }) => expectLikeNaive(rows, maxMarks)),
      { numRuns: 300 },
    );
  });

  it('when many different marks are earned, then sorting them gives the same as merging a few', () => {
    const fine = fc.array(fc.tuple(fc.integer({ min: 0, max: 800 }), fc.integer({ min: 0, max: 1 })), {
      minLength: 2,
      maxLength: 40,
    });
    fc.assert(
      fc.property(fine, (rows) =>
        expectLikeNaive(
          rows.map(([one, other]) => [one / 8, other]),
          [100, 1],
        ),
      ),
    );
  });

  it('when the candidates come in another order, then nothing but rounding changes', () => {
    fc.assert(
      fc.property(matrices, ({ rows, maxMarks }) => {
        const { items, ...test } = naiveStatistics(rows, maxMarks);
        const found = analyse(marksOf(rows.toReversed(), maxMarks));
        expectAlike(found, test);
        items.forEach((item, index) => expectAlike(found.items[index], item));
      }),
      { numRuns: 60 },
    );
  });

  it('when every mark is raised by ten million, then what tells candidates apart stays to the ninth digit', () => {
    const whole = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 })), {
      minLength: 4,
      maxLength: 30,
    });
    fc.assert(
      fc.property(whole, (rows) => {
        const near = analyse(marksOf(rows, [4, 4]));
        const far = analyse(
          marksOf(
            rows.map((row) => row.map((mark) => mark + 10_000_000)),
            [10_000_004, 10_000_004],
          ),
        );
        const { standardDeviation, skewness, kurtosis, internalConsistency } = near;
        expectAlike(far, { standardDeviation, skewness, kurtosis, internalConsistency });
        near.items.forEach(
          ({ standardDeviation: sd, discrimination, discriminativeEfficiency, effectiveWeight }, index) =>
            expectAlike(far.items[index], {
              standardDeviation: sd,
              discrimination,
              discriminativeEfficiency,
              effectiveWeight,
            }),
        );
      }),
    );
  });

  it('when an interval is given, then the estimate lies within it', () => {
    fc.assert(
      fc.property(matrices, ({ rows, maxMarks }) => {
        const found = analyse(marksOf(rows, maxMarks));
        for (const figures of [found, ...found.items]) {
          for (const [name, interval] of Object.entries(figures.intervals)) {
            if (!interval) continue;
            const estimate = (figures as unknown as Record<string, number>)[name];
            expect(interval.low).toBeLessThanOrEqual(estimate + 1e-9);
            expect(interval.high).toBeGreaterThanOrEqual(estimate - 1e-9);
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('Given marks at the edges', () => {
  const two = [1, 1];

  it('when there is no attempt, then everything but the intended weight is undefined', () => {
    const found = analyse(marksOf([], two));
    expect(found).toMatchObject({ attempts: 0, mean: null, median: null, standardDeviation: null, skewness: null });
    expect(found).toMatchObject({ kurtosis: null, internalConsistency: null, errorRatio: null, standardError: null });
    expect(found.items[0]).toMatchObject({ n: 0, facility: null, standardDeviation: null, intendedWeight: 50 });
  });

  it.each`
    n    | rows                                | standardDeviation     | skewness | kurtosis                 | internalConsistency
    ${1} | ${[[1, 0]]}                         | ${null}               | ${null}  | ${null}                  | ${null}
    ${2} | ${[[1, 1], [0, 0]]}                 | ${Math.SQRT2}         | ${null}  | ${null}                  | ${null}
    ${3} | ${[[1, 1], [0, 0], [1, 0]]}         | ${1}                  | ${0}     | ${null}                  | ${expect.closeTo((2 / 3) * 100, 9)}
    ${4} | ${[[1, 1], [0, 0], [1, 1], [0, 0]]} | ${expect.any(Number)} | ${0}     | ${expect.closeTo(-6, 9)} | ${expect.closeTo(100, 9)}
  `('when there are $n, then what needs more is undefined', ({ rows, n, ...expected }) => {
    expect(analyse(marksOf(rows, two))).toMatchObject({ attempts: n, ...expected });
  });

  it('when everybody earned the same, then nothing is divided by a spread that is not there', () => {
    const found = analyse(marksOf(Array(7).fill([0.1, 0.2, 0.7]), [1, 1, 1]));
    expect(found).toMatchObject({ standardDeviation: 0, skewness: null, kurtosis: null, internalConsistency: null });
    for (const item of found.items) {
      expect(item).toMatchObject({ standardDeviation: 0, discrimination: null, discriminativeEfficiency: null });
      expect(item).toMatchObject({ effectiveWeight: null, negativeCovariance: false, dubious: false });
    }
  });

  it('when totals differ by rounding alone, then they do not seem to vary', () => {
    // 0.1 + 0.2 + 0.3 and 0.3 + 0.2 + 0.1 are not the same number in binary.
    const found = analyse(
      marksOf(
        [
          [0.1, 0.2, 0.3],
          [0.3, 0.2, 0.1],
          [0.2, 0.1, 0.3],
        ],
        [1, 1, 1],
      ),
    );
    expect(found).toMatchObject({ standardDeviation: 0, skewness: null, internalConsistency: null });
  });

  it('when an item earns nothing, then it has no facility, and its standard deviation is 0', () => {
    const [, item] = analyse(
      marksOf(
        [
          [1, 0],
          [0, 0],
          [1, 0],
        ],
        [1, 0],
      ),
    ).items;
    expect(item).toMatchObject({ facility: null, standardDeviation: 0, intendedWeight: 0, discrimination: null });
  });

  it('when nothing earns anything, then there is no intended weight', () =>
    expect(analyse(marksOf([[0], [0]], [0])).items[0].intendedWeight).toBeNull());

  it('when items contradict each other, then alpha is negative and the error ratio above a hundred', () => {
    const found = analyse(
      marksOf(
        [
          [1, 0, 1],
          [0, 1, 0],
          [1, 0, 0],
          [0, 1, 1],
        ],
        [1, 1, 1],
      ),
    );
    expect(found.internalConsistency).toBeLessThan(0);
    expect(found.errorRatio).toBeGreaterThan(100);
  });

  it('when an item goes against the total, then it has no weight and says why, and the others share the whole', () => {
    const found = analyse(
      marksOf(
        [
          [3, 0],
          [2, 0],
          [0, 1],
          [1, 1],
        ],
        [3, 1],
      ),
    );
    expect(found.items[1]).toMatchObject({ effectiveWeight: null, negativeCovariance: true, dubious: true });
    expect(found.items[0].effectiveWeight).toBe(100);
  });

  it('when part of the candidates are asked an item, then its figures rest on these alone', () => {
    const found = analyse(
      marksOf(
        [
          [1, 1],
          [0, null],
          [1, 0],
          [0, null],
        ],
        two,
      ),
    );
    expect(found.items[1]).toMatchObject({ n: 2, facility: 0.5, standardDeviation: Math.SQRT1_2, tooFew: true });
    expect(found.mean).toBe(0.75);
  });

  it('when nobody was asked an item, then it has no figures and the test still has', () => {
    const found = analyse(
      marksOf(
        [
          [1, null],
          [0, null],
          [1, null],
        ],
        two,
      ),
    );
    expect(found.items[1]).toMatchObject({ n: 0, facility: null, standardDeviation: null, effectiveWeight: null });
    expect(found.items[0].effectiveWeight).toBe(100);
  });
});

describe('Given questions drawn from a pool, two to a place', () => {
  /** Everybody answers the first; at the second place half of them are asked one question, half the other. */
  const rows: (number | null)[][] = [
    [1, 1, null],
    [0, 0, null],
    [1, null, 1],
    [0, null, 0],
    [1, 1, null],
    [0, null, 1],
  ];
  const drawn = marksOf(rows, [1, 1, 1]);
  const asPlaces = marksOf(
    rows.map(([first, one, other]) => [first, one ?? other]),
    [1, 1],
  );

  it('when they are analysed, then consistency is of places, and each question has figures of its own', () => {
    const found = analyse({ ...drawn, places: asPlaces.items });
    const expected = analyse(asPlaces);
    expect(found.internalConsistency).toBe(expected.internalConsistency);
    expect(found.maxMark).toBe(2);
    expect(found.items.map(({ n }) => n)).toEqual([6, 3, 3]);
    expect(found.items[1].discrimination).toBeCloseTo(100, 9);
    expect(found.items[0].effectiveWeight).toBe(expected.items[0].effectiveWeight);
  });
});
