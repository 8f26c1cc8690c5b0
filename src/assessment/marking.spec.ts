import { asking } from '../../test/support/a-bank';
import { aHouse, House } from '../../test/support/a-house';
import { aCandidate, aProgrammeWith, QUESTIONS, QUIZ, QUIZ_ID } from '../../test/support/a-quiz';
import { lettersTo } from '../../test/support/mail';
import { aPerson, TestPerson } from '../../test/support/people';
import { replayed } from '../../test/support/replayed';
import { Vault } from '../vault/vault.service';
import type { QuestionDefinition } from '../catalogue/programme';

const ESSAY: QuestionDefinition = {
  ...{ slug: 'plan', prompt: 'What do you do?', mark: 6, safetyCritical: false, topic: 'Plans', level: 'analyse' },
  ...{ competencies: ['C11'], facts: ['F1'], rationale: 'KEY', type: 'essay' },
  rubric: ['sees', 'acts'].map((slug) => ({
    slug,
    title: `Whether it ${slug}`,
    levels: [0, 1, 2].map((points) => ({ points, description: `Level ${points}` })),
  })),
  modelAnswer: 'KEY model',
};

let house: House;
let [first, second, third, candidate]: TestPerson[] = [];

const ask = (person: TestPerson, method: 'GET' | 'POST' | 'PUT', path: string, body?: object) =>
  asking(house, person, method, path, body);
const next = async (person: TestPerson) => {
  const { body: queue } = await ask(person, 'GET', 'marking-queue');
  const pile = queue.items[0];
  if (!pile) return null;
  return (await ask(person, 'GET', `quizzes/${QUIZ_ID}/marking/${pile.questionVersionId}/next`)).body.answer;
};
const mark = (person: TestPerson, id: string, sees: number, acts: number, more: object = {}) =>
  ask(person, 'POST', `marking/answers/${id}/marks`, { points: { sees, acts }, ...more });
const attempt = async (id: string) => (await ask(candidate, 'GET', `attempts/${id}`)).body;

async function write(person: TestPerson, text: string): Promise<string> {
  const { body } = await ask(person, 'POST', `quizzes/${QUIZ_ID}/attempts`);
  await ask(person, 'PUT', `attempts/${body.id}/responses/1`, { sequence: 1, response: { text } });
  await ask(person, 'PUT', `attempts/${body.id}/responses/2`, { sequence: 1, response: { number: 2.5, unit: 'mm' } });
  const { body: submitted } = await ask(person, 'POST', `attempts/${body.id}/submission`);
  expect(submitted).toMatchObject({ state: 'awaiting-marking', passed: false });
  return body.id;
}

describe('Given an essay that was handed in', () => {
  let attemptId: string;

  beforeEach(async () => {
    house = await aHouse();
    await aProgrammeWith(house, [{ ...QUIZ, passMark: 60, coolDownMinutes: 0, questions: [ESSAY, QUESTIONS[4]] }]);
    [first, second, third] = await Promise.all([1, 2, 3].map(() => aPerson(house, { roles: ['instructor'] })));
    candidate = await aCandidate(house);
    attemptId = await write(candidate, 'I stop.\n\nI call for help.');
  });
  afterEach(() => house.close());

  it('when somebody who marks looks, then it is there with its rubric, and nothing says whose it is', async () => {
    const answer = await next(first);
    expect(answer).toMatchObject({
      text: 'I stop.\n\nI call for help.',
      words: 6,
      task: 'mark',
      modelAnswer: 'KEY model',
      marks: [],
    });
    expect(JSON.stringify(answer)).not.toContain(candidate.id);
    expect(JSON.stringify(answer)).not.toContain(attemptId);
    expect((await ask(candidate, 'GET', 'marking-queue')).status).toBe(403);
  });

  it('when it is not marked yet, then statistics say nothing of it, and no panel judges by how the test went', async () => {
    const { body: before } = await ask(first, 'GET', `quizzes/${QUIZ_ID}/statistics`);
    expect(before.items).toMatchObject([
      { name: 'plan', n: 0, facility: null },
      { name: 'gauge', n: 1, facility: 1 },
    ]);
    expect(before.mean).toBe(3);
    const { body: panel } = await ask(first, 'POST', 'standard-settings', {
      ...{ method: 'hofstee', quizId: QUIZ_ID, judges: [second.id, third.id], borderline: 'Somebody on the border.' },
    });
    const ratings = { leastCut: 50, mostCut: 90, leastFailing: 10, mostFailing: 80 };
    for (const judge of [second, third]) {
      await ask(judge, 'PUT', `standard-settings/${panel.id}/ratings`, { round: 1, ratings });
    }
    await ask(first, 'POST', `standard-settings/${panel.id}/rounds`, {});
    const because = async () =>
      (await ask(first, 'GET', `standard-settings/${panel.id}`)).body.rounds[0].result.because as string;
    expect(await because()).toContain('one answer has to be marked first');

    await house.unitOfWork.run(() => house.get(Vault).erase(candidate.id));
    expect((await ask(first, 'GET', 'marking-queue')).body.items).toEqual([]);
    expect(await because()).toContain('10 candidates or more');
  });

  it('when it is marked once where once is enough, then the attempt is graded, and the candidate reads why', async () => {
    const { id } = await next(first);
    const { status, body } = await mark(first, id, 2, 1, { comment: 'Say whom you call.' });
    expect([status, body]).toEqual([201, { needs: 'nothing' }]);
    const graded = await attempt(attemptId);
    expect(graded).toMatchObject({ state: 'graded', result: { mark: 7.5, maxMark: 9, passed: true } });
    expect(graded.review[0]).toMatchObject({
      mark: 4.5,
      outcome: 'partly-right',
      marking: {
        comments: ['Say whom you call.'],
        criteria: [
          { points: 2, most: 2, level: 'Level 2' },
          { points: 1, level: 'Level 1' },
        ],
      },
    });
    expect(graded.scorings.map(({ reason }: { reason: string }) => reason)).toEqual(['submission', 'marking']);
    expect(await next(first)).toBeNull();
  });

  describe('and every answer is to be marked twice', () => {
    beforeEach(async () => {
      expect(
        (await ask(first, 'PUT', `quizzes/${QUIZ_ID}/marking-plan`, { doubleShare: 100, tolerance: 1 })).status,
      ).toBe(200);
    });

    it('when two marks agree, then their mean counts, and neither saw the other', async () => {
      const { id } = await next(first);
      expect((await mark(first, id, 2, 2)).body).toEqual({ needs: 'second-mark' });
      expect(await attempt(attemptId)).toMatchObject({ state: 'awaiting-marking' });
      expect(await next(first)).toBeNull();
      expect((await mark(first, id, 2, 2)).body.code).toBe('marked-already');
      expect((await next(second)).marks).toEqual([]);
      expect((await mark(second, id, 2, 1)).body).toEqual({ needs: 'nothing' });
      expect((await attempt(attemptId)).result.mark).toBe(3 + 6 * (3.5 / 4));
      const { body: agreement } = await ask(first, 'GET', `quizzes/${QUIZ_ID}/marking-agreement`);
      expect(agreement.items[0]).toMatchObject({ slug: 'plan', overall: { n: 1, exact: 0, meanDifference: 1 } });
      expect(new Set(agreement.items[0].pairs[0].markers)).toEqual(new Set([first.id, second.id]));
    });

    it('when they lie apart, then somebody who sees both decides, and says why', async () => {
      const { id } = await next(first);
      await mark(first, id, 2, 2);
      expect((await mark(second, id, 0, 0)).body).toEqual({ needs: 'reconciliation' });
      const answer = await next(third);
      expect(answer).toMatchObject({
        task: 'reconciliation',
        marks: [
          { by: 'Marker 1', total: 4 },
          { by: 'Marker 2', total: 0 },
        ],
      });
      expect((await mark(third, id, 1, 1, { task: 'reconciliation' })).body.errors[0].path).toBe('note');
      expect((await mark(third, id, 1, 1)).body.code).toBe('marked-meanwhile');
      expect((await mark(third, id, 1, 1, { task: 'reconciliation', note: 'It names the sign.' })).body).toEqual({
        needs: 'nothing',
      });
      const { body: log } = await ask(first, 'GET', `quizzes/${QUIZ_ID}/score-changes`);
      // Until now nobody could say what it was worth: no score has changed.
      expect(log.items).toEqual([]);
      house.clock.advance(1000);
      await mark(first, id, 2, 1, { task: 'change', note: 'It names two signs.' });
      const { body: changed } = await ask(first, 'GET', `quizzes/${QUIZ_ID}/score-changes`);
      expect(changed.items).toMatchObject([
        { reason: 'marking', because: 'It names two signs.', by: { id: first.id }, person: null },
      ]);
    });

    it('when two press at once, then both marks are kept where two are needed, and no more', async () => {
      const { id } = await next(first);
      const answers = await Promise.all([mark(first, id, 2, 2), mark(second, id, 2, 2), mark(third, id, 2, 2)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409]);
      expect((await attempt(attemptId)).scorings).toHaveLength(2);
    });
  });

  it('when two press at once where one mark is enough, then one counts and the other is told', async () => {
    const { id } = await next(first);
    const answers = await Promise.all([mark(first, id, 2, 2), mark(second, id, 0, 0)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('marked-meanwhile');
  });

  it('when a mark is changed later, then the change says why, and both results stay readable', async () => {
    const { id } = await next(first);
    await mark(first, id, 2, 2);
    house.clock.advance(1000);
    expect((await mark(second, id, 0, 0, { task: 'change' })).status).toBe(400);
    expect((await mark(second, id, 0, 0, { task: 'change', note: 'It was copied.' })).status).toBe(201);
    const { result, scorings } = await attempt(attemptId);
    expect([result.mark, scorings.length]).toEqual([3, 3]);
    const { body: log } = await ask(first, 'GET', `quizzes/${QUIZ_ID}/score-changes`);
    expect(log.items).toMatchObject([{ from: { mark: 9 }, to: { mark: 3 }, because: 'It was copied.' }]);
  });

  it('when it is marked, and when that is changed, then the candidate is told what it was and is', async () => {
    const { id } = await next(first);
    const told = async () =>
      (await lettersTo(house, candidate.email))
        .filter(({ subject }) => subject.includes('result'))
        .map(({ text }) => text);
    await mark(first, id, 2, 2);
    expect(await told()).toEqual([expect.stringContaining('100 %, passed (pass mark provisional)')]);
    house.clock.advance(1000);
    await mark(second, id, 2, 2, { task: 'change', note: 'Read again.' });
    expect(await told()).toHaveLength(1);
    await mark(second, id, 0, 0, { task: 'change', note: 'It was copied.' });
    expect((await told()).at(-1)).toMatch(/Before: 100 %, passed .*Now: 33.33 %, not passed/);
  });

  it('when a regrade follows, then the marks of people stay what they are', async () => {
    const { id } = await next(first);
    await mark(first, id, 2, 2);
    const regrade = { reason: 'Longer it is.', policy: 'new-key', question: 'gauge', key: { answer: 3 } };
    const { body: proposed } = await ask(first, 'POST', `quizzes/${QUIZ_ID}/regrades`, regrade);
    await ask(second, 'POST', `regrades/${proposed.id}/approval`, {});
    expect(await attempt(attemptId)).toMatchObject({ state: 'graded', result: { mark: 6, maxMark: 9 } });
    expect(await replayed(house, QUIZ_ID)).toBe(1);
  });

  it.each`
    points                            | paths
    ${{ sees: 2 }}                    | ${['points.acts']}
    ${{ sees: 5, acts: 1 }}           | ${['points.sees']}
    ${{ sees: 1, acts: 1, style: 2 }} | ${['points.style']}
  `('when the points are $points, then $paths do not fit', async ({ points, paths }) => {
    const { id } = await next(first);
    const { status, body } = await ask(first, 'POST', `marking/answers/${id}/marks`, { points });
    expect([status, body.errors.map(({ path }: { path: string }) => path)]).toEqual([400, paths]);
  });

  it('when nothing was written, then nobody is asked to mark it', async () => {
    const blank = await aCandidate(house);
    const { body } = await ask(blank, 'POST', `quizzes/${QUIZ_ID}/attempts`);
    expect((await ask(blank, 'POST', `attempts/${body.id}/submission`)).body.state).toBe('graded');
    expect((await ask(first, 'GET', 'marking-queue')).body.items).toMatchObject([{ waiting: 1 }]);
  });
});
