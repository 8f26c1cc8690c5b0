import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { QuestionDefinition, SingleQuestion } from '../../../../catalogue/question-definition';
import type { ExportedSource, MediaFile } from '../exchange';
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
        { numRuns: 12 },
      );
    });
  },
);

describe.each(['2.1', '3.0'] as const)(
  'Given a hotspot with its picture and a rule that QTI %s lacks, when they are exported',
  (version) => {
    const bytes = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    const path = `media/${createHash('sha256').update(bytes).digest('hex')}`;
    const [sample] = fc.sample(definitionsOf('single'), { numRuns: 1, seed: 7 });
    const { options: _options, type: _type, ...common } = sample as SingleQuestion;
    const hotspot: QuestionDefinition = {
      ...common,
      type: 'hotspot',
      image: { src: path, alt: 'A rib', width: 200, height: 100 },
      grid: { columns: 8, rows: 6 },
      regions: [0, 1].map((index) => ({
        slug: index === 0 ? 'a' : 'b',
        label: `Zone ${index}`,
        polygon: [
          { x: 0.25 + index / 4, y: 0.5 },
          { x: 0.5, y: 0.75 },
          { x: 0.25, y: 1 },
        ],
        correct: index === 0,
        feedback: '',
      })),
      points: 1,
      scoring: 'all-or-nothing',
    };
    delete (hotspot as { keepOrder?: boolean; scoring?: string }).keepOrder;
    const media: MediaFile[] = [{ path, bytes, mediaType: 'image/png', alt: 'A rib' }];

    it('then the hotspot comes back with its zones and its picture', async () => {
      const { bytes: zip, report } = qtiExporter(version).export([
        { name: 'Zone', definition: hotspot, tags: [], media },
      ]);
      expect(report[0].notes.filter(({ effect }) => effect !== 'none')).toEqual([]);
      const [back] = (await importQti(zip)).questions;
      expect(back.definition).toEqual(hotspot);
      expect(back.media.map((file) => file.path)).toEqual([path]);
    });

    it('then the report names what the file does not carry', () => {
      const unit = {
        ...common,
        type: 'numeric',
        answer: 1,
        tolerance: 0,
        feedback: '',
        unit: { symbol: 'mm', required: true },
      };
      const { report } = qtiExporter(version).export([sourceOf(unit as unknown as QuestionDefinition)]);
      expect(report[0]).toMatchObject({ outcome: 'changed' });
      expect(report[0].notes.map(({ code }) => code)).toEqual(expect.arrayContaining(['unit', 'reads-back-otherwise']));
    });
  },
);
