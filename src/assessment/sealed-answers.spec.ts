import { asking } from '../../test/support/a-bank';
import { aHouse, House } from '../../test/support/a-house';
import { aCandidate, aProgrammeWith, QUIZ, QUIZ_ID } from '../../test/support/a-quiz';
import { aPerson, TestPerson } from '../../test/support/people';
import type { QuestionDefinition } from '../catalogue/programme';
import { appendOnlyTables } from '../database/append-only';
import { Vault } from '../vault/vault.service';

const base: Omit<QuestionDefinition, 'type' | 'slug' | 'prompt'> = {
  ...{ mark: 1, safetyCritical: false, topic: 'Words', level: 'recall', competencies: ['C11'], facts: ['F1'] },
  rationale: 'KEY',
};
const typed = { letterCase: 'ignore', accents: 'ignore', wildcards: false, feedback: '' } as const;
const QUESTIONS: readonly QuestionDefinition[] = [
  {
    ...{ ...base, slug: 'long', type: 'essay', prompt: 'Tell.' },
    rubric: [
      { slug: 'all', title: 'All', levels: [0, 2].map((points) => ({ points, description: `Level ${points}` })) },
    ],
  },
  { ...base, ...typed, slug: 'short', type: 'short-text', prompt: 'Name it.', answers: [{ text: 'pleura' }] },
  {
    ...{ ...base, slug: 'gaps', type: 'cloze', prompt: 'The {{one}} breathes.' },
    gaps: [{ ...typed, slug: 'one', weight: 1, type: 'short-text', answers: [{ text: 'lung' }] }],
  },
];

/** Typed nowhere else. */
const WORDS = {
  essay: 'Mister Quagmire of Zanzibar fainted.',
  short: 'pleura tangerine',
  gap: 'lung marmalade',
  note: 'Obsidian otter',
};

let house: House;
let [candidate, marker]: TestPerson[] = [];
let attemptId: string;
let receipts: string[];

const ask = (person: TestPerson, method: 'GET' | 'POST' | 'PUT', path: string, body?: object) =>
  asking(house, person, method, path, body);
const responses = (gap: string) => [
  { text: WORDS.essay },
  { text: WORDS.short },
  { gaps: { [gap]: { text: WORDS.gap } } },
];
const save = async (gap: string) => {
  const saved = [];
  for (const [index, response] of responses(gap).entries()) {
    saved.push(
      (await ask(candidate, 'PUT', `attempts/${attemptId}/responses/${index + 1}`, { sequence: 1, response })).body
        .receipt,
    );
  }
  return saved as string[];
};

async function everythingOnDisk(): Promise<string> {
  const { manager } = house.unitOfWork;
  const tables = await appendOnlyTables((sql) => manager.query(sql), house.settings.databaseUrl !== null);
  const texts: string[] = [];
  for (const table of tables) texts.push(JSON.stringify(await manager.query(`SELECT * FROM "${table}"`)));
  return texts.join('\n');
}

describe('Given a candidate who typed words of their own', () => {
  beforeAll(async () => {
    house = await aHouse();
    await aProgrammeWith(house, [{ ...QUIZ, passMark: 10, questions: QUESTIONS }]);
    [candidate, marker] = [await aCandidate(house), await aPerson(house, { roles: ['instructor'] })];
    const { body } = await ask(candidate, 'POST', `quizzes/${QUIZ_ID}/attempts`);
    attemptId = body.id;
    receipts = await save(body.items[2].gaps[0].id);
    // Sent again, as a queue does that saw no answer: known for what it is, though it lies sealed.
    expect(await save(body.items[2].gaps[0].id)).toEqual(receipts);
    await ask(candidate, 'POST', `attempts/${attemptId}/submission`);
    const [pile] = (await ask(marker, 'GET', 'marking-queue')).body.items;
    const { answer } = (await ask(marker, 'GET', `quizzes/${QUIZ_ID}/marking/${pile.questionVersionId}/next`)).body;
    expect(answer.text).toBe(WORDS.essay);
    await ask(marker, 'POST', `marking/answers/${answer.id}/marks`, {
      points: { all: 2 },
      comment: WORDS.note,
      note: WORDS.note,
    });
  });
  afterAll(() => house.close());

  it('when it is read, then every word is there, and it was scored by them', async () => {
    const { body } = await ask(candidate, 'GET', `attempts/${attemptId}`);
    const given = body.items.map(({ response }: { response: object }) => JSON.stringify(response)).join();
    for (const words of [WORDS.essay, WORDS.short, WORDS.gap]) expect(given).toContain(words);
    expect(body.review[0].marking.comments).toEqual([WORDS.note]);
    expect(body.result).toMatchObject({ mark: 1, maxMark: 3 });
  });

  it('when the disk is read as it lies, then none of it is there', async () => {
    const disk = await everythingOnDisk();
    expect(Object.values(WORDS).filter((words) => disk.includes(words))).toEqual([]);
  });

  it('when they are erased, then the words are gone for ever, and marks and receipts stand', async () => {
    await house.unitOfWork.run(() => house.get(Vault).erase(candidate.id));
    const { status, body } = await ask(candidate, 'GET', `attempts/${attemptId}`);
    expect([status, body.result.mark]).toEqual([200, 1]);
    expect(body.items.map(({ response }: { response: null }) => response)).toEqual([null, null, null]);
    expect(body.items.map(({ receipt }: { receipt: string }) => receipt)).toEqual(receipts);
    // Scored anew, nobody would lose a mark because their words are gone.
    const regrade = { reason: 'A trial.', policy: 'full-marks', question: 'short', dryRun: true };
    expect((await ask(marker, 'POST', `quizzes/${QUIZ_ID}/regrades`, regrade)).body.summary.attempts).toBe(0);
  });
});
