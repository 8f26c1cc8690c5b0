import { aHouse, House, NOON } from '../../test/support/a-house';
import { aCandidate, aProgrammeWith, PROGRAMME, QUIZ } from '../../test/support/a-quiz';
import { everyTypeQuiz } from '../../test/support/every-type-quiz';
import type { TestPerson } from '../../test/support/people';
import { AuditEntry } from '../audit/data/audit-entry.entity';
import type { QuizSettings } from '../catalogue/programme';
import { answersFor } from '../demo/answers';
import { idOfName } from '../kernel/ids';
import type { AttemptView, ItemView } from './attempt-view';
import { ResponseCheck } from './data/response-check.entity';

const SETTINGS: Record<string, Partial<QuizSettings>> = {
  deferred: {},
  immediate: { behaviour: { kind: 'immediate' } },
  'several-tries': { behaviour: { kind: 'several-tries', tries: 3, penalty: 0.25 } },
  certainty: { behaviour: { kind: 'certainty' } },
};
const EVERY_TYPE = everyTypeQuiz({ competency: 'C11', fact: 'F1', figure: 'figures/box.svg' });
const quizIds = Object.fromEntries(
  [...Object.keys(SETTINGS), 'every-type'].map((slug) => [slug, idOfName(`${PROGRAMME}/quiz/${slug}`)]),
);

let house: House;

async function call(person: TestPerson, method: 'GET' | 'POST' | 'PUT', path: string, payload?: object) {
  const { headers } = person;
  const answer = await house.app.inject({ method, url: `/api/v1${path}`, headers, payload });
  return { status: answer.statusCode, body: answer.json(), text: answer.body };
}

async function anAttempt(
  quiz: string,
): Promise<{ person: TestPerson; attempt: AttemptView; right: Map<number, object> }> {
  const person = await aCandidate(house);
  const { body } = await call(person, 'POST', `/quizzes/${quizIds[quiz]}/attempts`);
  const { questions } = quiz === 'every-type' ? EVERY_TYPE : QUIZ;
  return { person, attempt: body, right: answersFor(questions, body.items) };
}

const check = (person: TestPerson, attempt: AttemptView, slot: number, body: object = {}) =>
  call(person, 'POST', `/attempts/${attempt.id}/responses/${slot}/check`, body);
const save = (person: TestPerson, attempt: AttemptView, slot: number, body: object) =>
  call(person, 'PUT', `/attempts/${attempt.id}/responses/${slot}`, body);
const wrongChoice = ({ options }: ItemView) => ({ choice: options?.find(({ text }) => text === 'Text knee')?.id });

beforeAll(async () => {
  house = await aHouse();
  house.clock.set(NOON);
  const quizzes = Object.entries(SETTINGS).map(([slug, settings]) => ({
    ...QUIZ,
    slug,
    ...settings,
    questions: QUIZ.questions.map((question) => ({ ...question, hints: ['HINT look up'] })),
  }));
  await aProgrammeWith(house, [...quizzes, EVERY_TYPE]);
});
beforeEach(() => house.clock.set(NOON));
afterAll(() => house.close());

describe('Given a quiz of three tries', () => {
  it('when a wrong answer is checked and mended, then each try is told, kept and paid for, and then it stands', async () => {
    const { person, attempt, right } = await anAttempt('several-tries');
    const [depth] = attempt.items;
    expect(depth.checks).toEqual({ tries: 3, left: 3, isFinished: false, last: null });

    const first = await check(person, attempt, 1, { sequence: 1, response: wrongChoice(depth) });
    expect(first.status).toBe(200);
    expect(first.body).toEqual({
      tries: 3,
      left: 2,
      isFinished: false,
      last: { number: 1, sequence: 1, outcome: 'wrong', feedback: ['KEY on knee'], hint: 'HINT look up' },
    });
    expect((await check(person, attempt, 1)).body).toEqual(first.body);

    await save(person, attempt, 1, { sequence: 2, response: right.get(1) });
    const second = await check(person, attempt, 1);
    expect(second.body).toMatchObject({ left: 0, isFinished: true, last: { number: 2, outcome: 'right', hint: null } });
    expect(second.text).not.toMatch(/rationale/);
    const changed = await save(person, attempt, 1, { sequence: 3, response: wrongChoice(depth) });
    expect([changed.status, changed.body.code]).toEqual([409, 'answer-stands']);

    for (const slot of [2, 3, 4, 5]) await save(person, attempt, slot, { sequence: 1, response: right.get(slot) });
    const { body } = await call(person, 'POST', `/attempts/${attempt.id}/submission`);
    expect(body).toMatchObject({ state: 'graded', mark: 9.5, passed: false, failedSafetyTopics: ['Pneumothorax'] });

    const { body: after } = await call(person, 'GET', `/attempts/${attempt.id}`);
    expect(after.review[0]).toMatchObject({ outcome: 'right', mark: 1.5, maxMark: 2 });

    const checks = await house.unitOfWork.manager.getRepository(ResponseCheck).find({ order: { number: 'ASC' } });
    expect(checks.map(({ number, sequence, fraction, scorer }) => [number, sequence, fraction, scorer])).toEqual([
      [1, 1, 0, 'single@1'],
      [2, 2, 1, 'single@1'],
    ]);
    const told = await house.unitOfWork.manager.getRepository(AuditEntry).findBy({ action: 'response.checked' });
    expect(told).toHaveLength(2);
  });

  it('when every try is used, then nothing more is taken, and its page says so', async () => {
    const { person, attempt } = await anAttempt('several-tries');
    for (const number of [1, 2, 3])
      await check(person, attempt, 5, { sequence: number, response: { number, unit: 'kg' } });
    const { body } = await call(person, 'GET', `/attempts/${attempt.id}`);
    expect(body.items[4].checks).toMatchObject({ left: 0, isFinished: true, last: { number: 3, outcome: 'wrong' } });
    const more = await check(person, attempt, 5, { sequence: 9, response: { number: 2.5, unit: 'mm' } });
    expect([more.status, more.body.code]).toEqual([409, 'answer-stands']);
  });

  it('when two ask at once, then one try is used', async () => {
    const { person, attempt } = await anAttempt('several-tries');
    await save(person, attempt, 3, { sequence: 1, response: { choice: 'true' } });
    const answers = await Promise.all([1, 2, 3].map(() => check(person, attempt, 3)));
    expect(answers.map(({ status, body }) => [status, body.left])).toEqual(Array(3).fill([200, 2]));
  });
});

describe('Given a quiz that tells at once', () => {
  it('when a wrong answer is checked, then it stands as it was given', async () => {
    const { person, attempt, right } = await anAttempt('immediate');
    const told = await check(person, attempt, 3, { sequence: 1, response: { choice: 'true' } });
    expect(told.body).toMatchObject({ tries: 1, left: 0, isFinished: true, last: { outcome: 'wrong', hint: null } });
    const changed = await save(person, attempt, 3, { sequence: 2, response: right.get(3) });
    expect([changed.status, changed.body.code]).toEqual([409, 'answer-stands']);
  });
});

describe('Given that an answer cannot be checked', () => {
  it.each`
    quiz               | slot | body                                              | status | code
    ${'deferred'}      | ${3} | ${{ sequence: 1, response: { choice: 'true' } }}  | ${422} | ${'checks-not-offered'}
    ${'certainty'}     | ${3} | ${{ sequence: 1, response: { choice: 'true' } }}  | ${422} | ${'checks-not-offered'}
    ${'several-tries'} | ${3} | ${{}}                                             | ${422} | ${'nothing-to-check'}
    ${'several-tries'} | ${3} | ${{ sequence: 1, response: null }}                | ${422} | ${'nothing-to-check'}
    ${'several-tries'} | ${3} | ${{ response: { choice: 'true' } }}               | ${400} | ${'validation-failed'}
    ${'several-tries'} | ${3} | ${{ sequence: 1, response: { choice: 'maybe' } }} | ${400} | ${'validation-failed'}
    ${'several-tries'} | ${9} | ${{}}                                             | ${404} | ${'not-found'}
  `(
    'when $body comes to slot $slot of a quiz that is $quiz, then it is $code',
    async ({ quiz, slot, body, status, code }) => {
      const { person, attempt } = await anAttempt(quiz);
      const answer = await check(person, attempt, slot, body);
      expect([answer.status, answer.body.code]).toEqual([status, code]);
    },
  );

  it('when somebody else asks, then there is no such attempt; when it is handed in, then it is closed', async () => {
    const { person, attempt } = await anAttempt('several-tries');
    await save(person, attempt, 3, { sequence: 1, response: { choice: 'true' } });
    expect((await check(await aCandidate(house), attempt, 3)).status).toBe(404);
    await call(person, 'POST', `/attempts/${attempt.id}/submission`);
    expect((await check(person, attempt, 3)).body.code).toBe('attempt-closed');
  });
});

describe('Given a quiz that asks how sure one is', () => {
  it.each`
    certainty    | choice     | mark
    ${3}         | ${'false'} | ${1}
    ${1}         | ${'false'} | ${1 / 3}
    ${undefined} | ${'false'} | ${1 / 3}
    ${2}         | ${'true'}  | ${-2 / 3}
    ${3}         | ${'true'}  | ${-2}
  `('when $choice is given at certainty $certainty, then it earns $mark', async ({ certainty, choice, mark }) => {
    const { person, attempt } = await anAttempt('certainty');
    await save(person, attempt, 3, { sequence: 1, response: { choice }, certainty });
    const { body } = await call(person, 'POST', `/attempts/${attempt.id}/submission`);
    expect(body.mark).toBeCloseTo(mark, 5);
    expect(body.percentage).toBeGreaterThanOrEqual(0);
  });
});

describe('Given a quiz with a question of every type', () => {
  it('when it is begun, then the picture has an address, gaps are in the prompt, and no key shows', async () => {
    const { attempt } = await anAttempt('every-type');
    const [, , , , , , , gaps, place, words] = attempt.items;
    expect(place.image).toMatchObject({ alt: expect.stringContaining('corners'), grid: { columns: 4, rows: 3 } });
    expect(place.image?.url).toMatch(/^\/api\/v1\/figures\/[0-9a-f-]{36}\/box\.svg$/);
    for (const { id } of gaps.gaps ?? []) expect(gaps.prompt).toContain(`{{${id}}}`);
    expect(words.words).toEqual({ minimum: 3, maximum: 200 });
    expect(attempt.items[0].case?.id).toBe(attempt.items[1].case?.id);
    expect(JSON.stringify(attempt)).not.toMatch(/KEY|\{\{(many|half|twice)\}\}|"r1"|polygon/);
  });

  it('when somebody who knows it answers everything, then all that can be marked is right, and the essay waits', async () => {
    const { person, attempt, right } = await anAttempt('every-type');
    for (const [slot, response] of right) {
      expect([slot, (await save(person, attempt, slot, { sequence: 1, response })).status]).toEqual([slot, 200]);
    }
    const { body } = await call(person, 'POST', `/attempts/${attempt.id}/submission`);
    expect(body).toMatchObject({ state: 'awaiting-marking', mark: 9, maxMark: 10, passed: false });
    const { body: after } = await call(person, 'GET', `/attempts/${attempt.id}`);
    expect(after.state).toBe('awaiting-marking');
    expect(after.review.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      ...Array<string>(9).fill('right'),
      'awaiting-marking',
    ]);
    expect(after.review[9].mark).toBeNull();
    const { body: list } = await call(person, 'GET', '/attempts');
    expect(list.items[0].state).toBe('awaiting-marking');
  });

  it('when the essay is left blank, then there is nothing to mark', async () => {
    const { person, attempt } = await anAttempt('every-type');
    expect((await call(person, 'POST', `/attempts/${attempt.id}/submission`)).body.state).toBe('graded');
  });
});
