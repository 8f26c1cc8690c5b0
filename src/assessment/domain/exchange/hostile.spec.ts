import fc from 'fast-check';
import { importAiken } from './aiken/aiken-import';
import { importCsv } from './csv/csv-import';
import { ImportFault, type ImportReport } from './exchange';
import { importGift } from './gift/gift-import';

const IMPORTERS = [
  { format: 'GIFT', read: importGift },
  { format: 'Aiken', read: importAiken },
  { format: 'CSV', read: importCsv },
];

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** The report, or the fault where the file cannot be read at all. Anything else thrown is a defect. */
function reportOrFault(read: (bytes: Uint8Array) => ImportReport, bytes: Uint8Array): ImportReport | ImportFault {
  try {
    return read(bytes);
  } catch (error) {
    if (error instanceof ImportFault) return error;
    throw error;
  }
}

/** Whatever comes in, the numbers add up, and each question has a definition or a reason. */
function expectSound(result: ImportReport | ImportFault): void {
  if (result instanceof ImportFault) return expect(result.message).not.toBe('');
  expect(result.read).toBe(result.imported + result.refused);
  expect(result.changed).toBeLessThanOrEqual(result.imported);
  for (const { outcome, definition, notes } of result.questions) {
    expect(definition === null).toBe(outcome === 'refused');
    if (outcome !== 'kept')
      expect(notes.some(({ effect, message }) => effect === outcome && message !== '')).toBe(true);
  }
}

const MEGABYTE = 1024 * 1024;
const HOSTILE: readonly (readonly [name: string, text: string])[] = [
  ['10 MB of one line', 'a'.repeat(10 * MEGABYTE)],
  ['a million opening braces', '{'.repeat(1_000_000)],
  ['a million closing braces', '}'.repeat(1_000_000)],
  ['half a million sections', 'a {T}\n'.repeat(500_000)],
  ['a million open sections', 'a {\n\n'.repeat(500_000)],
  ['a million backslashes', `a {=${'\\'.repeat(1_000_000)}}`],
  ['a million answers', `a {${'=b '.repeat(500_000)}}`],
  ['a million options', `a {${'~'.repeat(400_000)}}`],
  ['a million hashes', `a {=b ${'#'.repeat(399_000)}}`],
  ['a million weights', `a {${'~%5'.repeat(120_000)}}`],
  ['a million names', '::'.repeat(500_000)],
  ['a million labels', `// ${'[tag:'.repeat(200_000)}\na {T}`],
  ['a million opening tags', `[html]${'<b '.repeat(120_000)} {T}`],
  ['a million less-than signs', `[html]${'<'.repeat(190_000)}> {T}`],
  ['a million comments of HTML', `[html]${'<!--'.repeat(40_000)} <b>x</b> {T}`],
  ['a million signs of Markdown', `[html]<p>${'*_`['.repeat(5_000)}</p> {T}`],
  ['HTML nested without end', `[html]${'<div>'.repeat(30_000)} {T}`],
  ['a million quotes', `prompt,type\n${'"'.repeat(1_000_001)}`],
  ['a million open quotes', `prompt,type\n${'"a\n'.repeat(333_333)}"`],
  ['a million commas', `prompt,type\n${','.repeat(1_000_000)}`],
  ['a header of a million columns', `prompt${',option_1'.repeat(200_000)}\na,b`],
  ['JSON nested without end', `prompt,type,more\na,essay,"${'['.repeat(500_000)}"`],
  ['a question of a million lines', `a\n${'b\n'.repeat(500_000)}A. x\nB. y\nANSWER: A`],
  ['options without end', `a\n${'A. x\n'.repeat(300_000)}`],
  ['NUL', 'a\0b {T}\n\nprompt\nA. x\0\nB. y\nANSWER: A'],
];

describe.each(IMPORTERS)('Given a hostile file, read as $format', ({ read }) => {
  it.each(HOSTILE)('when it is %s, then it ends within seconds with a reason', (_, text) => {
    const begun = performance.now();
    expectSound(reportOrFault(read, bytesOf(text)));
    expect(performance.now() - begun).toBeLessThan(10_000);
  });

  it.each`
    what                      | bytes                             | code
    ${'not UTF-8'}            | ${[0x61, 0x0a, 0xff, 0xfe, 0x61]} | ${'not-in-its-encoding'}
    ${'an overlong sequence'} | ${[0x61, 0xc0, 0xaf]}             | ${'not-in-its-encoding'}
    ${'half of UTF-16'}       | ${[0xff, 0xfe, 0x00, 0xd8]}       | ${'not-in-its-encoding'}
    ${'a ZIP archive'}        | ${[0x50, 0x4b, 0x03, 0x04, 0, 0]} | ${'not-a-text-file'}
  `('when it is $what, then it is refused whole', ({ bytes, code }) => {
    expect(reportOrFault(read, Uint8Array.from(bytes as number[]))).toMatchObject({ code: code as string });
  });

  it('when it is larger than what is read, then it is refused as too large', () => {
    expect(reportOrFault(read, new Uint8Array(17 * MEGABYTE))).toMatchObject({
      code: 'file-too-large',
      kind: 'payload-too-large',
    });
  });

  it('when it is any bytes, then nothing but a report or a fault comes of it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => expectSound(reportOrFault(read, bytes))),
      { numRuns: 300 },
    );
  });

  it('when it is any signs of the formats, then nothing but a report or a fault comes of it', () => {
    const signs = fc.constantFrom(
      ...[
        '{',
        '}',
        '=',
        '~',
        '#',
        '####',
        '->',
        '::',
        '%50%',
        '\\',
        '\n',
        '\n\n',
        '//',
        '$CATEGORY: a',
        'T',
        '1',
        '1..5',
        '3:2',
        '>',
        '[html]',
        '<b>',
      ],
      ...[
        'A. ',
        'B) ',
        'a. ',
        'ANSWER: A',
        'ANSWER: A, B',
        ',',
        '"',
        ';',
        'prompt',
        'type',
        'option_1',
        'right',
        'single',
        'x',
        ' ',
        '\r\n',
        '\0',
        '\u2028',
      ],
    );
    fc.assert(
      fc.property(fc.array(signs, { maxLength: 60 }), fc.boolean(), (parts, hasHeader) => {
        const header = hasHeader ? 'prompt,type,right,option_1,option_2,more\n' : '';
        expectSound(reportOrFault(read, bytesOf(header + parts.join(''))));
      }),
      { numRuns: 600 },
    );
  });
});
