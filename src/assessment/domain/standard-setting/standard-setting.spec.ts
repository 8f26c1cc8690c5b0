import * as fc from 'fast-check';
import { borderlineCut, FEWEST_CANDIDATES } from './borderline-regression';
import { hofsteeCut, HofsteeRatings } from './hofstee';
import { angoffCut, consistencyOf, EBEL_CELLS, ebelCut, EbelRatings } from './judged';
import { faultsOfRatings } from './ratings';

const ITEMS = [
  { key: 'a', maxMark: 1 },
  { key: 'b', maxMark: 1 },
  { key: 'c', maxMark: 2 },
];
const judges = (...ratings: readonly Record<string, number>[]) =>
  new Map(ratings.map((given, index) => [`j${index}`, given]));

describe('Given what judges expect of a minimally competent candidate (Angoff)', () => {
  it('when they differ, then the cut is the mean of theirs, weighted by marks, with the spread between them', () => {
    const {
      judges: cuts,
      cut,
      standardError,
      items,
    } = angoffCut(ITEMS, judges({ a: 80, b: 60, c: 70 }, { a: 60, b: 40, c: 50 }, { a: 70, b: 50, c: 60 }));
    expect(cuts.map((judge) => judge.cut)).toEqual([70, 50, 60]);
    expect(cut).toMatchObject({ n: 3, mean: 60, median: 60, least: 50, most: 70, deviation: 10 });
    expect(standardError).toBeCloseTo(10 / Math.sqrt(3), 12);
    expect(items[0].spread).toMatchObject({ mean: 70, least: 60, most: 80, deviation: 10 });
  });

  it('when nobody or one alone has rated, then there is no cut, or no spread', () => {
    expect(angoffCut(ITEMS, judges()).cut).toBeNull();
    expect(angoffCut(ITEMS, judges({ a: 50, b: 50, c: 50 }))).toMatchObject({
      cut: { mean: 50, deviation: null },
      standardError: null,
    });
  });

  const rating = fc.integer({ min: 0, max: 100 });
  const aJudge = fc.record({ a: rating, b: rating, c: rating });

  it('when they are any at all, then the cut lies within 0 and 100, their order never matters, and a higher rating never lowers it', () => {
    fc.assert(
      fc.property(fc.array(aJudge, { minLength: 1, maxLength: 8 }), rating, (given, raised) => {
        const mean = angoffCut(ITEMS, judges(...given)).cut?.mean as number;
        expect(mean).toBeGreaterThanOrEqual(0);
        expect(mean).toBeLessThanOrEqual(100);
        expect(angoffCut(ITEMS, judges(...given.toReversed())).cut?.mean).toBeCloseTo(mean, 9);
        const higher = given.map((one, index) => (index === 0 ? { ...one, a: Math.max(one.a, raised) } : one));
        expect(angoffCut(ITEMS, judges(...higher)).cut?.mean).toBeGreaterThanOrEqual(mean - 1e-9);
      }),
    );
  });

  it('when all agree, then nothing lies between them', () => {
    fc.assert(
      fc.property(aJudge, fc.integer({ min: 2, max: 8 }), (given, many) => {
        const { cut } = angoffCut(ITEMS, judges(...Array.from({ length: many }, () => given)));
        expect(cut?.deviation).toBeCloseTo(0, 9);
      }),
    );
  });

  it('when items proved as hard as a judge expected, then the judge is consistent', () => {
    expect(consistencyOf([80, 60, 40], [0.9, 0.7, 0.5])).toBeCloseTo(1, 12);
    expect(consistencyOf([80, 60, 40], [0.5, 0.7, 0.9])).toBeCloseTo(-1, 12);
    expect(consistencyOf([50, 50, 50], [0.5, 0.7, 0.9])).toBeNull();
  });
});

describe('Given items by relevance and difficulty (Ebel)', () => {
  const grid = Object.fromEntries(EBEL_CELLS.map((cell, index) => [cell, 100 - 10 * index])) as EbelRatings['grid'];

  it('when each cell has an expectation, then the cut is their mean over the items, weighted by marks', () => {
    const given: EbelRatings = { items: { a: 'essential/easy', b: 'essential/hard', c: 'acceptable/medium' }, grid };
    // 100 and 80 for one mark each, 30 for two.
    expect(ebelCut(ITEMS, new Map([['j', given]])).cut?.mean).toBe((100 + 80 + 2 * 30) / 4);
  });
});

describe('Given what judges would accept (Hofstee)', () => {
  const accept = (leastCut: number, mostCut: number, leastFailing: number, mostFailing: number): HofsteeRatings => ({
    ...{ leastCut, mostCut, leastFailing, mostFailing },
  });
  const TEN = [45, 52, 55, 58, 61, 64, 67, 72, 80, 91];

  it.each`
    ratings                                            | because
    ${[accept(50, 70, 10, 50)]}                        | ${null}
    ${[accept(50, 70, 0, 30), accept(50, 70, 20, 70)]} | ${null}
    ${[accept(60, 80, 0, 10)]}                         | ${'fails-too-many'}
    ${[accept(10, 40, 20, 60)]}                        | ${'fails-too-few'}
  `('when $ratings, then the cut is where curve and line meet, or none: $because', ({ ratings, because }) => {
    const found = hofsteeCut(ratings, TEN);
    expect(found.because).toBe(because);
    expect([found.cut, found.failing].includes(null)).toBe(because !== null);
    if (found.cut === null) return;
    const { leastCut, mostCut, leastFailing, mostFailing } = found.bounds;
    const line = mostFailing + ((leastFailing - mostFailing) * (found.cut - leastCut)) / (mostCut - leastCut);
    // The curve climbs in steps of a tenth of the ten.
    expect(Math.abs((found.failing as number) - line)).toBeLessThanOrEqual(10);
  });

  it('when the curve is level where the line crosses it, then the cut is exactly there', () => {
    // 40 % fail from just above 58 up to 61; the line from (50, 50) to (70, 30) is at 40 where the cut is 60.
    expect(hofsteeCut([accept(50, 70, 30, 50)], TEN)).toMatchObject({ cut: 60, failing: 40 });
  });

  it('when they are any at all, then a cut lies between the bounds, and the order of candidates never matters', () => {
    const percent = fc.integer({ min: 0, max: 100 });
    const aRating = fc
      .tuple(percent, percent, percent, percent)
      .map(([a, b, c, d]) => accept(Math.min(a, b), Math.max(a, b), Math.min(c, d), Math.max(c, d)));
    fc.assert(
      fc.property(
        fc.array(aRating, { minLength: 1, maxLength: 5 }),
        fc.array(percent, { minLength: 1, maxLength: 30 }),
        (ratings, results) => {
          const { cut, bounds } = hofsteeCut(ratings, results);
          expect(hofsteeCut(ratings, results.toReversed()).cut).toBe(cut);
          if (cut === null) return;
          expect(cut).toBeGreaterThanOrEqual(bounds.leastCut - 1e-9);
          expect(cut).toBeLessThanOrEqual(bounds.mostCut + 1e-9);
        },
      ),
    );
  });
});

describe('Given the results of a station (borderline regression)', () => {
  const onLine = Array.from({ length: 12 }, (_, n) => ({ rating: 1 + (n % 4), score: 4 + 3 * (1 + (n % 4)) }));

  it('when scores lie on a line, then the cut is the point of the line at the borderline', () => {
    const found = borderlineCut(onLine, 2, 20);
    expect(found?.slope).toBeCloseTo(3, 12);
    expect(found?.intercept).toBeCloseTo(4, 12);
    expect(found?.cut).toBeCloseTo(10, 12);
    expect(found?.rSquared).toBeCloseTo(1, 12);
    expect(found?.standardError).toBeCloseTo(0, 6);
    expect(found?.borderlineMean).toBe(10);
  });

  it('when they scatter, then the line is that of least squares', () => {
    // Anscombe (1973), The American Statistician 27, 17–21, the first of his four: y = 3.0001 + 0.5001 x, R² 0.667.
    const x = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5];
    const y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
    const found = borderlineCut(
      x.map((rating, index) => ({ rating, score: y[index] })),
      7,
      12,
    );
    expect(found?.slope).toBeCloseTo(0.5001, 4);
    expect(found?.intercept).toBeCloseTo(3.0001, 4);
    expect(found?.rSquared).toBeCloseTo(0.6665, 4);
    expect(found?.cut).toBeCloseTo(3.0001 + 7 * 0.50009, 3);
  });

  it.each`
    results                                              | why
    ${onLine.slice(0, FEWEST_CANDIDATES - 1)}            | ${'there are too few'}
    ${onLine.map(({ score }) => ({ score, rating: 3 }))} | ${'all are rated alike'}
  `('when $why, then there is no line and no cut', ({ results }) => {
    expect(borderlineCut(results, 2, 20)).toBeNull();
  });
});

describe('Given what a judge has typed', () => {
  it.each`
    method       | given                                                              | paths
    ${'angoff'}  | ${{ a: 1, b: 100, c: 50 }}                                         | ${[]}
    ${'angoff'}  | ${{ a: 1, b: 101 }}                                                | ${['ratings.b', 'ratings.c']}
    ${'angoff'}  | ${{ a: 1, b: 2, c: 3, d: 4 }}                                      | ${['ratings.d']}
    ${'hofstee'} | ${{ leastCut: 50, mostCut: 70, leastFailing: 0, mostFailing: 20 }} | ${[]}
    ${'hofstee'} | ${{ leastCut: 80, mostCut: 70, leastFailing: 0, mostFailing: 20 }} | ${['ratings.mostCut']}
    ${'hofstee'} | ${{ leastCut: 50, mostCut: 70, leastFailing: 0 }}                  | ${['ratings.mostFailing']}
  `('when by $method it is $given, then $paths are to be mended', ({ method, given, paths }) => {
    expect(faultsOfRatings(method, given, ITEMS).map(({ path }) => path)).toEqual(paths);
  });

  it('when by Ebel an item is in no cell, then that is to be mended', () => {
    const grid = Object.fromEntries(EBEL_CELLS.map((cell) => [cell, 50]));
    const given = { grid, items: { a: 'essential/easy', b: 'nowhere' } };
    expect(faultsOfRatings('ebel', given, ITEMS).map(({ path }) => path)).toEqual([
      'ratings.items.b',
      'ratings.items.c',
    ]);
  });
});
