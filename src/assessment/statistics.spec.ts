import { aHouse, House } from '../../test/support/a-house';
import { aCandidate, aProgrammeWith, PROGRAMME, QUIZ, QUIZ_ID } from '../../test/support/a-quiz';
import { aPerson, SignedInPerson, TestPerson } from '../../test/support/people';
import { idOfName } from '../kernel/ids';
import type { AttemptView } from './attempt-view';
import { AnalysisDesk } from './data/analysis-desk';
import { AttemptBook } from './data/attempt-book';
import { Statistics } from './statistics.service';
import { naiveStatistics } from './testing/naive-statistics';

let house: House;
let instructor: TestPerson;

const call = async (person: SignedInPerson, method: 'GET' | 'POST' | 'PUT', path: string, payload?: object) => {
  const answer = await house.app.inject({ method, url: `/api/v1${path}`, headers: person.headers, payload });
  return { status: answer.statusCode, body: answer.json(), text: answer.body };
};

const statisticsOf = (which = 'all', quiz = QUIZ_ID) =>
  call(instructor, 'GET', `/quizzes/${quiz}/statistics?attempts=${which}`);

interface Answered {
  /** Text of the option. */
  readonly depth?: string;
  readonly signs?: readonly string[];
  readonly reuse?: boolean;
  readonly gauge?: number;
}

/** One attempt, half a minute on each question that is answered, handed in at the end. */
async function sit(person: TestPerson, { depth, signs, reuse, gauge }: Answered): Promise<string> {
  const { body } = await call(person, 'POST', `/quizzes/${QUIZ_ID}/attempts`);
  const { id, items } = body as AttemptView;
  const idOf = (slot: number, text: string) => items[slot - 1].options?.find((option) => option.text === text)?.id;
  const responses = new Map<number, object>();
  if (depth) responses.set(1, { choice: idOf(1, depth) });
  if (signs) responses.set(2, { choices: signs.map((text) => idOf(2, text)) });
  if (reuse !== undefined) responses.set(3, { choice: String(reuse) });
  if (gauge !== undefined) responses.set(5, { number: gauge, unit: 'mm' });
  for (const [slot, response] of responses) {
    house.clock.advance(30_000);
    await call(person, 'PUT', `/attempts/${id}/responses/${slot}`, { sequence: 1, response });
  }
  expect((await call(person, 'POST', `/attempts/${id}/submission`)).status).toBe(200);
  house.clock.advance(61 * 60_000);
  return id;
}

const SIGNS = ['Text pain', 'Text breathless'];

describe('Given a quiz that some have sat', () => {
  let again: TestPerson;
  /** Marks by attempt: depth of 2, signs of 2, reuse of 1, organs of 2, gauge of 3. */
  const FIRST = [
    [2, 2, 1, 0, 3],
    [0, 1, 1, 0, 3],
    [2, 1.5, 0, 0, 0],
    [0, 0, 0, 0, 0],
  ];
  const SECOND = [2, 2, 1, 0, 0];

  beforeAll(async () => {
    house = await aHouse();
    await aProgrammeWith(house);
    instructor = await aPerson(house, { roles: ['instructor'] });
    again = await aCandidate(house);
    await sit(await aCandidate(house), { depth: 'Text apex', signs: SIGNS, reuse: false, gauge: 2.5 });
    await sit(await aCandidate(house), {
      depth: 'Text knee',
      signs: ['Text hunger', 'Text pain'],
      reuse: false,
      gauge: 2.5,
    });
    await sit(await aCandidate(house), { depth: 'Text apex', signs: ['Text pain'], reuse: true });
    await sit(again, {});
    await sit(again, { depth: 'Text apex', signs: SIGNS, reuse: false });
    // Somebody is still at it: what is not graded counts nowhere.
    await call(await aCandidate(house), 'POST', `/quizzes/${QUIZ_ID}/attempts`);
  });
  afterAll(() => house.close());

  it.each`
    which      | marks
    ${'first'} | ${FIRST}
    ${'last'}  | ${[...FIRST.slice(0, 3), SECOND]}
    ${'best'}  | ${[...FIRST.slice(0, 3), SECOND]}
    ${'all'}   | ${[...FIRST, SECOND]}
  `(
    'when the $which attempts count, then the figures are what the formulas say of these marks',
    async ({ which, marks }) => {
      const { status, body } = await statisticsOf(which);
      expect(status).toBe(200);
      const { items, ...test } = naiveStatistics(marks, [2, 2, 1, 2, 3]);
      for (const [index, { n: _n, ...item }] of items.entries()) {
        for (const [name, value] of Object.entries(item)) {
          expect([name, body.items[index][name]]).toEqual([name, value === null ? null : expect.closeTo(value, 9)]);
        }
      }
      for (const [name, value] of Object.entries(test)) {
        expect([name, body[name]]).toEqual([name, value === null ? null : expect.closeTo(value, 9)]);
      }
      expect(body).toMatchObject({ attemptsCounted: which, passMark: 80, provisional: true, tooFew: true });
      expect(body.items.map((item: { randomGuess: unknown }) => item.randomGuess)).toEqual([
        expect.closeTo(1 / 3, 12),
        null,
        0.5,
        expect.closeTo(1 / 3, 12),
        0,
      ]);
    },
  );

  it('when it is asked who chose what, then each option says, with those who chose none', async () => {
    const { body } = await statisticsOf('first');
    const [depth, signs, reuse, , gauge] = body.items;
    const counts = (item: { options: { text: string; n: number }[] }) =>
      Object.fromEntries(item.options.map(({ text, n }) => [text, n]));
    expect(counts(depth)).toEqual({ 'Text apex': 2, 'Text knee': 1, 'Text heel': 0, 'No answer': 1 });
    expect(counts(signs)).toMatchObject({ 'Text pain': 3, 'Text hunger': 1, 'No answer': 1 });
    expect(counts(reuse)).toEqual({ True: 1, False: 2, 'No answer': 1 });
    expect(counts(gauge)).toEqual({ Right: 2, 'Partly right': 0, Wrong: 0, 'No answer': 2 });
    expect(depth.options[0]).toMatchObject({ correct: true, share: 0.5 });
    expect(depth.question).toMatchObject({ slug: 'depth', version: 1, type: 'single' });
    expect(depth.seconds).toEqual({ n: 3, median: 30 });
    // The first earned 8 of 10, exactly the pass mark.
    expect(body.passed).toMatchObject({ n: 1, share: 0.25 });
  });

  it('when nothing has happened since, then the same answer is given again; when somebody hands in, then a new one', async () => {
    const statistics = house.get(Statistics);
    const before = await statistics.ofQuiz(QUIZ_ID, 'all');
    expect(await statistics.ofQuiz(QUIZ_ID, 'all')).toBe(before);
    // Something else is committed: it is looked whether it concerns the quiz, and it does not.
    await aPerson(house);
    expect(await statistics.ofQuiz(QUIZ_ID, 'all')).toBe(before);
    await sit(await aCandidate(house), { depth: 'Text heel' });
    const after = await statistics.ofQuiz(QUIZ_ID, 'all');
    expect(after.attempts).toBe(before.attempts + 1);
  });

  it('when a later run is in force, then it alone counts, and a dry run never', async () => {
    const book = house.get(AttemptBook);
    const person = await aCandidate(house);
    const attemptId = await sit(person, {});
    const before = (await statisticsOf('all')).body;
    const [run] = (await book.runsInForce([attemptId], house.clock.now())).values();
    const scores = (await book.scoresOf(run.id)).map(({ attemptItemId, evidence }) => ({
      attemptItemId,
      evidence,
      fraction: 1,
      mark: 2,
    }));
    const { id: _id, number: _number, ...rest } = run;
    const regrade = { ...rest, reason: 'regrade' as const, mark: 10, percentage: 100, passed: true };
    await house.unitOfWork.run(() => book.recordRun({ ...regrade, inForceFrom: null }, scores));
    expect((await statisticsOf('all')).body).toEqual(before);
    await house.unitOfWork.run(() => book.recordRun({ ...regrade, inForceFrom: house.clock.now() }, scores));
    const after = (await statisticsOf('all')).body;
    expect(after.attempts).toBe(before.attempts);
    expect(after.mean * after.attempts).toBeCloseTo(before.mean * before.attempts + 10, 9);
    expect(after.passed.n).toBe(before.passed.n + 1);
  });

  it('when a thread of its own reads them, then it finds the same', async () => {
    const { databaseUrl, dataDir } = house.settings;
    const rule = { passMark: QUIZ.passMark, passMarkStatus: QUIZ.passMarkStatus };
    const task = {
      title: 'Final quiz',
      quizId: QUIZ_ID,
      which: 'all',
      now: house.clock.now(),
      rule,
      treatments: new Map(),
    } as const;
    const found = await house.get(AnalysisDesk).run({ kind: 'quiz', database: { databaseUrl, dataDir }, ...task });
    expect(JSON.parse(JSON.stringify(found))).toEqual((await statisticsOf('all')).body);
  }, 120_000);

  it('when a question has been changed, then each version has figures of its own, and the quiz those of its places', async () => {
    const [depth, ...others] = QUIZ.questions;
    await aProgrammeWith(house, [
      { ...QUIZ, questions: [{ ...depth, prompt: 'Where may it reach the pleura?' }, ...others] },
    ]);
    await sit(await aCandidate(house), { depth: 'Text apex', signs: SIGNS });
    const { body } = await statisticsOf('all');
    const depths = body.items.filter(({ name }: { name: string }) => name === 'depth');
    expect(
      depths.map(({ question, n }: { question: { version: number }; n: number }) => [question.version, n]),
    ).toEqual([
      [1, body.attempts - 1],
      [2, 1],
    ]);
    expect(body.maxMark).toBe(10);
  });

  it('when a quiz was never sat, then everything is undefined; when there is none, then 404', async () => {
    await aProgrammeWith(house, [{ ...QUIZ, slug: 'fresh' }]);
    const fresh = await statisticsOf('all', idOfName(`${PROGRAMME}/quiz/fresh`));
    expect(fresh.body).toMatchObject({ attempts: 0, mean: null, items: [], passed: { n: 0, share: null } });
    expect((await statisticsOf('all', idOfName('no such quiz'))).status).toBe(404);
    expect((await statisticsOf('most')).status).toBe(400);
  });

  it('when trainees ask, then it is not for them', async () =>
    expect((await call(again, 'GET', `/quizzes/${QUIZ_ID}/statistics`)).status).toBe(403));
});

describe('Given marks from elsewhere, sent as CSV', () => {
  beforeAll(async () => {
    house = await aHouse();
    instructor = await aPerson(house, { roles: ['auditor'] });
  });
  afterAll(() => house.close());

  const send = (payload: string | Buffer, query = '', type = 'text/csv') =>
    house.app.inject({
      method: 'POST',
      url: `/api/v1/item-analysis${query}`,
      headers: { ...instructor.headers, 'content-type': type },
      payload,
    });

  it('when they are whole, then the analysis comes back', async () => {
    const answer = await send('candidate,a:1,b:2\nx,1,2\ny,,-\nz,0,1\n', '?passMark=50', 'text/csv; charset=utf-8');
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({ attempts: 3, maxMark: 3, median: 1 });
    expect(answer.json().items.map(({ name, n, options }: never) => [name, n, options])).toEqual([
      ['a', 3, []],
      ['b', 2, []],
    ]);
  });

  it('when they are faulty, then every place to mend is told', async () => {
    const answer = await send('candidate,a:1\nx,2\nx,1\n');
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({
      code: 'validation-failed',
      errors: [
        { path: 'line 2, column 2', message: expect.stringContaining('more than the 1') },
        { path: 'line 3, column 1', message: expect.stringContaining('line 2 again') },
      ],
    });
  });

  it.each`
    what                      | payload                                    | type                                 | query               | status
    ${'JSON'}                 | ${'{"a":1}'}                               | ${'application/json'}                | ${''}               | ${415}
    ${'plain text'}           | ${'candidate,a:1'}                         | ${'text/plain'}                      | ${''}               | ${415}
    ${'a form with a file'}   | ${'--x--'}                                 | ${'multipart/form-data; boundary=x'} | ${''}               | ${415}
    ${'more than 32 MiB'}     | ${Buffer.alloc(32 * 1024 * 1024 + 1, 'x')} | ${'text/csv'}                        | ${''}               | ${413}
    ${'too many items'}       | ${`candidate${',q:1'.repeat(1_001)}\n`}    | ${'text/csv'}                        | ${''}               | ${413}
    ${'a pass mark of 101'}   | ${'candidate,a:1\n'}                       | ${'text/csv'}                        | ${'?passMark=101'}  | ${400}
    ${'a pass mark in words'} | ${'candidate,a:1\n'}                       | ${'text/csv'}                        | ${'?passMark=half'} | ${400}
  `('when it is $what, then it is refused with $status', async ({ payload, type, query, status }) => {
    const answer = await send(payload as string, query as string, type as string);
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  it('when CSV is sent to an address that reads none, then that address says so', async () => {
    const headers = { ...instructor.headers, 'content-type': 'text/csv' };
    const answer = await house.app.inject({ method: 'POST', url: '/api/v1/sessions', headers, payload: 'a,b' });
    expect(answer.statusCode).toBe(415);
  });

  describe('in a file so large that a thread of its own reads it', () => {
    const rows = Array.from(
      { length: 3_000 },
      (_, index) => `candidate ${index},${index % 2},${(index * 7) % 5},${index % 3}`,
    );
    const large = `candidate,a:1,b:4,c:2\n${rows.join('\n')}\n`;

    it('when it is whole, then the analysis is that of a small one, and others are answered meanwhile', async () => {
      expect(large.length).toBeGreaterThan(60_000);
      const padded = `${large}${'\n'.repeat(60_000)}`;
      let answered = false;
      const analysis = send(padded).then((answer) => {
        answered = true;
        return answer;
      });
      const health = await house.app.inject({ method: 'GET', url: '/health' });
      expect([health.statusCode, answered]).toEqual([200, false]);
      const { items, attempts } = (await analysis).json();
      expect(attempts).toBe(3_000);
      expect(items[1].facility).toBeCloseTo(0.5, 12);
      expect((await send(large)).json()).toEqual((await analysis).json());
    }, 120_000);

    it('when it is faulty, then the refusal is the same as of a small one', async () => {
      const answer = await send(`${large}candidate 1,1,1,1\n${'\n'.repeat(60_000)}`);
      expect(answer.statusCode).toBe(400);
      expect(answer.json().errors).toEqual([
        { path: 'line 3002, column 1', message: expect.stringContaining('line 3 again') },
      ]);
    }, 120_000);
  });

  it('when more are sent at once than may wait, then they come again later, and at the end nobody is left waiting', async () => {
    const desk = new AnalysisDesk();
    const task = { kind: 'csv', csv: Buffer.from('candidate,a:1\nx,1\n'), passMark: null } as const;
    const outcomes = Promise.allSettled(Array.from({ length: 17 }, () => desk.run(task)));
    await expect(desk.run(task)).rejects.toMatchObject({ code: 'too-many-requests', facts: { retryAfterSeconds: 60 } });
    await desk.onApplicationShutdown();
    expect((await outcomes).map(({ status }) => status)).toEqual(Array(17).fill('rejected'));
  }, 60_000);
});
