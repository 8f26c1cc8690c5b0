import * as fc from 'fast-check';
import { fitsText, TextPolicy, tidyText } from './text-match';

const LAX: TextPolicy = { letterCase: 'ignore', accents: 'ignore', wildcards: false };
const EXACT: TextPolicy = { letterCase: 'exact', accents: 'exact', wildcards: false };
const WILD: TextPolicy = { ...LAX, wildcards: true };

describe('Given an answer that is compared letter by letter', () => {
  it.each`
    answer                | typed                        | lax      | exact
    ${'pleura'}           | ${'pleura'}                  | ${true}  | ${true}
    ${'pleura'}           | ${'  pleura\t\n'}            | ${true}  | ${true}
    ${'levator scapulae'} | ${'levator\u00a0  scapulae'} | ${true}  | ${true}
    ${'levator scapulae'} | ${'levatorscapulae'}         | ${false} | ${false}
    ${'pleura'}           | ${'Pleura'}                  | ${true}  | ${false}
    ${'pleura'}           | ${'pleur'}                   | ${false} | ${false}
    ${'Ménière'}          | ${'meniere'}                 | ${true}  | ${false}
    ${'Ménière'}          | ${'Me\u0301nie\u0300re'}     | ${true}  | ${true}
    ${'Å'}                | ${'\u212b'}                  | ${true}  | ${true}
    ${'Fuß'}              | ${'FUSS'}                    | ${true}  | ${false}
    ${'ΟΔΟΣ'}             | ${'οδος'}                    | ${true}  | ${false}
    ${"Baker's cyst"}     | ${'Baker’s cyst'}            | ${true}  | ${true}
    ${'X-ray'}            | ${'X‑ray'}                   | ${true}  | ${true}
    ${'10²'}              | ${'102'}                     | ${false} | ${false}
    ${'a*'}               | ${'ab'}                      | ${false} | ${false}
    ${'a*'}               | ${'a*'}                      | ${true}  | ${true}
    ${'.*'}               | ${'anything'}                | ${false} | ${false}
  `('when "$typed" is held against "$answer", then it fits: $lax, and to the letter: $exact', (row) => {
    expect(fitsText(row.answer, row.typed, LAX)).toBe(row.lax);
    expect(fitsText(row.answer, row.typed, EXACT)).toBe(row.exact);
  });

  it('when a script has signs that are letters, then they are not taken for accents', () => {
    expect(fitsText('कि', 'क', LAX)).toBe(false);
  });
});

describe('Given an answer with stars', () => {
  it.each`
    answer       | typed               | fits
    ${'*'}       | ${'anything'}       | ${true}
    ${'**'}      | ${''}               | ${true}
    ${'a*'}      | ${'a'}              | ${true}
    ${'a*a'}     | ${'a'}              | ${false}
    ${'a*a'}     | ${'aa'}             | ${true}
    ${'*lung*'}  | ${'The Lungs.'}     | ${true}
    ${'ab*bc'}   | ${'abc'}            | ${false}
    ${'a*b*c'}   | ${'a b c'}          | ${true}
    ${'a*b*c'}   | ${'a c b'}          | ${false}
    ${'a*bc*bc'} | ${'abc'}            | ${false}
    ${'a*bc*bc'} | ${'abcbc'}          | ${true}
    ${'a\\*b'}   | ${'a*b'}            | ${true}
    ${'a\\*b'}   | ${'axb'}            | ${false}
    ${'*\\**'}   | ${'five * six'}     | ${true}
    ${'*\\**'}   | ${'five six'}       | ${false}
    ${'a\\\\*'}  | ${'a\\*'}           | ${true}
    ${'a\\b'}    | ${'a\\b'}           | ${true}
    ${'(a+)+$'}  | ${'aaaa'}           | ${false}
    ${'[abc]*'}  | ${'[abc] and more'} | ${true}
    ${'MÉNI*'}   | ${'ménière'}        | ${true}
  `('when "$typed" is held against "$answer", then it fits: $fits', ({ answer, typed, fits }) => {
    expect(fitsText(answer, typed, WILD)).toBe(fits);
  });

  it('when a pattern is made to be slow, then it is not', () => {
    const pattern = 'a*'.repeat(500) + 'b';
    const begun = performance.now();
    expect(fitsText(pattern, 'a'.repeat(1000), WILD)).toBe(false);
    expect(fitsText(`${'a'.repeat(499)}*`.repeat(2) + 'c', 'a'.repeat(1000), WILD)).toBe(false);
    expect(performance.now() - begun).toBeLessThan(500);
  });

  it('when pieces of a text are left out for stars, then the text fits', () => {
    const plain = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '(', '.', '+', '$') });
    fc.assert(
      fc.property(fc.array(plain), fc.array(plain), (kept, left) => {
        const typed = kept.map((piece, index) => piece + (left[index] ?? '')).join('');
        expect(fitsText(`${kept.join('*')}*`, typed, { ...EXACT, wildcards: true })).toBe(true);
      }),
    );
  });
});

describe('Given any text', () => {
  it('when it is tidied twice, then the second time changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => expect(tidyText(tidyText(text))).toBe(tidyText(text))),
    );
  });

  it('when a text is held against itself, then it fits under every policy', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const policy of [LAX, EXACT]) expect(fitsText(text, text, policy)).toBe(true);
      }),
    );
  });
});
