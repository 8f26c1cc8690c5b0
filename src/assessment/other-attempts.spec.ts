import { asking } from '../../test/support/a-bank';
import { aHouse, House } from '../../test/support/a-house';
import { aCandidate, aProgrammeWith, QUESTIONS, QUIZ, QUIZ_ID } from '../../test/support/a-quiz';
import type { TestPerson } from '../../test/support/people';
import { NewResult, NewResults } from './new-results';

/* Where another attempt can take a pass away, those who rely on passes are told, however the attempt came to its end. */

let house: House;
let candidate: TestPerson;
let told: NewResult[];

const ask = (method: 'GET' | 'POST' | 'PUT', path: string, body?: object) =>
  asking(house, candidate, method, path, body);

async function begin(isRight: boolean): Promise<string> {
  const { body } = await ask('POST', `quizzes/${QUIZ_ID}/attempts`);
  const response = { number: isRight ? 2.5 : 9, unit: 'mm' };
  await ask('PUT', `attempts/${body.id}/responses/1`, { sequence: 1, response });
  return body.id;
}

async function sit(isRight: boolean): Promise<string> {
  const id = await begin(isRight);
  await ask('POST', `attempts/${id}/submission`);
  return id;
}

async function aQuizWhere(gradeMethod: 'last' | 'mean' | 'best'): Promise<void> {
  await aProgrammeWith(house, [{ ...QUIZ, gradeMethod, passMark: 60, coolDownMinutes: 0, questions: [QUESTIONS[4]] }]);
  candidate = await aCandidate(house);
}

beforeEach(async () => {
  house = await aHouse();
  told = [];
  house.get(NewResults).listen((result) => told.push(result));
});
afterEach(() => house.close());

describe('Given somebody who passed, and tries again', () => {
  it.each(['last', 'mean'] as const)(
    'when the %s counts and the second try is poor, then it is told whose pass is gone, and the candidate gets no letter',
    async (gradeMethod) => {
      await aQuizWhere(gradeMethod);
      const first = await sit(true);
      told.length = 0;
      const second = await sit(false);
      expect(told).toMatchObject([
        {
          ...{ because: 'other-attempts', attemptId: second, before: null },
          passes: [{ attemptId: first, change: 'loses-pass', isDecisive: true }],
        },
      ]);
    },
  );

  it('when its time runs out, then that is told as well', async () => {
    await aQuizWhere('last');
    const first = await sit(true);
    told.length = 0;
    await begin(false);
    house.clock.advance(31 * 60_000);
    await ask('GET', 'attempts');
    expect(told).toMatchObject([{ because: 'other-attempts', passes: [{ attemptId: first, change: 'loses-pass' }] }]);
  });

  it('when the best counts, then no pass comes or goes by a poor try', async () => {
    await aQuizWhere('best');
    await sit(true);
    await sit(false);
    expect(told).toEqual([]);
  });
});
