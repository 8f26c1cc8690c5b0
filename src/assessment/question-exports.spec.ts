import { anApprovedQuestion, asking, type Bank } from '../../test/support/a-bank';
import { aHouse, House } from '../../test/support/a-house';
import { aProgrammeWith, PROGRAMME, QUESTIONS } from '../../test/support/a-quiz';
import { aPerson, type TestPerson } from '../../test/support/people';
import type { QuestionDefinition } from '../catalogue/programme';
import { QuestionShelf } from './data/question-shelf';
import type { ExportedQuestion, ExportReport } from './export-report';
import { MOST_EXPORTED } from './question-exports.service';

let house: House;
let author: TestPerson;
let bank: Bank;

const file = (query: string) =>
  house.app.inject({ method: 'GET', url: `/api/v1/question-exports?${query}`, headers: author.headers });
const reportOf = async (query: string): Promise<ExportReport> => {
  const { status, body } = await asking(house, author, 'GET', `question-exports/report?${query}`);
  expect(status).toBe(200);
  return body;
};
const named = ({ questions }: ExportReport, prompt: string) =>
  questions.find((question) => question.prompt === prompt) as ExportedQuestion;

beforeAll(async () => {
  house = await aHouse();
  await aProgrammeWith(house);
  author = await aPerson(house, { roles: ['instructor'] });
  bank = { house, author, second: await aPerson(house, { roles: ['instructor'] }), programme: PROGRAMME };
  await anApprovedQuestion(bank, 'the pleura', {}, ['chest']);
  await anApprovedQuestion(bank, 'a lung', {}, ['chest']);
});
afterAll(() => house.close());

describe('Given questions that are about to leave', () => {
  it('when it is asked what Aiken would carry, then each question is named with what is kept, changed and left out', async () => {
    const report = await reportOf('format=aiken');
    expect(report).toMatchObject({
      format: 'aiken',
      found: 7,
      exported: 3,
      changed: 3,
      refused: 4,
      most: MOST_EXPORTED,
    });
    expect(report.questions).toHaveLength(7);
    const pleura = named(report, 'What is the pleura?');
    expect(pleura).toMatchObject({ outcome: 'changed', type: 'single', questionId: expect.any(String) });
    expect(pleura.notes.join(' ')).toMatch(/does not carry its options.*does not carry its tags/);
    expect(named(report, 'How long is it?')).toMatchObject({
      outcome: 'refused',
      notes: [expect.stringContaining('Aiken has but questions with one right option.')],
    });
  });

  it('when one tag or topic is asked for, then the report is of the same questions as the file', async () => {
    const chest = await reportOf('format=csv&tag=chest');
    expect(chest).toMatchObject({ found: 2, exported: 2, changed: 0, refused: 0 });
    expect(chest.questions.every(({ outcome, notes }) => outcome === 'kept' && notes.length === 0)).toBe(true);
    const lines = (await file('format=csv&tag=chest')).body.trim().split('\r\n');
    expect(lines).toHaveLength(1 + chest.exported);
    expect((await reportOf('format=csv&topic=Needles')).questions.map(({ prompt }) => prompt)).toEqual([
      'How long is it?',
    ]);
  });

  it('when a format cannot be told, or one may not read the bank, then there is no report', async () => {
    expect((await asking(house, author, 'GET', 'question-exports/report?format=word')).status).toBe(400);
    expect((await asking(house, await aPerson(house), 'GET', 'question-exports/report?format=csv')).status).toBe(403);
  });

  it('when QTI is asked for, then what is said is in words, and what says the same is no change', async () => {
    const report = await reportOf('format=qti');
    expect(named(report, 'What is the pleura?')).toMatchObject({ outcome: 'kept', notes: [] });
    // What parts are called among programs goes by their places, and says nothing.
    expect(named(report, 'Where may a needle reach the pleura?').outcome).toBe('kept');
    expect(named(report, 'How long is it?').notes).toEqual([
      expect.stringContaining('no number of QTI has one'),
      'Read back in, these are not as they were: its unit.',
    ]);
  });
});

describe(`Given more than ${MOST_EXPORTED} questions`, () => {
  beforeAll(async () => {
    const [single] = QUESTIONS;
    const many = Array.from({ length: MOST_EXPORTED + 1 }, (_, n): QuestionDefinition => ({
      ...single,
      slug: `many-${n}`,
      prompt: `Of many, number ${n}`,
      topic: n === 0 ? 'The first' : 'Many',
    }));
    const origin = { kind: 'written', personId: author.id, clonedFromVersionId: null, importId: null } as const;
    await house.unitOfWork.run(() => house.get(QuestionShelf).enter(PROGRAMME, many, origin));
  });

  it('when all are asked for, then there is no file, and the refusal says how many fit and what to do', async () => {
    const reply = await file('format=gift');
    expect(reply.statusCode).toBe(422);
    expect(reply.json()).toMatchObject({
      code: 'too-many-questions',
      found: MOST_EXPORTED + 8,
      most: MOST_EXPORTED,
      detail: expect.stringMatching(/5,008 questions.*5,000.*[Nn]arrow/),
    });
  });

  it('when the report is asked for, then it says so too', async () => {
    expect(await reportOf('format=gift')).toMatchObject({
      found: MOST_EXPORTED + 8,
      exported: 0,
      questions: [],
      refusal: expect.stringContaining('5,008 questions'),
    });
  });

  it('when they are narrowed to fewer, then there is a file', async () => {
    expect((await file('format=gift&topic=The first')).body).toContain('Of many, number 0');
  });
});
