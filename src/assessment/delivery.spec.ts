import { aHouse, House, NOON } from '../../test/support/a-house';
import { aCandidate, aProgrammeWith } from '../../test/support/a-quiz';
import { anyChoice, deliveriesIn, quizIdOf, quizWith, TRUE } from '../../test/support/deliveries';
import type { TestPerson } from '../../test/support/people';
import { Assessments } from './assessments.service';
import { AttemptSubmission } from './data/attempt-submission.entity';
import { Attempt } from './data/attempt.entity';
import { ScoringRun } from './data/scoring-run.entity';

const MINUTE = 60_000;

let house: House;
let person: TestPerson;
let deliveries: ReturnType<typeof deliveriesIn>;

beforeAll(async () => {
  house = await aHouse();
  deliveries = deliveriesIn(house);
  await aProgrammeWith(house, [
    quizWith('windowed', { opensAt: '2026-11-22T12:10:00.000Z', closesAt: '2026-11-22T12:50:00.000Z' }),
    quizWith('submitting', { timeOut: 'submit' }),
    quizWith('gracious', { timeOut: 'grace' }),
    quizWith('strict', { timeOut: 'void' }),
    quizWith('declared', { declaration: 'I sit this alone, without help, and tell nobody what was asked.' }),
    quizWith('paged', { navigation: 'paged' }),
    quizWith('one-way', { navigation: 'one-way' }),
    ...(['first', 'last', 'mean'] as const).map((gradeMethod) => quizWith(gradeMethod, { gradeMethod, passMark: 10 })),
  ]);
});
beforeEach(async () => {
  house.clock.set(NOON);
  person = await aCandidate(house);
});
afterAll(() => house.close());

describe('Given a quiz of 30 minutes that is open from 12:10 to 12:50', () => {
  it.each`
    now               | status | code
    ${'12:09:59.999'} | ${422} | ${'quiz-not-open'}
    ${'12:10:00.000'} | ${201} | ${undefined}
    ${'12:49:59.999'} | ${201} | ${undefined}
    ${'12:50:00.000'} | ${422} | ${'quiz-closed'}
  `('when somebody begins at $now, then it is $status $code, and the quiz said so before', async (row) => {
    house.clock.set(`2026-11-22T${row.now}Z`);
    const { body: quiz } = await deliveries.call(person, 'GET', `/quizzes/${quizIdOf('windowed')}`);
    expect(quiz).toMatchObject({ opensAt: '2026-11-22T12:10:00.000Z', closesAt: '2026-11-22T12:50:00.000Z' });
    expect(quiz.refusal?.code).toBe(row.code);
    const { status, body } = await deliveries.start(person, 'windowed');
    expect([status, body.code]).toEqual([row.status, row.code]);
  });

  it('when somebody begins late, then the attempt goes on to the end of the window and not beyond', async () => {
    house.clock.set('2026-11-22T12:40:00.000Z');
    const { body: attempt } = await deliveries.start(person, 'windowed');
    expect(attempt.deadlineAt).toBe('2026-11-22T12:50:00.000Z');
    house.clock.set('2026-11-22T12:50:20.000Z');
    expect((await deliveries.save(person, attempt.id, 3, 1, TRUE)).status).toBe(200);
    house.clock.set('2026-11-22T12:50:20.001Z');
    expect(await deliveries.save(person, attempt.id, 3, 2, TRUE)).toMatchObject({
      status: 409,
      body: { code: 'attempt-closed' },
    });
  });
});

describe('Given an attempt whose deadline is 12:30:00, with a grace of 20 seconds', () => {
  it.each`
    quiz            | handedIn          | status | state
    ${'submitting'} | ${'12:30:20.000'} | ${200} | ${'graded'}
    ${'submitting'} | ${'12:30:20.001'} | ${200} | ${'graded'}
    ${'gracious'}   | ${'12:30:20.000'} | ${200} | ${'graded'}
    ${'gracious'}   | ${'12:30:20.001'} | ${409} | ${'void'}
    ${'strict'}     | ${'12:30:00.000'} | ${200} | ${'graded'}
    ${'strict'}     | ${'12:30:00.001'} | ${409} | ${'void'}
  `(
    'when $quiz is handed in at $handedIn, then it is $status and $state',
    async ({ quiz, handedIn, status, state }) => {
      const { body: attempt } = await deliveries.start(person, quiz);
      await deliveries.save(person, attempt.id, 3, 1, TRUE);
      house.clock.set(`2026-11-22T${handedIn}Z`);
      const submission = await deliveries.submit(person, attempt.id);
      expect(submission.status).toBe(status);
      if (status === 409) expect(submission.body.code).toBe('attempt-void');
      const { body: seen } = await deliveries.load(person, attempt.id);
      expect(seen).toMatchObject({ state, endedAt: '2026-11-22T12:30:00.000Z' });
      expect(seen.items[2]).toMatchObject({ response: TRUE });
      // However often it is asked.
      expect((await deliveries.submit(person, attempt.id)).status).toBe(status);
    },
  );

  it('when nobody hands it in where that is asked for, then it is void, used up, and never marked', async () => {
    const { body: attempt } = await deliveries.start(person, 'gracious');
    house.clock.advance(60 * MINUTE);
    expect(await house.get(Assessments).closeOverdue()).toBeGreaterThan(0);
    const { manager } = house.unitOfWork;
    const [ended] = await manager.getRepository(AttemptSubmission).findBy({ attemptId: attempt.id });
    expect(ended.reason).toBe('void');
    expect(await manager.getRepository(ScoringRun).countBy({ attemptId: attempt.id })).toBe(0);
    expect(await house.get(Assessments).passesOf(person.id, house.clock.now())).toEqual([]);
    const { body: quiz } = await deliveries.call(person, 'GET', `/quizzes/${quizIdOf('gracious')}`);
    expect(quiz).toMatchObject({ attempts: { used: 1, left: 2 }, grade: null, openAttemptId: null });
    expect(await house.get(Assessments).closeOverdue()).toBe(0);
  });
});

describe('Given a quiz that begins with a declaration', () => {
  it('when it is not agreed to, then no attempt begins; agreed to, it is kept with the attempt', async () => {
    for (const body of [{}, { declaration: false }]) {
      expect(await deliveries.start(person, 'declared', body)).toMatchObject({
        status: 422,
        body: { code: 'declaration-required' },
      });
    }
    const { status, body } = await deliveries.start(person, 'declared', { declaration: true });
    expect(status).toBe(201);
    const row = await house.unitOfWork.manager.getRepository(Attempt).findOneByOrFail({ id: body.id });
    expect(row.declared).toBe(true);
    // The one that is open is gone on with, whatever is sent.
    expect((await deliveries.start(person, 'declared', {})).body.id).toBe(body.id);
  });
});

describe('Given the pages of an attempt', () => {
  it('when they may be turned freely, then any may be answered at any time', async () => {
    const { body: attempt } = await deliveries.start(person, 'paged');
    expect(attempt).toMatchObject({ navigation: 'paged', pages: [[1], [2], [3], [4], [5]], page: 1 });
    expect((await deliveries.turnTo(person, attempt.id, 5)).body).toMatchObject({ page: 5 });
    expect((await deliveries.save(person, attempt.id, 3, 1, TRUE)).status).toBe(200);
    expect((await deliveries.turnTo(person, attempt.id, 1)).status).toBe(200);
    expect((await deliveries.turnTo(person, attempt.id, 6)).status).toBe(400);
  });

  it('when nobody goes back, then an earlier page is refused, what was given there stands, and its packet still has its receipt', async () => {
    const { body: attempt } = await deliveries.start(person, 'one-way');
    const first = await deliveries.save(person, attempt.id, 1, 1, anyChoice(attempt.items[0]));
    expect(first.status).toBe(200);
    expect((await deliveries.turnTo(person, attempt.id, 3)).body).toMatchObject({ page: 3 });
    expect((await deliveries.turnTo(person, attempt.id, 3)).status).toBe(200);
    const refused = { status: 409, body: { code: 'page-passed', currentPage: 3 } };
    expect(await deliveries.save(person, attempt.id, 1, 2, null)).toMatchObject(refused);
    expect(await deliveries.save(person, attempt.id, 2, 1, null)).toMatchObject(refused);
    expect(await deliveries.turnTo(person, attempt.id, 2)).toMatchObject(refused);
    expect(await deliveries.save(person, attempt.id, 1, 1, anyChoice(attempt.items[0]))).toEqual(first);
    expect((await deliveries.save(person, attempt.id, 3, 1, TRUE)).status).toBe(200);
    const { body: seen } = await deliveries.load(person, attempt.id);
    expect(seen).toMatchObject({ page: 3 });
    expect(seen.items[0].response).toEqual(anyChoice(attempt.items[0]));
  });

  it('when a later page is answered without turning to it, then the earlier ones are closed', async () => {
    const { body: attempt } = await deliveries.start(person, 'one-way');
    expect((await deliveries.save(person, attempt.id, 3, 1, TRUE)).status).toBe(200);
    expect((await deliveries.save(person, attempt.id, 2, 1, null)).status).toBe(409);
    expect((await deliveries.load(person, attempt.id)).body.page).toBe(3);
  });

  it('when a question is marked to come back to, then it is seen on every device until the mark is taken off', async () => {
    const { body: attempt } = await deliveries.start(person, 'paged');
    const flags = async () =>
      (await deliveries.load(person, attempt.id)).body.items.map(({ flagged }: { flagged: boolean }) => flagged);
    for (const flagged of [true, true])
      expect((await deliveries.flag(person, attempt.id, 2, flagged)).status).toBe(204);
    expect(await flags()).toEqual([false, true, false, false, false]);
    await deliveries.flag(person, attempt.id, 2, false);
    expect(await flags()).toEqual([false, false, false, false, false]);
    expect((await deliveries.flag(person, attempt.id, 9, true)).status).toBe(404);
    expect((await deliveries.flag(await aCandidate(house), attempt.id, 2, true)).status).toBe(404);
    await deliveries.submit(person, attempt.id);
    expect((await deliveries.flag(person, attempt.id, 2, true)).status).toBe(409);
  });
});

describe('Given two attempts at quizzes that count them differently, the first with a mark and safe, the second blank', () => {
  it.each`
    quiz       | percentage | passed   | attempts  | passes
    ${'first'} | ${20}      | ${true}  | ${[1]}    | ${1}
    ${'last'}  | ${0}       | ${false} | ${[2]}    | ${0}
    ${'mean'}  | ${10}      | ${false} | ${[1, 2]} | ${0}
  `('when the $quiz counts, then the grade is $percentage % and the record shows $passes', async (row) => {
    const { body: attempt } = await deliveries.start(person, row.quiz);
    const right = attempt.items[0].options.find(({ text }: { text: string }) => text === 'Text apex');
    await deliveries.save(person, attempt.id, 1, 1, { choice: right.id });
    expect((await deliveries.submit(person, attempt.id)).body).toMatchObject({ percentage: 20, passed: true });
    house.clock.advance(MINUTE);
    await deliveries.submit(person, (await deliveries.start(person, row.quiz)).body.id);
    const { body: quiz } = await deliveries.call(person, 'GET', `/quizzes/${quizIdOf(row.quiz)}`);
    expect(quiz).toMatchObject({
      gradeMethod: row.quiz,
      grade: { method: row.quiz, percentage: row.percentage, passed: row.passed, attempts: row.attempts },
    });
    expect(await house.get(Assessments).passesOf(person.id, house.clock.now())).toHaveLength(row.passes);
  });
});
