import fc from 'fast-check';
import type { QuestionDefinition } from '../../../../catalogue/question-definition';
import type { ExportedSource } from '../exchange';
import { definitionsOf } from '../testing/arbitrary-definitions';
import { importMoodleXml } from './read-moodle';
import { moodleXmlExporter } from './write-moodle';

const sourceOf = (definition: QuestionDefinition): ExportedSource => ({
  name: 'A name',
  definition,
  tags: ['one', 'a & b'],
  media: [],
});

describe('Given any definition that Moodle XML can carry, when it is exported and imported again', () => {
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
  ] as const)('then a question of the type %s is the same, to the letter', (type) => {
    fc.assert(
      fc.property(definitionsOf(type), (definition) => {
        const { bytes, report } = moodleXmlExporter.export([sourceOf(definition)]);
        expect(report[0].notes.filter(({ effect }) => effect !== 'none')).toEqual([]);
        const [back] = importMoodleXml(bytes).questions;
        expect(back.definition).toEqual(definition);
        expect(back.tags).toEqual(['one', 'a & b']);
        expect(back.outcome).toBe('kept');
      }),
      { numRuns: 60 },
    );
  });
});
