import { aHouse, House } from '../../test/support/a-house';
import { aCandidate, aProgrammeWith, QUESTIONS, QUIZ, QUIZ_ID } from '../../test/support/a-quiz';
import { lettersTo } from '../../test/support/mail';
import { aPerson, SignedInPerson, TestPerson } from '../../test/support/people';
import { replayed } from '../../test/support/replayed';
import type { AttemptView } from './attempt-view';
import { Regrades } from './regrades.service';

let house: House;
let [author, second, registrar, stranger]: TestPerson[] = [];

const call = async (person: SignedInPerson, method: 'GET' | 'POST' | 'PUT', path: string, payload?: object) => {
  const answer = await house.app.inject({ method, url: `/api/v1${path}`, headers: person.headers, payload });
  return { status: answer.statusCode, body: answer.json() };
};

/** Answers the single question, "depth" of two marks on safety, and the number of three; 3 of 5 marks pass. */
async function sit(person: TestPerson, depth: string, gauge = 2.5): Promise<string> {
  const { body } = await call(person, 'POST', `/quizzes/${QUIZ_ID}/attempts`);
  const { id, items } = body as AttemptView;
  const choice = items[0].options?.find(({ text }) => text === `Text ${depth}`)?.id;
  await call(person, 'PUT', `/attempts/${id}/responses/1`, { sequence: 1, response: { choice } });
  await call(person, 'PUT', `/attempts/${id}/responses/2`, { sequence: 1, response: { number: gauge, unit: 'mm' } });
  expect((await call(person, 'POST', `/attempts/${id}/submission`)).status).toBe(200);
  return id;
}

const REASON = 'The knee is right, as the anatomy lecture showed.';
const request = (more: object = {}) => ({
  reason: REASON,
  policy: 'new-key',
  question: 'depth',
  key: { correct: ['knee'] },
  ...more,
});
const regrade = (person: SignedInPerson, more: object = {}) =>
  call(person, 'POST', `/quizzes/${QUIZ_ID}/regrades`, request(more));
const approve = (person: SignedInPerson, id: string, body: object = {}) =>
  call(person, 'POST', `/regrades/${id}/approval`, body);
const attempt = async (person: TestPerson, id: string) =>
  (await call(person, 'GET', `/attempts/${id}`)).body as AttemptView;

describe('Given a key that turned out to be wrong after a quiz was sat', () => {
  let [knee, apex, heel]: TestPerson[] = [];
  let [kneeId, apexId]: string[] = [];

  beforeEach(async () => {
    house = await aHouse();
    await aProgrammeWith(house, [{ ...QUIZ, passMark: 60, questions: [QUESTIONS[0], QUESTIONS[4]] }]);
    author = await aPerson(house, { roles: ['instructor'] });
    second = await aPerson(house, { roles: ['instructor'] });
    registrar = await aPerson(house, { roles: ['registrar'] });
    stranger = await aPerson(house, { roles: ['clinic'] });
    [knee, apex, heel] = [await aCandidate(house), await aCandidate(house), await aCandidate(house)];
    [kneeId, apexId] = [await sit(knee, 'knee'), await sit(apex, 'apex')];
    await sit(heel, 'heel', 9);
  });
  afterEach(() => house.close());

  it('when it is only looked at, then the differences are told and nothing is changed', async () => {
    const { status, body } = await regrade(author, { dryRun: true });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: null,
      state: 'dry-run',
      summary: { attempts: 3, passesGained: 1, passesLost: 1, higher: 0, lower: 0, same: 1 },
      questions: [{ slug: 'depth', kind: 'new-key', keyBefore: ['Text apex'], keyAfter: ['Text knee'] }],
    });
    expect(body.differences.map(({ change }: { change: string }) => change)).toEqual([
      'loses-pass',
      'gains-pass',
      'same',
    ]);
    // An instructor without a cohort sees nobody by name.
    expect(body.differences.map(({ person }: { person: unknown }) => person)).toEqual([null, null, null]);
    expect((await attempt(knee, kneeId)).result).toMatchObject({ passed: false });
    expect((await call(author, 'GET', `/quizzes/${QUIZ_ID}/regrades`)).body.items).toEqual([]);
  });

  it('when a second person approves, then the new results count, the old ones stay readable, and those concerned are told', async () => {
    const { status, body: proposed } = await regrade(author);
    expect([status, proposed.state]).toEqual([201, 'proposed']);
    expect((await attempt(knee, kneeId)).result).toMatchObject({ passed: false });

    expect((await approve(author, proposed.id)).body.code).toBe('second-person-required');
    house.clock.advance(60_000);
    const { status: approved, body } = await approve(second, proposed.id);
    expect([approved, body.state, body.decidedBy.id]).toEqual([201, 'approved', second.id]);

    const now = await attempt(knee, kneeId);
    expect(now.result).toMatchObject({ mark: 5, maxMark: 5, passed: true, failedSafetyTopics: [] });
    expect(now.scorings).toMatchObject([
      { number: 1, reason: 'submission', passed: false, because: null },
      { number: 2, reason: 'regrade', passed: true, because: REASON },
    ]);
    expect(now.review?.[0]).toMatchObject({ mark: 2, regraded: 'new-key', outcome: 'right' });
    expect((await attempt(apex, apexId)).result).toMatchObject({
      mark: 3,
      passed: false,
      failedSafetyTopics: ['Pneumothorax'],
    });

    expect((await lettersTo(house, knee.email)).at(-1)?.text).toContain(REASON);
    expect((await lettersTo(house, heel.email)).filter(({ subject }) => subject.includes('scored anew'))).toEqual([]);
  });

  it('when somebody hands in after the approval, on the same questions, then they are scored alike', async () => {
    const late = await aCandidate(house);
    const { body: begun } = await call(late, 'POST', `/quizzes/${QUIZ_ID}/attempts`);
    await approve(second, (await regrade(author)).body.id);
    const choice = begun.items[0].options.find(({ text }: { text: string }) => text === 'Text knee').id;
    await call(late, 'PUT', `/attempts/${begun.id}/responses/1`, { sequence: 1, response: { choice } });
    expect((await call(late, 'POST', `/attempts/${begun.id}/submission`)).body).toMatchObject({
      mark: 2,
      failedSafetyTopics: [],
    });
  });

  it('when somebody hands in between proposal and approval, then it is stale until it was looked at again', async () => {
    const { body: proposed } = await regrade(author);
    await sit(await aCandidate(house), 'knee');
    const stale = await approve(second, proposed.id);
    expect([stale.status, stale.body.code]).toEqual([409, 'regrade-stale']);
    const { body: seen } = await call(second, 'GET', `/regrades/${proposed.id}`);
    expect(seen).toMatchObject({ isStale: true, digest: stale.body.digest, summary: { attempts: 4 } });
    expect((await approve(second, proposed.id, { digest: seen.digest })).status).toBe(201);
  });

  it('when it was itself wrong, then the form knows the key in force, and the first one can be given back', async () => {
    await approve(second, (await regrade(author)).body.id);
    const options = async () =>
      (await call(author, 'GET', `/quizzes/${QUIZ_ID}/statistics`)).body.items[0].options
        .filter(({ correct }: { correct: boolean | null }) => correct)
        .map(({ text }: { text: string }) => text);
    expect(await options()).toEqual(['Text knee']);
    const asked = (await house.get(Regrades).askedAt(QUIZ_ID)).map(({ content }) => content);
    const right = asked.flatMap((one) => (one.type === 'single' ? one.options.filter(({ correct }) => correct) : []));
    expect(right.map(({ slug }) => slug)).toEqual(['knee']);

    const { body: back } = await regrade(author, { policy: 'accept-two-keys', key: { correct: ['apex'] } });
    expect(back.questions[0]).toMatchObject({ keyBefore: ['Text knee'], keyAfter: ['Text apex'] });
    await approve(second, back.id);
    for (const [candidate, id] of [
      [knee, kneeId],
      [apex, apexId],
    ] as const) {
      expect((await attempt(candidate, id)).result).toMatchObject({ mark: 5, passed: true });
    }
    expect((await options()).sort()).toEqual(['Text apex', 'Text knee']);

    const { body: third } = await regrade(author, { policy: 'accept-two-keys', key: { correct: ['heel'] } });
    expect(third.questions[0].keyBefore).toEqual(['Text apex', 'Text knee']);
  });

  it('when many hand in at the moment of the approval, then nobody keeps the old key', async () => {
    const sitting = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const candidate = await aCandidate(house);
        const { body } = await call(candidate, 'POST', `/quizzes/${QUIZ_ID}/attempts`);
        const choice = body.items[0].options.find(({ text }: { text: string }) => text === 'Text knee').id;
        await call(candidate, 'PUT', `/attempts/${body.id}/responses/1`, { sequence: 1, response: { choice } });
        return { candidate, id: body.id as string };
      }),
    );
    const { body: proposed } = await regrade(author);
    await Promise.all([
      approve(second, proposed.id),
      ...sitting.map(({ candidate, id }) => call(candidate, 'POST', `/attempts/${id}/submission`)),
    ]);
    const { body: seen } = await call(second, 'GET', `/regrades/${proposed.id}`);
    // Where submissions came first, what was proposed is stale, and is looked at again.
    if (seen.state === 'proposed') await approve(second, proposed.id, { digest: seen.digest });
    for (const { candidate, id } of sitting) {
      expect((await attempt(candidate, id)).result).toMatchObject({ mark: 2, failedSafetyTopics: [] });
    }
    expect(await replayed(house, QUIZ_ID)).toBe(11);
  });

  it('when two approve at once, then one does and the other is told', async () => {
    const { body: proposed } = await regrade(author);
    const answers = await Promise.all([approve(second, proposed.id), approve(registrar, proposed.id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect((await attempt(knee, kneeId)).scorings).toHaveLength(2);
  });

  it('when it is declined or withdrawn, then nothing counts and it cannot be approved any more', async () => {
    const [declined, withdrawn] = [(await regrade(author)).body.id, (await regrade(author)).body.id];
    expect((await call(second, 'POST', `/regrades/${declined}/refusal`, { note: 'Look again.' })).body.state).toBe(
      'declined',
    );
    expect((await call(author, 'POST', `/regrades/${withdrawn}/refusal`, {})).body.state).toBe('withdrawn');
    for (const id of [declined, withdrawn]) expect((await approve(registrar, id)).body.code).toBe('regrade-decided');
    expect((await attempt(knee, kneeId)).scorings).toHaveLength(1);
  });

  it('when another follows, then the newest treatment counts and every result stays readable', async () => {
    await approve(second, (await regrade(author)).body.id);
    const voided = await regrade(author, { policy: 'void-item', key: undefined });
    expect(voided.body.summary).toMatchObject({ passesLost: 0, passesGained: 1 });
    await approve(second, voided.body.id);
    const now = await attempt(apex, apexId);
    expect(now.result).toMatchObject({ mark: 3, maxMark: 3, passed: true });
    expect(now.review?.[0]).toMatchObject({ regraded: 'void-item', mark: 0 });
    expect(now.scorings.map(({ percentage }) => percentage)).toEqual([100, 60, 100]);
    const { body: statistics } = await call(author, 'GET', `/quizzes/${QUIZ_ID}/statistics`);
    expect(statistics.items.map(({ name }: { name: string }) => name)).toEqual(['gauge']);
    expect(await replayed(house, QUIZ_ID)).toBe(3);
  });

  it.each`
    more                                            | status | code
    ${{ policy: 'void-item', question: undefined }} | ${400} | ${'validation-failed'}
    ${{ policy: 'everybody-passes' }}               | ${400} | ${'validation-failed'}
    ${{ question: 'nobody-asked-this' }}            | ${404} | ${'not-found'}
    ${{ key: { correct: ['nose'] } }}               | ${400} | ${'validation-failed'}
    ${{ key: undefined }}                           | ${400} | ${'validation-failed'}
    ${{ key: undefined, question: undefined }}      | ${422} | ${'nothing-to-regrade'}
    ${{ reason: '' }}                               | ${400} | ${'validation-failed'}
  `('when it is asked with $more, then it is refused: $status $code', async ({ more, status, code }) => {
    const answer = await regrade(author, more);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('when nothing differs, then a dry run says so', async () => {
    const { status, body } = await regrade(author, { key: undefined, question: undefined, dryRun: true });
    expect([status, body.summary.attempts, body.differences]).toEqual([200, 0, []]);
  });

  it('when somebody without the right asks, then they are refused', async () => {
    expect((await regrade(stranger)).status).toBe(403);
    expect((await regrade(registrar)).status).toBe(403);
    expect((await regrade(knee)).status).toBe(403);
  });
});
