import * as fc from 'fast-check';
import { casesTogether, drawFromPools, type Pool } from './pool';

const none = new Set<string>();
const drawn = (pools: readonly Pool[], seen: ReadonlySet<string> = none, seed = 'seed') => {
  const draw = drawFromPools(pools, seen, seed);
  if (draw.outcome !== 'drawn') throw new Error(`fell short by ${draw.missing.join(', ')}`);
  return draw.questions;
};

describe('Given pools of questions', () => {
  it.each`
    what                                | pools                                                                           | missing
    ${'a pool has fewer than it asks'}  | ${[{ count: 3, candidates: ['a', 'b'] }]}                                       | ${[1]}
    ${'a pool is empty'}                | ${[{ count: 2, candidates: [] }]}                                               | ${[2]}
    ${'two pools share too few'}        | ${[{ count: 2, candidates: ['a', 'b'] }, { count: 1, candidates: ['a', 'b'] }]} | ${[0, 1]}
    ${'a candidate stands there twice'} | ${[{ count: 2, candidates: ['a', 'a'] }]}                                       | ${[1]}
  `('when $what, then it says how many are missing where', ({ pools, missing }) => {
    expect(drawFromPools(pools, none, 'seed')).toEqual({ outcome: 'short', missing });
  });

  it('when one pool could take what only the other can use, then it leaves it, whatever the seed', () => {
    const pools = [
      { count: 1, candidates: ['a', 'b'] },
      { count: 1, candidates: ['a'] },
    ];
    for (let seed = 0; seed < 50; seed += 1) expect(drawn(pools, none, String(seed))).toEqual([['b'], ['a']]);
  });

  it('when some were met before, then they come last, and only as many as are needed', () => {
    const pools = [{ count: 3, candidates: ['a', 'b', 'c', 'd'] }];
    for (let seed = 0; seed < 50; seed += 1) {
      const [questions] = drawn(pools, new Set(['a', 'b']), String(seed));
      expect(questions.filter((id) => ['a', 'b'].includes(id))).toHaveLength(1);
    }
  });

  it('when a pool asks for none, then it draws none', () => {
    expect(drawn([{ count: 0, candidates: ['a'] }])).toEqual([[]]);
  });

  const IDS = Array.from({ length: 8 }, (_, index) => `q${index}`);
  const somePools = fc.array(fc.record({ count: fc.integer({ min: 0, max: 3 }), candidates: fc.subarray(IDS) }), {
    minLength: 1,
    maxLength: 3,
  });

  /** The least number of met questions with which the pools can be filled, by trying everything; null: they cannot. */
  function fewestMet(pools: readonly Pool[], met: ReadonlySet<string>): number | null {
    const places = pools.flatMap(({ count, candidates }) => Array.from({ length: count }, () => candidates));
    let best: number | null = null;
    const place = (index: number, used: ReadonlySet<string>, cost: number): void => {
      if (best !== null && cost >= best) return;
      if (index === places.length) {
        best = cost;
        return;
      }
      for (const id of places[index]) {
        if (!used.has(id)) place(index + 1, new Set([...used, id]), cost + (met.has(id) ? 1 : 0));
      }
    };
    place(0, new Set(), 0);
    return best;
  }

  it('then it falls short exactly where nothing would do; else each pool has its number, none twice, as few met as possible', () => {
    fc.assert(
      fc.property(somePools, fc.subarray(IDS), fc.string(), (pools, met, seed) => {
        const seen = new Set(met);
        const fewest = fewestMet(pools, seen);
        const draw = drawFromPools(pools, seen, seed);
        expect(draw.outcome).toBe(fewest === null ? 'short' : 'drawn');
        if (draw.outcome !== 'drawn') return;
        const all = draw.questions.flat();
        expect(new Set(all).size).toBe(all.length);
        draw.questions.forEach((questions, pool) => {
          expect(questions).toHaveLength(pools[pool].count);
          for (const id of questions) expect(pools[pool].candidates).toContain(id);
        });
        expect(all.filter((id) => seen.has(id))).toHaveLength(fewest ?? -1);
      }),
    );
  });

  it('then the same seed draws the same, in whatever order the candidates were read', () => {
    fc.assert(
      fc.property(somePools, fc.string(), (pools, seed) => {
        const turned = pools.map(({ count, candidates }) => ({ count, candidates: [...candidates].reverse() }));
        expect(drawFromPools(turned, none, seed)).toEqual(drawFromPools(pools, none, seed));
      }),
    );
  });

  it('when many candidates start, then every question is drawn about as often', () => {
    const times = new Map<string, number>();
    for (let seed = 0; seed < 2000; seed += 1) {
      for (const id of drawn([{ count: 2, candidates: IDS }], none, String(seed))[0])
        times.set(id, (times.get(id) ?? 0) + 1);
    }
    for (const id of IDS) expect(Math.abs((times.get(id) ?? 0) - 500)).toBeLessThan(100);
  });
});

describe('Given questions that were drawn, some of which rest on one case', () => {
  it.each`
    drawn                            | asked
    ${[]}                            | ${[]}
    ${['a', 'b']}                    | ${['a', 'b']}
    ${['x1', 'a', 'x2']}             | ${['x1', 'x2', 'a']}
    ${['y1', 'x1', 'y2', 'a', 'x2']} | ${['y1', 'y2', 'x1', 'x2', 'a']}
  `('when $drawn is drawn, then $asked is asked', ({ drawn, asked }: { drawn: string[]; asked: string[] }) => {
    expect(casesTogether(drawn, (name) => (name.length > 1 ? name[0] : undefined))).toEqual(asked);
  });
});
