import { asking } from '../../test/support/a-bank';
import { aHouse, House } from '../../test/support/a-house';
import { aCandidate, aProgrammeWith, QUESTIONS, QUIZ, QUIZ_ID } from '../../test/support/a-quiz';
import { aPerson, TestPerson } from '../../test/support/people';

const BORDERLINE = 'Somebody who would needle a limb safely today, and needs help with anything else.';

let house: House;
let [chair, ada, ben, approver, stranger]: TestPerson[] = [];
let items: { key: string }[] = [];

const ask = (person: TestPerson, method: 'GET' | 'POST' | 'PUT', path: string, body?: object) =>
  asking(house, person, method, path, body);
const called = (more: object = {}) =>
  ask(chair, 'POST', 'standard-settings', {
    method: 'angoff',
    quizId: QUIZ_ID,
    borderline: BORDERLINE,
    judges: [ada.id, ben.id],
    ...more,
  });
const rate = (person: TestPerson, id: string, ratings: object, round = 1) =>
  ask(person, 'PUT', `standard-settings/${id}/ratings`, { round, ratings });
const all = (percent: number) => Object.fromEntries(items.map(({ key }) => [key, percent]));
const close = (id: string, person = chair) => ask(person, 'POST', `standard-settings/${id}/rounds`, {});
const propose = (id: string, body: object = {}) => ask(chair, 'POST', `standard-settings/${id}/cut-scores`, body);
const approve = (person: TestPerson, id: string) => ask(person, 'POST', `cut-scores/${id}/approval`, {});

/** Two of five marks for "depth", three for the number: 60 % for the number alone, 100 % for both. */
async function sit(person: TestPerson, both: boolean) {
  const { body } = await ask(person, 'POST', `quizzes/${QUIZ_ID}/attempts`);
  const choice = body.items[0].options.find(
    ({ text }: { text: string }) => text === (both ? 'Text apex' : 'Text knee'),
  ).id;
  await ask(person, 'PUT', `attempts/${body.id}/responses/1`, { sequence: 1, response: { choice } });
  await ask(person, 'PUT', `attempts/${body.id}/responses/2`, { sequence: 1, response: { number: 2.5, unit: 'mm' } });
  return { id: body.id, ...(await ask(person, 'POST', `attempts/${body.id}/submission`)).body };
}

beforeEach(async () => {
  house = await aHouse();
  const [first, second] = [{ ...QUESTIONS[0], safetyCritical: false }, QUESTIONS[4]];
  await aProgrammeWith(house, [{ ...QUIZ, coolDownMinutes: 0, questions: [first, second] }]);
  [chair, ada, ben, approver, stranger] = [
    await aPerson(house, { roles: ['instructor'] }),
    await aPerson(house, { roles: ['instructor'] }),
    await aPerson(house, { roles: ['assessor'] }),
    await aPerson(house, { roles: ['registrar'] }),
    await aPerson(house, { roles: ['assessor'] }),
  ];
});
afterEach(() => house.close());

describe('Given a panel of judges (Angoff)', () => {
  let id: string;
  beforeEach(async () => {
    const { status, body } = await called();
    expect(status).toBe(201);
    ({ id, items } = body);
  });

  it('when a round is open, then each judge sees their own ratings, and nobody those of others', async () => {
    expect((await rate(ada, id, all(70))).status).toBe(204);
    expect((await rate(ada, id, all(60))).status).toBe(204);
    const { body: seen } = await ask(ben, 'GET', `standard-settings/${id}`);
    expect(seen.rounds).toMatchObject([{ round: 1, closedAt: null, rated: [ada.id], own: null, result: null }]);
    expect((await ask(ada, 'GET', `standard-settings/${id}`)).body.rounds[0].own).toEqual(all(60));
    expect((await rate(stranger, id, all(60))).status).toBe(403);
    expect((await close(id)).body.code).toBe('ratings-missing');
  });

  it('when the rounds are closed and a second person approves, then the next attempt is judged by it, and the earlier one stays provisional', async () => {
    const early = await aCandidate(house);
    expect(await sit(early, false)).toMatchObject({ percentage: 60, passed: false, provisional: true });

    await rate(ada, id, all(70));
    await rate(ben, id, all(40));
    const { body: feedback } = await close(id);
    expect(feedback.rounds[0].result).toMatchObject({
      cut: 55,
      spread: { least: 40, most: 70 },
      items: [{ spread: { mean: 55 } }, {}],
    });
    expect((await rate(ada, id, all(50), 1)).body.code).toBe('round-over');
    await rate(ada, id, all(60), 2);
    await rate(ben, id, all(50), 2);
    await close(id);

    const { body: cut } = await propose(id);
    expect(cut).toMatchObject({ computed: 55, adopted: 55, round: 2, judges: 2, state: 'proposed' });
    expect((await ask(early, 'GET', `quizzes/${QUIZ_ID}`)).body).toMatchObject({
      passMark: 80,
      provisional: true,
      passMarkSet: null,
    });
    expect((await approve(chair, cut.id)).body.code).toBe('second-person-required');
    house.clock.advance(60_000);
    expect((await approve(approver, cut.id)).body.state).toBe('approved');

    house.clock.advance(60_000);
    expect(await sit(await aCandidate(house), false)).toMatchObject({
      percentage: 60,
      passed: true,
      provisional: false,
    });
    expect((await ask(early, 'GET', `quizzes/${QUIZ_ID}`)).body).toMatchObject({
      ...{ passMark: 55, provisional: false },
      passMarkSet: { method: 'angoff', judges: 2 },
    });
    const { body: attempts } = await ask(early, 'GET', `attempts?quiz=${QUIZ_ID}`);
    expect(attempts.items[0].result).toMatchObject({ passed: false, provisional: true });
    expect((await ask(chair, 'GET', `quizzes/${QUIZ_ID}/statistics`)).body).toMatchObject({
      passMark: 55,
      provisional: false,
    });
  });

  it('when it is approved, then it is frozen: nobody rates, closes or proposes any more, and another panel may be called', async () => {
    for (const judge of [ada, ben]) await rate(judge, id, all(60));
    await close(id);
    await approve(approver, (await propose(id)).body.id);
    expect((await rate(ada, id, all(10), 2)).body.code).toBe('cut-score-frozen');
    expect((await close(id)).body.code).toBe('cut-score-frozen');
    expect((await propose(id)).body.code).toBe('cut-score-frozen');
    const { body: other } = await called();
    for (const judge of [ada, ben]) await rate(judge, other.id, all(90));
    await close(other.id);
    house.clock.advance(1000);
    await approve(approver, (await propose(other.id)).body.id);
    const { body: history } = await ask(chair, 'GET', `quizzes/${QUIZ_ID}/cut-scores`);
    expect(history.items.map(({ adopted }: { adopted: number }) => adopted)).toEqual([90, 60]);
    expect((await ask(ada, 'GET', `quizzes/${QUIZ_ID}`)).body.passMark).toBe(90);
  });

  it('when the chair adopts another, then the reason stands beside both', async () => {
    for (const judge of [ada, ben]) await rate(judge, id, all(60));
    expect((await propose(id)).body.code).toBe('ratings-missing');
    await close(id);
    expect((await propose(id, { adopted: 58 })).status).toBe(400);
    const { body } = await propose(id, { adopted: 58, reason: 'One standard error lower, for the first sitting.' });
    expect(body).toMatchObject({ computed: 60, adopted: 58, reason: expect.stringContaining('first sitting') });
  });

  it('when two approve at once, or the chair closes while a judge saves, then one outcome stands and the other is told', async () => {
    await rate(ben, id, all(60));
    await rate(ada, id, all(60));
    const [saved, closed] = await Promise.all([rate(ada, id, all(20)), close(id)]);
    expect(closed.status).toBe(201);
    const cut = (await propose(id)).body;
    expect(cut.computed).toBe(saved.status === 204 ? 40 : 60);
    const answers = await Promise.all([approve(approver, cut.id), approve(ada, cut.id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it.each`
    who           | what
    ${'ada'}      | ${'closes the round'}
    ${'approver'} | ${'closes the round'}
  `('when $who, who does not chair it, $what, then that is refused', async ({ who }) => {
    for (const judge of [ada, ben]) await rate(judge, id, all(60));
    expect((await close(id, { ada, approver }[who as 'ada'])).status).toBe(403);
  });
});

describe('Given other methods', () => {
  it('when judges sort the items (Ebel), then the cut is what their cells expect', async () => {
    const { body } = await called({ method: 'ebel' });
    ({ items } = body);
    const cells = ['essential', 'important', 'acceptable'].flatMap((one) =>
      ['easy', 'medium', 'hard'].map((other) => `${one}/${other}`),
    );
    const grid = Object.fromEntries(cells.map((cell) => [cell, cell === 'essential/easy' ? 90 : 40]));
    const ratings = { grid, items: { [items[0].key]: 'essential/easy', [items[1].key]: 'acceptable/hard' } };
    for (const judge of [ada, ben]) expect((await rate(judge, body.id, ratings)).status).toBe(204);
    await close(body.id);
    expect((await propose(body.id)).body.computed).toBe((2 * 90 + 3 * 40) / 5);
  });

  it('when there are too few results (Hofstee), then there is no cut, and it says why', async () => {
    const { body } = await called({ method: 'hofstee' });
    const ratings = { leastCut: 50, mostCut: 80, leastFailing: 0, mostFailing: 40 };
    for (const judge of [ada, ben]) await rate(judge, body.id, ratings);
    await close(body.id);
    const refused = await propose(body.id);
    expect([refused.body.code, refused.body.because]).toEqual([
      'no-cut-score',
      expect.stringContaining('10 candidates'),
    ]);
  });

  it('when a station is regressed on its global ratings, then its cut is a per cent of its checklist, approved as any other', async () => {
    const results = Array.from({ length: 12 }, (_, n) => ({ rating: 1 + (n % 4), score: 4 + 3 * (1 + (n % 4)) }));
    const station = { maxScore: 20, borderline: 2, results };
    const { status, body } = await called({
      method: 'borderline-regression',
      quizId: undefined,
      judges: undefined,
      station: 'Consent',
      results: station,
    });
    expect([status, body.result.cut, body.result.details.cutInPoints]).toEqual([
      201,
      expect.closeTo(50, 9),
      expect.closeTo(10, 9),
    ]);
    const { body: cut } = await propose(body.id);
    expect((await approve(approver, cut.id)).body).toMatchObject({ state: 'approved', adopted: 50 });
  });

  it.each`
    more                                   | path
    ${{ judges: [] }}                      | ${'judges'}
    ${{ quizId: undefined }}               | ${'quizId'}
    ${{ method: 'borderline-regression' }} | ${'station'}
    ${{ method: 'by-heart' }}              | ${'method'}
    ${{ borderline: '' }}                  | ${'borderline'}
  `('when a panel is called with $more, then $path is to be mended', async ({ more, path }) => {
    const { status, body } = await called(more);
    expect([status, body.errors.map((fault: { path: string }) => fault.path)]).toEqual([
      400,
      expect.arrayContaining([path]),
    ]);
  });
});
