import fc from 'fast-check';
import { differencesOf, notCarried } from '../read-back';
import { anyQuestion, aQuestion, BODY_NAMES } from '../testing/any-question';
import { giftExporter } from './gift-export';
import { importGift } from './gift-import';

describe('Given any questions, written as GIFT', () => {
  it('when the file is read again, then what is kept is the same, and what is changed is the same but for what the report names', () => {
    fc.assert(
      fc.property(fc.array(anyQuestion(), { minLength: 1, maxLength: 5 }), (sources) => {
        const { bytes, report } = giftExporter.export(sources);
        const written = sources.filter((_, index) => report[index].outcome !== 'refused');
        fc.pre(written.length > 0);
        const read = importGift(bytes).questions;
        expect(read.map(({ definition }) => definition?.type)).toEqual(
          written.map(({ definition }) => definition.type),
        );
        read.forEach((question, index) => {
          const source = written[index];
          const { outcome, notes } = report.filter((line) => line.outcome !== 'refused')[index];
          const named = notes.map(({ code }) => code);
          expect(outcome).toBe(named.length > 0 ? 'changed' : 'kept');
          const differ = differencesOf(source.definition, question.definition!);
          if (question.name !== source.name) differ.push('name');
          if (question.tags.join() !== source.tags.join()) differ.push('tags');
          expect(named).toEqual(differ.map(notCarried));
        });
      }),
      { numRuns: 400 },
    );
  });

  it.each(BODY_NAMES.filter((name) => name !== 'cloze'))(
    'when it is a %s question with what GIFT carries, then most are kept whole',
    (body) => {
      const sources = fc.sample(aQuestion(body, 'bare'), { numRuns: 200, seed: 7 });
      const { report } = giftExporter.export(sources);
      const kept = report.filter(({ outcome }) => outcome === 'kept').length;
      expect(kept).toBeGreaterThan(20);
    },
  );
});
