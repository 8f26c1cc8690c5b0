import fc from 'fast-check';
import { aikenExporter } from './aiken/aiken-export';
import { importAiken } from './aiken/aiken-import';
import { csvExporter } from './csv/csv-export';
import { importCsv } from './csv/csv-import';
import { giftExporter } from './gift/gift-export';
import { importGift } from './gift/gift-import';
import { differencesOf, notCarried } from './read-back';
import { anyQuestion, aQuestion, BODY_NAMES, type BodyName } from './testing/any-question';

const FORMATS = [
  { format: 'GIFT', exporter: giftExporter, read: importGift },
  { format: 'Aiken', exporter: aikenExporter, read: importAiken },
  { format: 'CSV', exporter: csvExporter, read: importCsv },
];

describe.each(FORMATS)('Given any questions, written as $format', ({ exporter, read }) => {
  it('when the file is read again, then they are the same but for what the report names', () => {
    fc.assert(
      fc.property(fc.array(anyQuestion(), { minLength: 1, maxLength: 4 }), (sources) => {
        const { bytes, report } = exporter.export(sources);
        const lines = report.map((line, index) => ({ ...line, source: sources[index] }));
        const written = lines.filter(({ outcome }) => outcome !== 'refused');
        for (const { outcome, notes } of lines) expect(outcome === 'kept').toBe(notes.length === 0);
        if (written.length === 0) return;
        const { questions } = read(bytes);
        expect(questions).toHaveLength(written.length);
        questions.forEach((question, index) => {
          const { source, notes } = written[index];
          const differ = differencesOf(source.definition, question.definition!);
          if (question.name !== source.name) differ.push('name');
          if (question.tags.join('\n') !== source.tags.join('\n')) differ.push('tags');
          expect(notes.map(({ code }) => code)).toEqual(differ.map(notCarried));
        });
      }),
      { numRuns: 200 },
    );
  });
});

/** Of 150 questions with no more than a format has words for, those that are kept whole. */
const keptOf = (exporter: typeof giftExporter, body: BodyName) =>
  exporter
    .export(fc.sample(aQuestion(body, 'bare'), { numRuns: 150, seed: 7 }))
    .report.filter(({ outcome }) => outcome === 'kept').length;

describe('Given questions with what a format has words for', () => {
  // The rest: options that all earn the whole mark are typed answers in GIFT, rules other than weights are weights, a
  // match is letters, an arrow in a typed answer makes a pair of it, and gaps have no words.
  it.each`
    body                  | least
    ${'single'}           | ${150}
    ${'trueFalse'}        | ${150}
    ${'ordering'}         | ${150}
    ${'numeric'}          | ${150}
    ${'essay'}            | ${150}
    ${'weightedMultiple'} | ${140}
    ${'weightedSingle'}   | ${130}
    ${'shortText'}        | ${120}
    ${'matching'}         | ${60}
    ${'multiple'}         | ${40}
  `('when 150 $body questions are written as GIFT, then $least at least are kept whole', ({ body, least }) => {
    expect(keptOf(giftExporter, body as BodyName)).toBeGreaterThanOrEqual(least as number);
  });

  it.each(BODY_NAMES)('when %s questions are written as CSV, then all are kept whole', (body) => {
    const { report } = csvExporter.export(fc.sample(aQuestion(body, 'filled'), { numRuns: 150, seed: 7 }));
    const lost = report.filter(({ outcome }) => outcome !== 'kept');
    expect(lost.map(({ notes }) => notes.map(({ message }) => message))).toEqual([]);
  });
});
