import * as fc from 'fast-check';
import { agreementOf, type MarkPair } from './agreement';
import { faultsOfPoints, GivenMark, inOrderOf, isDouble, planFor, pseudonymOf, stateOfMarking } from './marking';

const level = (points: number) => ({ points, description: `Level ${points}` });
const RUBRIC = [
  { slug: 'sees', title: 'Sees it', levels: [level(0), level(1), level(2)] },
  { slug: 'acts', title: 'Acts', levels: [level(0), level(2), level(4)] },
];

let sequence = 0;
const mark = (sees: number, acts: number, more: Partial<GivenMark> = {}): GivenMark => ({
  ...{ id: `m${(sequence += 1)}`, sequence, kind: 'mark', markerId: `p${sequence}`, points: { sees, acts } },
  ...{ doubled: true, tolerance: 1 },
  ...more,
});

describe('Given the marks of an essay', () => {
  it.each`
    marks                                                               | needs               | fraction
    ${[]}                                                               | ${'mark'}           | ${null}
    ${[mark(2, 4, { doubled: false })]}                                 | ${null}             | ${1}
    ${[mark(2, 4)]}                                                     | ${'second-mark'}    | ${null}
    ${[mark(2, 4), mark(1, 4)]}                                         | ${null}             | ${5.5 / 6}
    ${[mark(2, 4), mark(2, 2)]}                                         | ${'reconciliation'} | ${null}
    ${[mark(2, 4, { tolerance: 2 }), mark(2, 2, { tolerance: 0 })]}     | ${null}             | ${5 / 6}
    ${[mark(2, 4), mark(0, 0), mark(1, 2, { kind: 'decision' })]}       | ${null}             | ${0.5}
    ${[mark(2, 4, { doubled: false }), mark(0, 2, { kind: 'change' })]} | ${null}             | ${2 / 6}
  `('when they are $marks, then it needs $needs and earns $fraction', ({ marks, needs, fraction }) => {
    const state = stateOfMarking([...marks].reverse(), RUBRIC);
    expect(state.needs).toBe(needs);
    if (state.needs === null) expect(state.decided.fraction).toBeCloseTo(fraction, 12);
  });

  it.each`
    sees | acts | isSafe
    ${1} | ${2} | ${true}
    ${0} | ${4} | ${false}
    ${2} | ${0} | ${false}
  `(
    'when a criterion is at its lowest level ($sees, $acts), then it falls short on safety',
    ({ sees, acts, isSafe }) => {
      const state = stateOfMarking([mark(sees, acts, { doubled: false })], RUBRIC);
      expect(state.needs === null && state.decided.isSafe).toBe(isSafe);
    },
  );

  it('when they are any at all, then what is decided lies between nothing and everything', () => {
    const aMark = fc.record({ sees: fc.constantFrom(0, 1, 2), acts: fc.constantFrom(0, 2, 4), tolerance: fc.nat(6) });
    fc.assert(
      fc.property(fc.array(aMark, { maxLength: 3 }), (given) => {
        const state = stateOfMarking(
          given.map(({ sees, acts, tolerance }) => mark(sees, acts, { tolerance })),
          RUBRIC,
        );
        if (state.needs !== null) return;
        expect(state.decided.fraction).toBeGreaterThanOrEqual(0);
        expect(state.decided.fraction).toBeLessThanOrEqual(1);
      }),
    );
  });

  it.each`
    points                            | paths
    ${{ sees: 2, acts: 4 }}           | ${[]}
    ${{ sees: 2 }}                    | ${['points.acts']}
    ${{ sees: 3, acts: 4 }}           | ${['points.sees']}
    ${{ sees: '2', acts: 4 }}         | ${['points.sees']}
    ${{ sees: 2, acts: 4, style: 1 }} | ${['points.style']}
  `('when somebody gives $points, then $paths do not fit', ({ points, paths }) => {
    expect(faultsOfPoints(points, RUBRIC).map(({ path }) => path)).toEqual(paths);
  });
});

describe('Given a plan', () => {
  it('when nobody made one, then an essay on safety is marked twice and another once', () => {
    expect(planFor(null, true).doubleShare).toBe(100);
    expect(planFor(null, false).doubleShare).toBe(0);
  });

  it('when a share is marked twice, then about that share is, the same answers each time', () => {
    const ids = Array.from({ length: 2000 }, (_, n) => `answer-${n}`);
    const drawn = ids.filter((id) => isDouble(id, { doubleShare: 30, tolerance: 1 }));
    expect(drawn.length / ids.length).toBeCloseTo(0.3, 1);
    expect(ids.filter((id) => isDouble(id, { doubleShare: 30, tolerance: 5 }))).toEqual(drawn);
    expect(ids.filter((id) => isDouble(id, { doubleShare: 0, tolerance: 1 }))).toEqual([]);
    expect(ids.filter((id) => isDouble(id, { doubleShare: 100, tolerance: 1 }))).toEqual(ids);
  });

  it('when two people mark, then each meets the answers in another order, and none is lost', () => {
    const answers = Array.from({ length: 20 }, (_, n) => ({ id: `answer-${n}` }));
    const [one, other] = [inOrderOf('ada', answers), inOrderOf('ben', answers)];
    expect(one).not.toEqual(other);
    expect(new Set(one)).toEqual(new Set(answers));
    expect(pseudonymOf('answer-1')).toMatch(/^Answer [0-9A-F]{4}$/);
  });
});

describe('Given pairs of marks of the same answers', () => {
  const pairs = (first: readonly number[], second: readonly number[]): MarkPair[] =>
    first.map((mark1, index) => ({ first: mark1, second: second[index] }));

  /** The definition, category by category: 1 − Σ w·observed / Σ w·expected with w = (i − j)². */
  function byTable(given: readonly MarkPair[]): number {
    const categories = [...new Set(given.flatMap(({ first, second }) => [first, second]))];
    const share = (count: number) => count / given.length;
    let [observed, expected] = [0, 0];
    for (const i of categories) {
      for (const j of categories) {
        const weight = (i - j) ** 2;
        observed += weight * share(given.filter(({ first, second }) => first === i && second === j).length);
        expected +=
          weight *
          share(given.filter(({ first }) => first === i).length) *
          share(given.filter(({ second }) => second === j).length);
      }
    }
    return 1 - observed / expected;
  }

  it.each`
    first                    | second                   | kappa
    ${[1, 2, 3, 4]}          | ${[1, 2, 3, 4]}          | ${1}
    ${[1, 2, 3, 4]}          | ${[4, 3, 2, 1]}          | ${-1}
    ${[0, 0, 1, 1]}          | ${[0, 1, 0, 1]}          | ${0}
    ${[2, 2, 2]}             | ${[2, 2, 2]}             | ${null}
    ${[]}                    | ${[]}                    | ${null}
    ${[1, 2, 3, 2, 1, 3, 2]} | ${[1, 3, 3, 2, 1, 2, 1]} | ${byTable(pairs([1, 2, 3, 2, 1, 3, 2], [1, 3, 3, 2, 1, 2, 1]))}
  `('when they are $first and $second, then kappa is $kappa', ({ first, second, kappa }) => {
    const found = agreementOf(pairs(first, second)).kappa;
    if (kappa === null) expect(found).toBeNull();
    else expect(found).toBeCloseTo(kappa, 12);
  });

  const somePairs = fc.array(
    fc.record({ first: fc.integer({ min: 0, max: 6 }), second: fc.integer({ min: 0, max: 6 }) }),
    {
      minLength: 2,
      maxLength: 40,
    },
  );

  it('when they are any at all, then kappa is what the definition gives, whoever is called the first', () => {
    fc.assert(
      fc.property(somePairs, (given) => {
        const { kappa } = agreementOf(given);
        if (kappa === null) return;
        expect(kappa).toBeCloseTo(byTable(given), 9);
        const turned = given.map(({ first, second }) => ({ first: second, second: first }));
        expect(agreementOf(turned).kappa).toBeCloseTo(kappa, 9);
        const shifted = given.map(({ first, second }) => ({ first: 2 * first + 5, second: 2 * second + 5 }));
        expect(agreementOf(shifted).kappa).toBeCloseTo(kappa, 9);
      }),
    );
  });

  it('when some differ, then n, the share alike and the mean difference say how', () => {
    expect(agreementOf(pairs([1, 2, 4, 4], [1, 3, 2, 4]))).toMatchObject({ n: 4, exact: 0.5, meanDifference: 0.25 });
    const { interval, kappa } = agreementOf(pairs([1, 2, 4, 4, 3, 1], [1, 3, 2, 4, 3, 1]));
    expect(interval?.low).toBeLessThan(kappa as number);
    expect(interval?.high).toBeGreaterThan(kappa as number);
  });
});
