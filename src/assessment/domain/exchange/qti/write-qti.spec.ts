import fc from 'fast-check';
import type { QuestionDefinition } from '../../../../catalogue/question-definition';
import type { ExportedSource } from '../exchange';
import { definitionsOf } from '../testing/arbitrary-definitions';
import { importQti } from './read-qti';
import { qtiExporter } from './write-qti';

const sourceOf = (definition: QuestionDefinition): ExportedSource => ({
  name: 'A name',
  definition,
  tags: ['one', 'a & b'],
  media: [],
});

/** What QTI has no word for. */
function carriable(definition: QuestionDefinition): QuestionDefinition {
  if (definition.type === 'numeric') {
    const { unit: _unit, ...rest } = definition;
    return rest;
  }
  if (definition.type === 'essay') {
    const { minimumWords: _words, ...rest } = definition;
    return rest;
  }
  return definition;
}

describe.each(['2.1', '2.2', '3.0'] as const)(
  'Given any definition that QTI %s can carry, when it is exported as a package and imported again',
  (version) => {
    it.each([
      'single',
      'multiple',
      'true-false',
      'matching',
      'ordering',
      'numeric',
      'short-text',
      'cloze',
      'essay',
    ] as const)('then a question of the type %s is the same, to the letter', async (type) => {
      await fc.assert(
        fc.asyncProperty(definitionsOf(type).map(carriable), async (definition) => {
          const { bytes, report } = qtiExporter(version).export([sourceOf(definition)]);
          expect(report[0].notes.filter(({ effect }) => effect !== 'none')).toEqual([]);
          const [back] = (await importQti(bytes)).questions;
          expect(back.definition).toEqual(definition);
          expect(back.tags).toEqual(['one', 'a & b']);
          expect(back.outcome).toBe('kept');
        }),
        { numRuns: 25 },
      );
    });
  },
);
