import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { QuestionDefinition } from '../../../catalogue/question-definition';
import { withKeptPictures, withPictureInPlace } from './arriving-pictures';
import type { ImportedQuestion, MediaFile } from './exchange';
import { importMoodleXml } from './moodle/read-moodle';
import { moodleXmlExporter } from './moodle/write-moodle';
import { importQti } from './qti/read-qti';
import { qtiExporter } from './qti/write-qti';
import { differencesOf } from './read-back';
import { definitionsOf } from './testing/arbitrary-definitions';

const fileOf = (bytes: Buffer, mediaType: string): MediaFile => ({
  path: `media/${createHash('sha256').update(bytes).digest('hex')}`,
  bytes,
  mediaType,
});
const PNG = fileOf(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
  'image/png',
);
const image = { src: PNG.path, alt: 'A "rib" & [a] lung_' };

const FORMATS = [
  { format: 'Moodle XML', exporter: moodleXmlExporter, read: async (bytes: Uint8Array) => importMoodleXml(bytes) },
  { format: 'QTI 2.1', exporter: qtiExporter('2.1'), read: importQti },
  { format: 'QTI 3.0', exporter: qtiExporter('3.0'), read: importQti },
];
const TYPES = ['single', 'multiple', 'true-false', 'matching', 'ordering', 'numeric', 'short-text', 'cloze', 'essay'];

describe.each(FORMATS)('Given a question with a picture beside its text, written as $format', ({ exporter, read }) => {
  it.each(TYPES)('when one of the type %s is read again, then the picture is beside its text', async (type) => {
    const [sample] = fc.sample(definitionsOf(type as 'single'), { numRuns: 1, seed: 11 });
    const { format: _format, ...rest } = sample;
    const gaps = rest.type === 'cloze' ? rest.gaps.map(({ slug }) => ` {{${slug}}}`).join(' and') : '';
    const definition = { ...rest, prompt: `What does it show?${gaps}`, image } as QuestionDefinition;
    const { bytes, report } = exporter.export([{ name: 'A name', definition, tags: [], media: [PNG] }]);
    expect(report[0].notes.filter(({ message }) => /pictures?\b.*\bnot\b|files are not/.test(message))).toEqual([]);
    const back = withPictureInPlace((await read(bytes)).questions[0]);
    expect(back.definition?.image).toMatchObject(image);
    expect(differencesOf(definition, back.definition as QuestionDefinition)).not.toContain('prompt');
  });
});

describe('Given a question that another program wrote with pictures', () => {
  const asking = (prompt: string, more: object = {}, media = [PNG]): ImportedQuestion => ({
    name: 'A name',
    type: 'essay',
    outcome: 'kept',
    notes: [],
    tags: [],
    media,
    definition: { slug: 'a', type: 'essay', prompt, rubric: [], ...more } as unknown as QuestionDefinition,
  });
  const shown = `![A rib](${PNG.path})`;

  it.each`
    where                   | prompt                        | becomes            | code
    ${'below its text'}     | ${`What is it?\n\n${shown}`}  | ${'What is it?'}   | ${undefined}
    ${'above its text'}     | ${`${shown}\n\nWhat is it?`}  | ${'What is it?'}   | ${undefined}
    ${'between paragraphs'} | ${`See.\n\n${shown}\n\nSay.`} | ${'See.\n\nSay.'}  | ${undefined}
    ${'between words'}      | ${`What is ${shown} this?`}   | ${'What is this?'} | ${'picture-moved'}
  `('when its one picture stands $where, then it is put beside it', ({ prompt, becomes, code }) => {
    const { definition, notes } = withPictureInPlace(asking(prompt as string));
    expect(definition).toMatchObject({ prompt: becomes, image: { src: PNG.path, alt: 'A rib', width: 1, height: 1 } });
    expect(notes.map((note) => note.code)).toEqual(code === undefined ? [] : [code]);
  });

  it.each`
    what                                | prompt                             | more
    ${'it has another'}                 | ${`What?\n\n${shown}\n\n${shown}`} | ${{}}
    ${'a picture is beside it already'} | ${`What?\n\n${shown}`}             | ${{ image: { src: PNG.path, alt: 'x' } }}
    ${'nobody says what it shows'}      | ${`What?\n\n![](${PNG.path})`}     | ${{}}
    ${'it is all that is asked'}        | ${shown}                           | ${{}}
    ${'it stands in an answer'}         | ${'What?'}                         | ${{ modelAnswer: shown }}
  `('when $what, then it is said that a picture is not shown', ({ prompt, more }) => {
    const { outcome, notes } = withPictureInPlace(asking(prompt as string, more as object));
    expect(outcome).toBe('changed');
    expect(notes.map(({ code }) => code)).toEqual(['picture-not-shown']);
  });

  it('when its drawing does more than it needs, then it is kept without that, under its own name, and that is said', () => {
    const drawing = fileOf(
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"><path d="M0 0"/></svg>'),
      'image/svg+xml',
    );
    const { outcome, media, definition } = withKeptPictures(
      asking(`![A rib](${drawing.path})`, {}, [drawing]),
      () => false,
    );
    expect(outcome).toBe('changed');
    expect(Buffer.from(media[0].bytes).toString()).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>',
    );
    expect(media[0].path).toBe(fileOf(Buffer.from(media[0].bytes), '').path);
    expect(definition?.prompt).toBe(`![A rib](${media[0].path})`);
  });

  it('when its file is of a kind that is not shown, then it alone is refused', () => {
    const { outcome, notes } = withKeptPictures(
      asking('x', {}, [fileOf(Buffer.from('%PDF-1.4'), 'application/pdf')]),
      () => false,
    );
    expect(outcome).toBe('refused');
    expect(notes[0]).toMatchObject({ code: 'picture-not-kept', message: expect.stringContaining('application/pdf') });
  });
});
