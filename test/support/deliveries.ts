import type { QuizDefinition } from '../../src/catalogue/programme';
import type { ItemView } from '../../src/assessment/attempt-view';
import { idOfName } from '../../src/kernel/ids';
import { House } from './a-house';
import { PROGRAMME, QUIZ } from './a-quiz';
import type { SignedInPerson } from './people';

export const quizIdOf = (slug: string) => idOfName(`${PROGRAMME}/quiz/${slug}`);

/** The quiz of the tests under another name, run in another way. */
export const quizWith = (slug: string, settings: Partial<QuizDefinition> = {}): QuizDefinition => ({
  ...QUIZ,
  coolDownMinutes: 0,
  ...settings,
  slug,
});

/** What candidates and those who watch over them do, over HTTP. */
export function deliveriesIn(house: House) {
  async function call(person: SignedInPerson | null, method: 'GET' | 'POST' | 'PUT', path: string, payload?: object) {
    const answer = await house.app.inject({ method, url: `/api/v1${path}`, headers: person?.headers, payload });
    return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() };
  }
  return {
    call,
    start: (person: SignedInPerson, slug: string, body: object = { declaration: true }) =>
      call(person, 'POST', `/quizzes/${quizIdOf(slug)}/attempts`, body),
    load: (person: SignedInPerson, id: string) => call(person, 'GET', `/attempts/${id}`),
    submit: (person: SignedInPerson, id: string) => call(person, 'POST', `/attempts/${id}/submission`),
    save: (person: SignedInPerson, id: string, slot: number, sequence: number, response: unknown) =>
      call(person, 'PUT', `/attempts/${id}/responses/${slot}`, { sequence, response }),
    turnTo: (person: SignedInPerson, id: string, page: number) => call(person, 'PUT', `/attempts/${id}/page`, { page }),
    flag: (person: SignedInPerson, id: string, slot: number, flagged: boolean) =>
      call(person, 'PUT', `/attempts/${id}/flags/${slot}`, { flagged }),
    takeBreak: (person: SignedInPerson, id: string, onBreak: boolean) =>
      call(person, 'PUT', `/attempts/${id}/break`, { onBreak }),
    addTime: (person: SignedInPerson, id: string, minutes: number, reason = 'The fire alarm rang.') =>
      call(person, 'POST', `/attempts/${id}/added-time`, { minutes, reason }),
    allow: (by: SignedInPerson, personId: string, more: object) =>
      call(by, 'POST', `/people/${personId}/accommodations`, {
        factor: 1,
        breakMinutes: 0,
        endsOn: '2027-12-31',
        reason: 'Statement of the student office',
        ...more,
      }),
  };
}

/** A response to the true-or-false question, which stands in slot 3. */
export const TRUE = { choice: 'true' };

/** Any response to the question in slot 1. */
export const anyChoice = ({ options }: ItemView) => ({ choice: options![0].id });
