import fc from 'fast-check';
import { canonicalJson, digestOf } from './canonical-json';

describe('Given a plain value', () => {
  it('when it is the example of RFC 8785, then its canonical text is the one printed there', () => {
    const value = {
      numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"\/',
      literals: [null, true, false],
    };
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('when its members stand in another order, or some are undefined, then the digest is the same', () => {
    expect(digestOf({ a: 1, b: { d: [1], c: null } })).toBe(digestOf({ b: { c: null, d: [1], e: undefined }, a: 1 }));
  });

  it('when it is read back, then it is the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it.each([
    ['a lone surrogate', { name: '\ud800' }],
    ['not a number', [Number.NaN]],
    ['a date', { at: new Date(0) }],
    ['a function', { f: () => 1 }],
  ])('when it holds %s, then it is refused rather than guessed', (_, value) =>
    expect(() => canonicalJson(value)).toThrow(TypeError),
  );
});
