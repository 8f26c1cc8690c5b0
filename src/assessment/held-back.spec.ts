import { asking } from '../../test/support/a-bank';
import { aHouse, House } from '../../test/support/a-house';
import { aCandidate, aProgrammeWith, QUESTIONS, QUIZ, QUIZ_ID } from '../../test/support/a-quiz';
import { lettersTo } from '../../test/support/mail';
import { aPerson, TestPerson } from '../../test/support/people';
import { replayed } from '../../test/support/replayed';
import { FEWEST_ATTEMPTS } from './standard-results.service';

let house: House;
let [chair, ada, ben, approver]: TestPerson[] = [];

const ask = (person: TestPerson, method: 'GET' | 'POST' | 'PUT', path: string, body?: object) =>
  asking(house, person, method, path, body);
const lettersAbout = async ({ email }: TestPerson) =>
  (await lettersTo(house, email)).filter(({ subject }) => subject.includes('result'));

/** Two of five marks for "depth", three for the number: 60 % for the number alone, 100 % for both. */
async function sit(person: TestPerson, both: boolean) {
  const { body } = await ask(person, 'POST', `quizzes/${QUIZ_ID}/attempts`);
  const wanted = both ? 'Text apex' : 'Text knee';
  const choice = body.items[0].options.find(({ text }: { text: string }) => text === wanted).id;
  await ask(person, 'PUT', `attempts/${body.id}/responses/1`, { sequence: 1, response: { choice } });
  await ask(person, 'PUT', `attempts/${body.id}/responses/2`, { sequence: 1, response: { number: 2.5, unit: 'mm' } });
  const { body: submitted } = await ask(person, 'POST', `attempts/${body.id}/submission`);
  return { id: body.id as string, submitted };
}

/** Judges who accept a cut of 50 to 90 % that fails 10 to 80 % of the candidates. */
async function panelSetsTheMark(): Promise<{ status: number; adopted: number }> {
  const { body: panel } = await ask(chair, 'POST', 'standard-settings', {
    ...{ method: 'hofstee', quizId: QUIZ_ID, judges: [ada.id, ben.id] },
    borderline: 'Somebody who would needle a limb safely today, and needs help with anything else.',
  });
  const ratings = { leastCut: 50, mostCut: 90, leastFailing: 10, mostFailing: 80 };
  for (const judge of [ada, ben]) {
    const rated = await ask(judge, 'PUT', `standard-settings/${panel.id}/ratings`, { round: 1, ratings });
    expect(rated.status).toBe(204);
  }
  await ask(chair, 'POST', `standard-settings/${panel.id}/rounds`, {});
  const { status, body: cut } = await ask(chair, 'POST', `standard-settings/${panel.id}/cut-scores`, {});
  if (status === 201) await ask(approver, 'POST', `cut-scores/${cut.id}/approval`, {});
  return { status, adopted: cut.adopted };
}

beforeEach(async () => {
  house = await aHouse();
  const [first, second] = [{ ...QUESTIONS[0], safetyCritical: false }, QUESTIONS[4]];
  const quiz = { ...QUIZ, coolDownMinutes: 0, results: 'after-cut-score', questions: [first, second] } as const;
  await aProgrammeWith(house, [quiz]);
  [chair, ada, ben, approver] = [
    await aPerson(house, { roles: ['instructor'] }),
    await aPerson(house, { roles: ['instructor'] }),
    await aPerson(house, { roles: ['assessor'] }),
    await aPerson(house, { roles: ['registrar'] }),
  ];
});
afterEach(() => house.close());

describe('Given an examination whose results wait for a panel', () => {
  it('when somebody hands in, then nothing of the result is told, nor counted, and no other attempt begins', async () => {
    const candidate = await aCandidate(house);
    const { id, submitted } = await sit(candidate, true);
    expect(submitted).toEqual({ state: 'held-back' });
    // Once more, as from another tab.
    expect((await ask(candidate, 'POST', `attempts/${id}/submission`)).body).toEqual({ state: 'held-back' });
    const { body: attempt } = await ask(candidate, 'GET', `attempts/${id}`);
    expect(attempt).toMatchObject({ state: 'held-back', result: null, review: null, scorings: [] });
    expect((await ask(candidate, 'GET', 'attempts')).body.items).toMatchObject([{ state: 'held-back', result: null }]);
    const { body: quiz } = await ask(candidate, 'GET', `quizzes/${QUIZ_ID}`);
    expect(quiz).toMatchObject({ results: 'after-cut-score', grade: null, refusal: { code: 'result-held-back' } });
    expect((await ask(candidate, 'POST', `quizzes/${QUIZ_ID}/attempts`)).body.code).toBe('result-held-back');
    expect((await ask(candidate, 'GET', `people/${candidate.id}/training-record`)).body.quizzes).toEqual([]);
    expect(await lettersAbout(candidate)).toEqual([]);
  });

  it('when the time of somebody is over and nobody has looked, then no other attempt begins either', async () => {
    const candidate = await aCandidate(house);
    await ask(candidate, 'POST', `quizzes/${QUIZ_ID}/attempts`);
    house.clock.advance(31 * 60_000);
    expect((await ask(candidate, 'POST', `quizzes/${QUIZ_ID}/attempts`)).body.code).toBe('result-held-back');
  });

  it('when the panel judges by how this very cohort did, then its cut opens and decides what they handed in', async () => {
    const candidates: TestPerson[] = [];
    const ids: string[] = [];
    for (let index = 0; index < FEWEST_ATTEMPTS; index += 1) {
      candidates.push(await aCandidate(house));
      ids.push((await sit(candidates[index], index < 5)).id);
      house.clock.advance(1000);
    }
    expect((await ask(chair, 'GET', `quizzes/${QUIZ_ID}/statistics`)).body.attempts).toBe(FEWEST_ATTEMPTS);
    const { adopted } = await panelSetsTheMark();
    expect(adopted).toBeGreaterThan(60);

    const [passes, fails] = [
      (await ask(candidates[0], 'GET', `attempts/${ids[0]}`)).body,
      (await ask(candidates[9], 'GET', `attempts/${ids[9]}`)).body,
    ];
    expect(passes).toMatchObject({ state: 'graded', result: { percentage: 100, passed: true, provisional: false } });
    expect(passes.scorings).toMatchObject([{ reason: 'cut-score', passed: true }]);
    expect(fails).toMatchObject({ state: 'graded', result: { percentage: 60, passed: false, provisional: false } });
    expect((await lettersAbout(candidates[9])).map(({ text }) => text.includes('60 %, not passed'))).toEqual([true]);
    expect((await ask(chair, 'GET', `quizzes/${QUIZ_ID}/statistics`)).body).toMatchObject({
      attempts: FEWEST_ATTEMPTS,
      passed: { n: 5 },
    });

    expect(await replayed(house, QUIZ_ID)).toBe(FEWEST_ATTEMPTS);

    // Whoever sits it from now on is told at once.
    expect((await sit(await aCandidate(house), true)).submitted).toMatchObject({ state: 'graded', passed: true });
  });

  it('when its key turns out to be wrong, then what the panel judges by is scored anew, and no candidate is told', async () => {
    const [one, other] = [await aCandidate(house), await aCandidate(house)];
    const ids = [(await sit(one, true)).id, (await sit(other, false)).id];
    const { body: proposed } = await ask(chair, 'POST', `quizzes/${QUIZ_ID}/regrades`, {
      ...{ reason: 'The knee is right.', policy: 'new-key', question: 'depth', key: { correct: ['knee'] } },
    });
    expect(proposed.summary).toMatchObject({ attempts: 2, passesGained: 0, passesLost: 0, higher: 1, lower: 1 });
    expect(proposed.differences.map(({ state }: { state: string }) => state)).toEqual(['held-back', 'held-back']);
    const { status, body: approved } = await ask(ada, 'POST', `regrades/${proposed.id}/approval`, {});
    expect([status, approved.differences]).toEqual([201, proposed.differences]);

    expect((await ask(chair, 'GET', `quizzes/${QUIZ_ID}/statistics`)).body.items[0].facility).toBe(0.5);
    expect(await replayed(house, QUIZ_ID)).toBe(2);
    for (const [index, candidate] of [one, other].entries()) {
      const { body } = await ask(candidate, 'GET', `attempts/${ids[index]}`);
      expect(body).toMatchObject({ state: 'held-back', result: null, scorings: [] });
      expect(await lettersAbout(candidate)).toEqual([]);
    }

    for (let index = 0; index < FEWEST_ATTEMPTS; index += 1) await sit(await aCandidate(house), index < 3);
    await panelSetsTheMark();
    expect((await ask(one, 'GET', `attempts/${ids[0]}`)).body.result).toMatchObject({ percentage: 60 });
    expect((await ask(other, 'GET', `attempts/${ids[1]}`)).body.result).toMatchObject({ percentage: 100 });
    expect(await replayed(house, QUIZ_ID)).toBe(FEWEST_ATTEMPTS + 2);
  });

  it('when its cut is approved while the results of one are being read, then they open once', async () => {
    const candidates = await Promise.all(Array.from({ length: FEWEST_ATTEMPTS }, () => aCandidate(house)));
    const attempts: string[] = [];
    for (const [index, candidate] of candidates.entries()) attempts.push((await sit(candidate, index < 5)).id);
    const reading = Array.from({ length: 6 }, () => ask(candidates[0], 'GET', `attempts/${attempts[0]}`));
    await Promise.all([panelSetsTheMark(), ...reading]);
    const { body } = await ask(candidates[0], 'GET', `attempts/${attempts[0]}`);
    expect(body.scorings).toHaveLength(1);
    expect(await lettersAbout(candidates[0])).toHaveLength(1);
  });
});
