import { asking } from '../../test/support/a-bank';
import { aHouse, House } from '../../test/support/a-house';
import { aProgrammeWith, QUESTIONS, QUIZ } from '../../test/support/a-quiz';
import { aPerson, type TestPerson } from '../../test/support/people';
import { everyQuestion } from '../../test/support/the-bank';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProgrammePackage, QuestionDefinition } from '../catalogue/programme';
import { sha256Hex } from '../kernel/canonical-json';
import { readZip } from './domain/exchange/zip/read-zip';
import type { ExportReport } from './export-report';
import type { ImportReport } from './import-report';

/*
 * Pictures of a programme's package, taken to other programs with their questions, and to another house of ours.
 */

const FIGURES = join(__dirname, '..', '..', 'courses', 'dry-needling', 'figures');
const hotspot = everyQuestion().find(({ type }) => type === 'hotspot') as QuestionDefinition & { type: 'hotspot' };
const FIGURE = hotspot.image.src.replace('figures/', '');
const SVG = readFileSync(join(FIGURES, FIGURE), 'utf8');
const image = { src: hotspot.image.src, alt: 'Shaded areas' };
const pictured: QuestionDefinition = { ...QUESTIONS[0], slug: 'pictured', prompt: 'What is shaded?', image };

const withPictures: Partial<ProgrammePackage> = {
  bank: [{ course: 'safety', questions: [{ ...hotspot, competencies: ['C11'], facts: ['F1'] }, pictured] }],
  figures: { [FIGURE]: SVG },
};
/** Of a quiz's own questions the picture stands in the package alone. */
const quiz = {
  ...QUIZ,
  questions: [QUESTIONS[2], { ...hotspot, slug: 'of-the-quiz', prompt: 'Mark it in the quiz.' }],
};

let school: House;
let author: TestPerson;

const file = async (format: string, query = '') =>
  (
    await school.app.inject({
      method: 'GET',
      url: `/api/v1/question-exports?format=${format}${query}`,
      headers: author.headers,
    })
  ).rawPayload;
const outgoing = async (format: string): Promise<ExportReport> =>
  (await asking(school, author, 'GET', `question-exports/report?format=${format}`)).body;
async function into(house: House, who: TestPerson, format: string, payload: Buffer): Promise<ImportReport> {
  const reply = await house.app.inject({
    method: 'POST',
    url: `/api/v1/question-imports?format=${format}`,
    headers: { ...who.headers, 'content-type': 'application/octet-stream' },
    payload,
  });
  expect(reply.statusCode).toBe(201);
  return reply.json();
}

beforeAll(async () => {
  school = await aHouse();
  await aProgrammeWith(school, [quiz], withPictures);
  author = await aPerson(school, { roles: ['instructor'] });
});
afterAll(() => school.close());

describe('Given questions of a package with pictures', () => {
  let other: House;
  let colleague: TestPerson;

  /** What the other house keeps of a question, and what it serves as its picture. */
  async function arrived(report: ImportReport, prompt: string) {
    for (const { questionId } of report.questions) {
      const { versions } = (await asking(other, colleague, 'GET', `questions/${questionId}`)).body;
      const content = versions[0].content as QuestionDefinition;
      if (!content.prompt.includes(prompt)) continue;
      const src = /media\/[0-9a-f]{64}/.exec(JSON.stringify(content))?.[0] ?? 'no picture';
      return { content, src, shown: await other.app.inject({ url: `/${src}`, headers: colleague.headers }) };
    }
    throw new Error(`“${prompt}” did not arrive`);
  }

  beforeEach(async () => {
    other = await aHouse();
    await aProgrammeWith(other);
    colleague = await aPerson(other, { roles: ['instructor'] });
  });
  afterEach(() => other.close());

  it('when they leave as a package of QTI, then the bytes of the picture are in it, once', async () => {
    const files = await readZip(await file('qti'));
    const pictures = [...files].filter(([path]) => path.startsWith('media/'));
    expect(pictures.map(([path]) => path)).toEqual([`media/${sha256Hex(Buffer.from(SVG))}.svg`]);
    expect(Buffer.from(pictures[0][1]).toString()).toBe(SVG);
    const { questions } = await outgoing('qti');
    const lost = questions.filter(({ notes }) => /picture.*not|files.*not/.test(notes.join()));
    expect(lost).toEqual([]);
    expect(questions.filter(({ type, outcome }) => type === 'hotspot' && outcome === 'refused')).toEqual([]);
  });

  it.each([hotspot.prompt, 'Mark it in the quiz.'])(
    'when the hotspot “%s” comes into another house, then it shows the same picture',
    async (prompt) => {
      const { content, shown } = await arrived(await into(other, colleague, 'qti', await file('qti')), prompt);
      expect(content).toMatchObject({ type: 'hotspot', image: { alt: hotspot.image.alt } });
      expect((content as typeof hotspot).regions.map(({ polygon }) => polygon)).toEqual(
        hotspot.regions.map(({ polygon }) =>
          polygon.map(({ x, y }) => ({ x: expect.closeTo(x), y: expect.closeTo(y) })),
        ),
      );
      expect(shown.statusCode).toBe(200);
      // With its style sheet, by which it is read in the dark.
      expect(shown.body.trim()).toBe(SVG.trim());
    },
  );

  it.each(['qti', 'moodle-xml'])(
    'when a question with a picture leaves as %s, then its picture arrives',
    async (format) => {
      const { shown, content } = await arrived(
        await into(other, colleague, format, await file(format)),
        'What is shaded?',
      );
      expect(shown.statusCode).toBe(200);
      expect(JSON.stringify(content)).toContain('Shaded areas');
    },
  );

  it('when they come back to where they left, then they show the picture that is there', async () => {
    const report = await into(school, author, 'qti', await file('qti', '&topic=Pneumothorax'));
    const { versions } = (await asking(school, author, 'GET', `questions/${report.questions[0].questionId}`)).body;
    expect(JSON.stringify(versions[0].content)).toContain(sha256Hex(Buffer.from(SVG)));
  });

  it('when they leave as Moodle XML, which has no hotspots, then the report says so', async () => {
    const { questions } = await outgoing('moodle-xml');
    expect(questions.filter(({ type }) => type === 'hotspot').map(({ outcome }) => outcome)).toEqual([
      'refused',
      'refused',
    ]);
  });
});
