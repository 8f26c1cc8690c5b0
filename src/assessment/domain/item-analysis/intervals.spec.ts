import { marksOf } from '../../testing/marks';
import { analyse } from './analyse';
import { decisionConsistency } from './decision-consistency';
import { fQuantile, incompleteBeta, logGamma, tBeyond } from './distributions';
import { aroundMedian, fisherZ, wilson } from './intervals';

describe('Given the distributions that intervals rest on', () => {
  it.each`
    what                      | value                                     | expected
    ${'ln Γ(0.5)'}            | ${logGamma(0.5)}                          | ${Math.log(Math.sqrt(Math.PI))}
    ${'ln Γ(11)'}             | ${logGamma(11)}                           | ${Math.log(3_628_800)}
    ${'I(0.1; 2.5, 30)'}      | ${incompleteBeta(0.1, 2.5, 30)}           | ${0.7374516791292123}
    ${'I(0.2; 24999.5, 1e5)'} | ${incompleteBeta(0.2, 24_999.5, 100_000)} | ${0.5016925768186021}
    ${'F 97.5 %, 88 and 528'} | ${fQuantile(0.975, 88, 528)}              | ${1.3529008064339298}
    ${'F 2.5 %, 88 and 528'}  | ${fQuantile(0.025, 88, 528)}              | ${0.7122227084194723}
    ${'t of 49'}              | ${tBeyond(0.05, 49)}                      | ${2.0095752371292392}
    ${'t of 3'}               | ${tBeyond(0.05, 3)}                       | ${3.1824463052837078}
  `('when $what is asked, then it is as tables have it', ({ value, expected }) =>
    expect(value).toBeCloseTo(expected, 9),
  );
});

describe('Given intervals of 95 %', () => {
  it('when 81 of 263 are right, then Wilson’s is that of Newcombe (1998), Statistics in Medicine 17, 857–872, table I', () => {
    const { low, high } = wilson(81 / 263, 263)!;
    expect([low.toFixed(4), high.toFixed(4)]).toEqual(['0.2553', '0.3662']);
  });

  it.each`
    share | n     | low                               | high
    ${0}  | ${29} | ${0}                              | ${expect.closeTo(0.11695, 4)}
    ${1}  | ${29} | ${expect.closeTo(1 - 0.11695, 4)} | ${1}
  `('when all or none of $n are right, then Wilson’s ends at the edge', ({ share, n, low, high }) =>
    expect(wilson(share, n)).toEqual({ low, high }),
  );

  it('when a correlation of 0.5 is of 28, then Fisher’s is tanh(artanh 0.5 ± 1.96 / 5)', () =>
    expect(fisherZ(0.5, 28)).toEqual({
      low: expect.closeTo(Math.tanh(0.5493061443 - 0.3919927969), 9),
      high: expect.closeTo(Math.tanh(0.5493061443 + 0.3919927969), 9),
    }));

  it.each`
    what                  | interval
    ${'three candidates'} | ${fisherZ(0.5, 3)}
    ${'nobody'}           | ${wilson(Number.NaN, 0)}
    ${'five in order'}    | ${aroundMedian(Float64Array.of(1, 2, 3, 4, 5))}
  `('when there are too few ($what), then there is none', ({ interval }) => expect(interval).toBeNull());

  it('when twenty are in order, then the median lies between the sixth from either end', () =>
    expect(aroundMedian(Float64Array.from({ length: 20 }, (_, index) => index + 1))).toEqual({ low: 6, high: 15 }));

  it('when figures have no formula, then theirs come from leaving out each of a few candidates in turn', () => {
    const rows = [
      [2, 1, 3],
      [1, 0, 1],
      [3, 1, 2],
      [0, 1, 1],
      [2, 0, 3],
      [1, 1, 0],
    ];
    const most = [3, 1, 3];
    const whole = analyse(marksOf(rows, most));
    const parts = rows.map((_, left) =>
      analyse(
        marksOf(
          rows.filter((__, row) => row !== left),
          most,
        ),
      ),
    );
    const reach = (values: number[]) => {
      const mean = values.reduce((sum, value) => sum + value, 0) / 6;
      const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      // t of 5 degrees of freedom, from a table.
      return 2.5705818366 * Math.sqrt((5 / 6) * squares);
    };
    for (const figure of ['skewness', 'kurtosis', 'standardError', 'standardDeviation'] as const) {
      const expected = whole[figure]! + reach(parts.map((part) => part[figure]!));
      expect(whole.intervals[figure]!.high).toBeCloseTo(expected, 6);
    }
    for (const figure of ['standardDeviation', 'effectiveWeight'] as const) {
      const expected = whole.items[0][figure]! + reach(parts.map((part) => part.items[0][figure]!));
      expect(whole.items[0].intervals[figure]!.high).toBeCloseTo(expected, 6);
    }
  });
});

describe('Given totals, their reliability and a cut score', () => {
  /** Two sittings by the beta-binomial model, summed the long way: over true scores, then over both results. */
  function byIntegration(items: number, cut: number, alpha: number, beta: number): number {
    const steps = 20_000;
    let [weight, same] = [0, 0];
    for (let step = 0; step < steps; step += 1) {
      const p = (step + 0.5) / steps;
      const density = p ** (alpha - 1) * (1 - p) ** (beta - 1);
      let [fail, chance] = [0, (1 - p) ** items];
      for (let x = 0; x < cut; x += 1) {
        fail += chance;
        chance *= ((items - x) / (x + 1)) * (p / (1 - p));
      }
      weight += density;
      same += density * (fail * fail + (1 - fail) * (1 - fail));
    }
    return same / weight;
  }

  it.each`
    items | alpha | beta | cut
    ${10} | ${7}  | ${3} | ${8}
    ${20} | ${4}  | ${4} | ${10}
    ${40} | ${12} | ${4} | ${32}
  `(
    'when true scores follow beta($alpha, $beta) at $items items, then two sittings agree as the model says',
    ({ items, alpha, beta, cut }) => {
      const p = alpha / (alpha + beta);
      const reliability = items / (items + alpha + beta);
      const mean = items * p;
      const variance = items * p * (1 - p) * ((alpha + beta + items) / (alpha + beta + 1));
      const found = decisionConsistency({ n: 100, mean, variance, maxMark: items, reliability }, cut)!;
      // With the reliability that the model itself has (KR-21), the effective test is the test.
      expect(found.effectiveTestLength).toBeCloseTo(items, 9);
      expect(found.consistency).toBeCloseTo(byIntegration(items, cut, alpha, beta), 6);
      expect(found.kappa).toBeGreaterThan(0);
      expect(found.kappa).toBeLessThan(found.consistency);
    },
  );

  it.each`
    what                        | change
    ${'alpha is negative'}      | ${{ reliability: -0.2 }}
    ${'alpha is 1'}             | ${{ reliability: 1 }}
    ${'nobody differs'}         | ${{ variance: 0 }}
    ${'nothing can be earned'}  | ${{ maxMark: 0 }}
    ${'two candidates sat'}     | ${{ n: 2 }}
    ${'all had nothing or all'} | ${{ variance: 24.9, reliability: 0.99 }}
  `('when $what, then the model cannot say', ({ change }) => {
    const totals = { n: 50, mean: 5, variance: 4, maxMark: 10, reliability: 0.7, ...change };
    const found = decisionConsistency(totals, 5);
    if ('variance' in change && change.variance > 0) expect(found!.consistency).toBeGreaterThan(0.9);
    else expect(found).toBeNull();
  });

  it('when the cut is nothing, then everybody passes twice, and there is nothing beyond chance', () => {
    const totals = { n: 50, mean: 5, variance: 4, maxMark: 10, reliability: 0.7 };
    expect(decisionConsistency(totals, 0)).toMatchObject({ consistency: 1, kappa: null });
  });
});
