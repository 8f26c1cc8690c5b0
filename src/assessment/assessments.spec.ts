import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { aHouse, House, NOON } from '../../test/support/a-house';
import { aCandidate, aProgrammeWith, PROGRAMME, QUESTIONS, QUIZ, QUIZ_ID } from '../../test/support/a-quiz';
import { aPerson, signedIn, SignedInPerson, TestPerson } from '../../test/support/people';
import { AuditEntry } from '../audit/data/audit-entry.entity';
import { canonicalJson } from '../kernel/canonical-json';
import { idOfName } from '../kernel/ids';
import { Assessments } from './assessments.service';
import type { AttemptView, ItemView } from './attempt-view';
import { AttemptBook } from './data/attempt-book';
import { ItemScoreRecord } from './data/item-score.entity';
import { QuizBank } from './data/quiz-bank';
import { ResponseEvent } from './data/response-event.entity';
import { ScoringRun } from './data/scoring-run.entity';
import { scoreAttempt } from './domain/projection';

const MINUTE = 60_000;

let house: House;

async function call(person: SignedInPerson | null, method: 'GET' | 'POST' | 'PUT', path: string, payload?: object) {
  const answer = await house.app.inject({ method, url: `/api/v1${path}`, headers: person?.headers, payload });
  return { status: answer.statusCode, body: answer.json(), text: answer.body };
}

const start = (person: TestPerson) => call(person, 'POST', `/quizzes/${QUIZ_ID}/attempts`);
const submit = (person: TestPerson, id: string) => call(person, 'POST', `/attempts/${id}/submission`);
const save = (person: TestPerson, id: string, slot: number | string, sequence: unknown, response: unknown, more = {}) =>
  call(person, 'PUT', `/attempts/${id}/responses/${slot}`, { sequence, response, ...more });

const idOf = (choices: ItemView['options'], text: string) =>
  choices?.find((choice) => choice.text === text)?.id as string;

/** The right response to each slot of the quiz, in the ids that this attempt was shown. */
function rightResponses({ items }: Pick<AttemptView, 'items'>): Record<number, Record<string, unknown>> {
  const [depth, signs, , organs] = items;
  return {
    1: { choice: idOf(depth.options, 'Text apex') },
    2: { choices: [idOf(signs.options, 'Text pain'), idOf(signs.options, 'Text breathless')] },
    3: { choice: 'false' },
    4: {
      pairs: {
        [idOf(organs.stems, 'Lung')]: idOf(organs.options, 'Pleura'),
        [idOf(organs.stems, 'Brain')]: idOf(organs.options, 'Meninges'),
      },
    },
    5: { number: 2.5, unit: 'mm' },
  };
}

async function anAttempt(person: TestPerson, answered: readonly number[] = []): Promise<AttemptView> {
  const { body } = await start(person);
  const right = rightResponses(body);
  for (const slot of answered) expect((await save(person, body.id, slot, 1, right[slot])).status).toBe(200);
  return body;
}

beforeAll(async () => {
  house = await aHouse();
  await aProgrammeWith(house);
});
beforeEach(() => house.clock.set(NOON));
afterAll(() => house.close());

describe('Given a candidate enrolled in a programme with a quiz', () => {
  it('when the quiz is looked at, then its settings are told, and nothing of its questions', async () => {
    const { status, body, text } = await call(await aCandidate(house), 'GET', `/quizzes/${QUIZ_ID}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: QUIZ_ID,
      title: 'Final quiz',
      questions: 5,
      maxMark: 10,
      passMark: 80,
      provisional: true,
      safetyCriticalQuestions: 1,
      attempts: { allowed: 3, used: 0, left: 3 },
      openAttemptId: null,
      refusal: null,
    });
    expect(text).not.toContain('KEY');
    expect(text).not.toContain('pleura');
  });

  it('when an attempt begins, then the questions are there, and nothing that gives the key away', async () => {
    const { status, body, text } = await start(await aCandidate(house));
    expect(status).toBe(201);
    expect(body).toMatchObject({ number: 1, state: 'open', startedAt: NOON, deadlineAt: '2026-11-22T12:30:00.000Z' });
    expect(body.items.map(({ type }: ItemView) => type)).toEqual(QUESTIONS.map(({ type }) => type));
    for (const secret of [
      'KEY',
      'correct',
      'feedback',
      'rationale',
      'safetyCritical',
      'Pneumothorax',
      'C11',
      '"seed"',
    ]) {
      expect(text).not.toContain(secret);
    }
  });

  it('when everything is answered rightly and handed in, then it passes, provisionally, and the record can show it', async () => {
    const person = await aCandidate(house);
    const attempt = await anAttempt(person, [1, 2, 3, 4, 5]);
    house.clock.advance(5 * MINUTE);
    const { status, body } = await submit(person, attempt.id);
    expect(status).toBe(200);
    expect(body).toEqual({
      state: 'graded',
      mark: 10,
      maxMark: 10,
      percentage: 100,
      passed: true,
      provisional: true,
      failedSafetyTopics: [],
    });
    expect(await house.get(Assessments).passesOf(person.id, house.clock.now())).toEqual([
      {
        quizId: QUIZ_ID,
        quiz: 'final',
        programme: PROGRAMME,
        attemptId: attempt.id,
        scoringRunId: expect.any(String),
        percentage: 100,
        provisional: true,
        passedAt: house.clock.now(),
      },
    ]);
    expect(await house.get(Assessments).passesOf(person.id, new Date(NOON))).toEqual([]);
  });

  it('when the safety-critical question is wrong, then 80 % does not pass, and the topic is named, not the answer', async () => {
    const person = await aCandidate(house);
    const { id } = await anAttempt(person, [2, 3, 4, 5]);
    const { body, text } = await submit(person, id);
    expect(body).toMatchObject({ mark: 8, percentage: 80, passed: false, failedSafetyTopics: ['Pneumothorax'] });
    expect(text).not.toContain('apex');
    expect(await house.get(Assessments).passesOf(person.id, house.clock.now())).toEqual([]);
  });

  it('when a later attempt fails, then the earlier pass stands', async () => {
    const person = await aCandidate(house);
    await submit(person, (await anAttempt(person, [1, 2, 3, 4, 5])).id);
    house.clock.advance(61 * MINUTE);
    await submit(person, (await anAttempt(person)).id);
    expect(await house.get(Assessments).passesOf(person.id, house.clock.now())).toHaveLength(1);
  });

  it('when a graded attempt is reviewed, then it says topic, outcome and what was chosen, not the key; of safety, the topic', async () => {
    const person = await aCandidate(house);
    const attempt = await anAttempt(person, [3, 4]);
    await save(person, attempt.id, 1, 1, { choice: idOf(attempt.items[0].options, 'Text knee') });
    await save(person, attempt.id, 2, 1, { choices: [idOf(attempt.items[1].options, 'Text pain')] });
    await submit(person, attempt.id);
    const { body, text } = await call(person, 'GET', `/attempts/${attempt.id}`);
    expect(body.state).toBe('graded');
    expect(body.review).toEqual([
      {
        slot: 1,
        topic: 'Pneumothorax',
        safetyCritical: true,
        mark: null,
        maxMark: 2,
        regraded: null,
        outcome: null,
        feedback: [],
      },
      {
        slot: 2,
        topic: 'Signs',
        safetyCritical: false,
        mark: 1.5,
        maxMark: 2,
        regraded: null,
        outcome: 'partly-right',
        feedback: ['KEY on pain'],
      },
      {
        slot: 3,
        topic: 'Sharps',
        safetyCritical: false,
        mark: 1,
        maxMark: 1,
        regraded: null,
        outcome: 'right',
        feedback: ['KEY indeed'],
      },
      {
        slot: 4,
        topic: 'Anatomy',
        safetyCritical: false,
        mark: 2,
        maxMark: 2,
        regraded: null,
        outcome: 'right',
        feedback: [],
      },
      {
        slot: 5,
        topic: 'Needles',
        safetyCritical: false,
        mark: 0,
        maxMark: 3,
        regraded: null,
        outcome: 'not-answered',
        feedback: [],
      },
    ]);
    for (const secret of ['KEY on apex', 'KEY rationale', 'KEY 2.5', '"correct"']) expect(text).not.toContain(secret);
  });

  it('when an attempt is loaded on another device, then everything stands where it was, and counting goes on', async () => {
    const person = await aCandidate(house);
    const attempt = await anAttempt(person, [1]);
    const saved = await save(person, attempt.id, 3, 9, { choice: 'true' }, { certainty: 2 });
    await save(person, attempt.id, 1, 2, null);
    house.clock.advance(MINUTE);
    const { body } = await call(person, 'GET', `/attempts/${attempt.id}`);
    expect(body).toMatchObject({
      id: attempt.id,
      state: 'open',
      serverTime: '2026-11-22T12:01:00.000Z',
      result: null,
      review: null,
    });
    expect(body.items[0]).toMatchObject({ slot: 1, response: null, sequence: 2 });
    expect(body.items[2]).toMatchObject({
      response: { choice: 'true' },
      sequence: 9,
      certainty: 2,
      receipt: saved.body.receipt,
    });
    expect(body.items.map(({ options }: ItemView) => options)).toEqual(attempt.items.map(({ options }) => options));
  });

  it('when one’s attempts are listed, then the newest comes first, page by page', async () => {
    const person = await aCandidate(house);
    await submit(person, (await anAttempt(person)).id);
    house.clock.advance(61 * MINUTE);
    const second = await anAttempt(person);
    const first = await call(person, 'GET', '/attempts?limit=1');
    expect(first.body).toMatchObject({
      items: [{ id: second.id, number: 2, state: 'open', result: null }],
      next: expect.any(String),
    });
    const rest = await call(person, 'GET', `/attempts?limit=1&cursor=${first.body.next}`);
    expect(rest.body).toMatchObject({ items: [{ number: 1, state: 'graded', result: { passed: false } }], next: null });
  });
});

describe('Given who may begin', () => {
  it('when somebody is not enrolled, then it is refused, and the quiz says so beforehand', async () => {
    const person = await aPerson(house);
    expect(await start(person)).toMatchObject({ status: 422, body: { code: 'not-enrolled' } });
    expect((await call(person, 'GET', `/quizzes/${QUIZ_ID}`)).body.refusal.code).toBe('not-enrolled');
  });

  it('when the e-mail address is not confirmed, then it is refused', async () => {
    const person = await aCandidate(house, { emailConfirmed: false });
    expect(await start(person)).toMatchObject({ status: 422, body: { code: 'email-not-confirmed' } });
  });

  it('when the cool-down runs, then it is refused until its very end, and after three attempts for good', async () => {
    const person = await aCandidate(house);
    for (const left of [2, 1]) {
      await submit(person, (await anAttempt(person)).id);
      const retryAfter = new Date(house.clock.now().getTime() + 60 * MINUTE).toISOString();
      expect(await start(person)).toMatchObject({
        status: 422,
        body: { code: 'cool-down', retryAfter, attemptsLeft: left },
      });
      house.clock.advance(60 * MINUTE);
    }
    await submit(person, (await anAttempt(person)).id);
    house.clock.advance(90 * MINUTE);
    expect(await start(person)).toMatchObject({ status: 422, body: { code: 'attempts-exhausted' } });
  });

  it('when an attempt is open, then a second start goes on with it', async () => {
    const person = await aCandidate(house);
    const first = await start(person);
    const second = await start(person);
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.body).toEqual(first.body);
  });

  it('when two tabs start at once, then there is one attempt', async () => {
    const person = await aCandidate(house);
    const answers = await Promise.all([start(person), start(person), start(person)]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    expect((await call(person, 'GET', '/attempts')).body.items).toHaveLength(1);
  });

  it('when the programme gets another version, then whoever is enrolled sits the quiz that they began with', async () => {
    const before = await aCandidate(house);
    const [first, ...others] = QUESTIONS;
    await aProgrammeWith(house, [{ ...QUIZ, questions: [{ ...first, prompt: 'Asked anew?' }, ...others.slice(1)] }]);
    const after = await aCandidate(house);
    await aProgrammeWith(house);
    expect((await start(before)).body.items.map(({ prompt }: ItemView) => prompt)).toEqual(
      QUESTIONS.map(({ prompt }) => prompt),
    );
    const anew = (await start(after)).body;
    expect(anew.items).toHaveLength(4);
    expect(anew.items[0].prompt).toBe('Asked anew?');
  });

  it('when a version is adopted again, then nothing is made twice', async () => {
    await aProgrammeWith(house);
    const instructor = await aPerson(house, { roles: ['instructor'] });
    const question = idOfName(`${PROGRAMME}/question/depth`);
    const { status, body } = await call(instructor, 'GET', `/questions/${question}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ slug: 'depth', versions: expect.any(Array) });
    expect(body.versions.map(({ number }: { number: number }) => number)).toEqual([1, 2]);
    expect(body.versions[0].content).toMatchObject({ rationale: 'KEY rationale', prompt: QUESTIONS[0].prompt });
    expect((await call(await aCandidate(house), 'GET', `/questions/${question}`)).status).toBe(403);
  });
});

describe('Given responses that are saved', () => {
  let person: TestPerson;
  let attempt: AttemptView;
  const choose = (choice: string, sequence: number, more = {}) =>
    save(person, attempt.id, 3, sequence, { choice }, more);
  const current = async () => (await call(person, 'GET', `/attempts/${attempt.id}`)).body.items[2];

  beforeEach(async () => {
    person = await aCandidate(house);
    attempt = await anAttempt(person);
  });

  it('when a receipt is given, then the candidate can work it out from what they have', async () => {
    const { status, body } = await choose('true', 4);
    expect(status).toBe(200);
    const own = canonicalJson({
      attemptId: attempt.id,
      slot: 3,
      sequence: 4,
      response: { choice: 'true' },
      savedAt: body.savedAt,
    });
    expect(body).toEqual({ savedAt: NOON, receipt: createHash('sha256').update(own).digest('hex') });
  });

  it('when the same packet comes again, later and after the end, then it has the same receipt', async () => {
    const first = await choose('true', 4);
    house.clock.advance(MINUTE);
    expect((await choose('true', 4)).body).toEqual(first.body);
    await submit(person, attempt.id);
    expect((await choose('true', 4)).body).toEqual(first.body);
  });

  it.each`
    choice     | sequence | more
    ${'false'} | ${4}     | ${{}}
    ${'true'}  | ${4}     | ${{ certainty: 3 }}
    ${'true'}  | ${3}     | ${{}}
    ${'false'} | ${0}     | ${{}}
  `(
    'when $choice comes with sequence $sequence after 4, then it is stale and changes nothing',
    async ({ choice, sequence, more }) => {
      await choose('true', 4);
      expect(await choose(choice, sequence, more)).toMatchObject({
        status: 409,
        body: { code: 'stale-sequence', currentSequence: 4 },
      });
      expect(await current()).toMatchObject({ response: { choice: 'true' }, sequence: 4, certainty: null });
    },
  );

  it('when the sequence is a clock’s milliseconds, then it is kept whole', async () => {
    const sequence = Number.MAX_SAFE_INTEGER;
    expect((await choose('true', sequence)).status).toBe(200);
    expect(await current()).toMatchObject({ sequence });
  });

  it('when the same packet arrives many times at once, then it is saved once', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => choose('true', 1)));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers[0].status).toBe(200);
  });

  it('when it is handed in, then nothing more is taken', async () => {
    await submit(person, attempt.id);
    expect(await choose('true', 5)).toMatchObject({ status: 409, body: { code: 'attempt-closed' } });
  });

  it('when it is handed in twice at once, then there is one result', async () => {
    await choose('false', 1);
    const answers = await Promise.all([
      submit(person, attempt.id),
      submit(person, attempt.id),
      submit(person, attempt.id),
    ]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await house.unitOfWork.manager.getRepository(ScoringRun).countBy({ attemptId: attempt.id })).toBe(1);
  });

  it('when saving and handing in race, then whatever got a receipt was scored', async () => {
    const answers = await Promise.all([choose('false', 1), submit(person, attempt.id), choose('true', 2)]);
    const saved = [1, null, 2].filter((sequence, index) => sequence !== null && answers[index].status === 200);
    const run = await house.unitOfWork.manager.getRepository(ScoringRun).findOneByOrFail({ attemptId: attempt.id });
    const [score] = (await house.get(AttemptBook).scoresOf(run.id)).filter(
      ({ evidence }) => evidence.sequence !== null,
    );
    expect(score?.evidence.sequence ?? null).toBe(saved.at(-1) ?? null);
  });

  it('when it is somebody else’s, then there is no such attempt', async () => {
    const other = await aCandidate(house);
    const before = await choose('true', 1);
    expect(before.status).toBe(200);
    for (const answer of [
      await save(other, attempt.id, 3, 2, { choice: 'false' }),
      await submit(other, attempt.id),
      await call(other, 'GET', `/attempts/${attempt.id}`),
    ]) {
      expect(answer).toMatchObject({ status: 404, body: { code: 'not-found' } });
    }
    expect(await current()).toMatchObject({ response: { choice: 'true' } });
  });

  it.each`
    slot            | body                                                | status | path
    ${3}            | ${{ sequence: 1, response: { choice: 'maybe' } }}   | ${400} | ${'response.choice'}
    ${3}            | ${{ sequence: 1, response: 'true' }}                | ${400} | ${'response'}
    ${3}            | ${{ sequence: 1, response: ['true'] }}              | ${400} | ${'response'}
    ${3}            | ${{ sequence: 1 }}                                  | ${400} | ${'response'}
    ${3}            | ${{ sequence: 1.5, response: null }}                | ${400} | ${'sequence'}
    ${3}            | ${{ sequence: -1, response: null }}                 | ${400} | ${'sequence'}
    ${3}            | ${{ sequence: 2 ** 60, response: null }}            | ${400} | ${'sequence'}
    ${3}            | ${{ sequence: '1', response: null }}                | ${400} | ${'sequence'}
    ${3}            | ${{ sequence: 1, response: null, certainty: 4 }}    | ${400} | ${'certainty'}
    ${3}            | ${{ sequence: 1, response: null, mark: 1 }}         | ${400} | ${'mark'}
    ${5}            | ${{ sequence: 1, response: { number: '2' } }}       | ${400} | ${'response.number'}
    ${4}            | ${{ sequence: 1, response: { pairs: { a: 'b' } } }} | ${400} | ${'response.pairs.a'}
    ${99}           | ${{ sequence: 1, response: null }}                  | ${404} | ${null}
    ${0}            | ${{ sequence: 1, response: null }}                  | ${404} | ${null}
    ${'9999999999'} | ${{ sequence: 1, response: null }}                  | ${404} | ${null}
    ${'three'}      | ${{ sequence: 1, response: null }}                  | ${400} | ${''}
  `('when slot $slot gets $body, then it is $status at $path', async ({ slot, body, status, path }) => {
    const answer = await call(person, 'PUT', `/attempts/${attempt.id}/responses/${slot}`, body);
    expect(answer.status).toBe(status);
    if (path !== null) expect(answer.body.errors).toContainEqual({ path, message: expect.any(String) });
  });

  it('when a response is nested a hundred thousand deep, then it is refused and breaks nothing', async () => {
    const depth = 100_000;
    const payload = `{"sequence":1,"response":{"choice":${'['.repeat(depth)}${']'.repeat(depth)}}}`;
    const headers = { ...person.headers, 'content-type': 'application/json' };
    const url = `/api/v1/attempts/${attempt.id}/responses/3`;
    expect((await house.app.inject({ method: 'PUT', url, headers, payload })).statusCode).toBe(400);
  });

  it('when a stranger asks, then they must sign in', async () => {
    expect((await call(null, 'GET', `/attempts/${attempt.id}`)).status).toBe(401);
  });
});

describe('Given an attempt whose deadline is midnight on 29 February', () => {
  let person: TestPerson;
  let attempt: AttemptView;

  beforeEach(async () => {
    person = await aCandidate(house);
    house.clock.set('2028-02-28T23:30:00.000Z');
    // The session that the candidate came with ended long ago.
    person = { ...person, ...(await signedIn(house, person.email)) };
    await house.get(Assessments).closeOverdue();
    attempt = await anAttempt(person, [1, 2, 3, 4]);
    expect(attempt.deadlineAt).toBe('2028-02-29T00:00:00.000Z');
  });

  it('when a packet comes at the last moment of the grace, then it counts', async () => {
    house.clock.set('2028-02-29T00:00:20.000Z');
    expect((await save(person, attempt.id, 5, 1, { number: 2.5, unit: 'mm' })).status).toBe(200);
    expect((await submit(person, attempt.id)).body).toMatchObject({ mark: 10, passed: true });
    const [pass] = await house.get(Assessments).passesOf(person.id, new Date('2028-03-01'));
    expect(pass.passedAt.toISOString()).toBe('2028-02-29T00:00:00.000Z');
  });

  it('when a packet comes a millisecond later, then it is refused, and what was saved in time is graded', async () => {
    house.clock.set('2028-02-29T00:00:20.001Z');
    const late = await save(person, attempt.id, 5, 1, { number: 2.5, unit: 'mm' });
    expect(late).toMatchObject({ status: 409, body: { code: 'attempt-closed' } });
    const { body } = await call(person, 'GET', `/attempts/${attempt.id}`);
    expect(body).toMatchObject({
      state: 'graded',
      endedAt: '2028-02-29T00:00:00.000Z',
      result: { mark: 7, passed: false },
    });
    const runs = await house.unitOfWork.manager.getRepository(ScoringRun).findBy({ attemptId: attempt.id });
    expect(runs).toMatchObject([{ reason: 'time-out', actorId: null }]);
  });

  it.each`
    looked           | look
    ${'loaded'}      | ${() => call(person, 'GET', `/attempts/${attempt.id}`)}
    ${'listed'}      | ${() => call(person, 'GET', '/attempts')}
    ${'handed in'}   | ${() => submit(person, attempt.id)}
    ${'in a sweep'}  | ${() => house.get(Assessments).closeOverdue()}
    ${'on a record'} | ${() => house.get(Assessments).passesOf(person.id, house.clock.now())}
  `(
    'when nobody looked for an hour and it is then $looked, then it was graded as of its deadline',
    async ({ look }) => {
      await save(person, attempt.id, 5, 1, { number: 2.5, unit: 'mm' });
      house.clock.set('2028-02-29T01:00:00.000Z');
      await look();
      const [pass] = await house.get(Assessments).passesOf(person.id, house.clock.now());
      expect(pass).toMatchObject({ attemptId: attempt.id, percentage: 100 });
      expect(pass.passedAt.toISOString()).toBe('2028-02-29T00:00:00.000Z');
      expect(await house.get(Assessments).closeOverdue()).toBe(0);
    },
  );

  it('when its time is over and another is begun, then the cool-down runs from the deadline', async () => {
    house.clock.set('2028-02-29T00:59:59.999Z');
    expect(await start(person)).toMatchObject({
      status: 422,
      body: { code: 'cool-down', retryAfter: '2028-02-29T01:00:00.000Z' },
    });
    house.clock.set('2028-02-29T01:00:00.000Z');
    expect(await start(person)).toMatchObject({ status: 201, body: { number: 2 } });
  });
});

describe('Given graded attempts', () => {
  it('when their grades are made again from the facts alone, then they are the same, byte for byte', async () => {
    const person = await aCandidate(house);
    const anyResponse = fc.constantFrom('right', 'cleared', 'nothing');
    const script = fc.sample(fc.array(anyResponse, { minLength: 5, maxLength: 5 }), { numRuns: 3, seed: 7 });
    for (const plan of script) {
      const attempt = await anAttempt(person);
      const right = rightResponses(attempt);
      for (const [index, step] of plan.entries()) {
        if (step !== 'nothing') await save(person, attempt.id, index + 1, 1, right[index + 1]);
        if (step === 'cleared') await save(person, attempt.id, index + 1, 2, null);
      }
      await submit(person, attempt.id);
      house.clock.advance(61 * MINUTE);
    }
    const book = house.get(AttemptBook);
    const { manager } = house.unitOfWork;
    for (const { attempt } of await book.attemptsAt(person.id, QUIZ_ID)) {
      const { content, questions } = await house.get(QuizBank).edition(attempt.quizVersionId);
      const items = (await book.itemsOf(attempt.id)).map(({ id, questionVersionId, slot, maxMark }) => ({
        id,
        questionVersionId,
        maxMark,
        question: questions[slot - 1].question,
      }));
      const events = (await manager.getRepository(ResponseEvent).find()).map(({ payload, ...event }) => ({
        ...event,
        response: payload,
      }));
      const rebuilt = scoreAttempt(items, events.reverse(), content);

      const run = await manager.getRepository(ScoringRun).findOneByOrFail({ attemptId: attempt.id });
      const { mark, maxMark, percentage, passed, provisional, failedSafetyTopics } = run;
      expect(canonicalJson(rebuilt.grade)).toBe(
        canonicalJson({ mark, maxMark, percentage, passed, provisional, failedSafetyTopics }),
      );
      const kept = await book.scoresOf(run.id);
      const inOrder = items.map(({ id }) => kept.find(({ attemptItemId }) => attemptItemId === id) as ItemScoreRecord);
      expect(canonicalJson(rebuilt.scores)).toBe(
        canonicalJson(
          inOrder.map(({ attemptItemId, fraction, mark: earned, evidence }) => ({
            attemptItemId,
            fraction,
            mark: earned,
            evidence,
          })),
        ),
      );
    }
  });

  it('when the audit trail is read, then beginning, handing in and scoring stand in it, and no autosave', async () => {
    const person = await aCandidate(house);
    const { id } = await anAttempt(person, [1, 2, 3]);
    await submit(person, id);
    const entries = await house.unitOfWork.manager.getRepository(AuditEntry).find({ order: { sequence: 'ASC' } });
    const run = await house.unitOfWork.manager.getRepository(ScoringRun).findOneByOrFail({ attemptId: id });
    const ours = entries.filter(({ subjectId }) => [id, run.id].includes(subjectId));
    expect(ours.map(({ action }) => action)).toEqual(['attempt.started', 'attempt.submitted', 'scoring-run.recorded']);
    expect(ours.every(({ actorId }) => actorId === person.id)).toBe(true);
  });
});
