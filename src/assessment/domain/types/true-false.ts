import type { TrueFalseQuestion } from '../question';
import { isAmong, presentBase, QuestionType, validateMembers } from './question-type';

export interface TrueFalseResponse {
  readonly choice: 'true' | 'false';
}

/** The ids of these two options are part of the API; their order never changes. */
const OPTIONS = [
  { id: 'true', text: 'True' },
  { id: 'false', text: 'False' },
] as const;

export const trueFalse: QuestionType<TrueFalseQuestion, TrueFalseResponse> = {
  version: 1,

  validate: (_, response) =>
    validateMembers(response, { required: ['choice'] }, ({ choice }) =>
      isAmong(OPTIONS, choice) ? [] : [{ path: 'choice', message: 'is "true" or "false"' }],
    ),

  normalise: (_, { choice }) => ({ choice }),

  score: ({ answer }, { choice }) => {
    const fraction = choice === String(answer) ? 1 : 0;
    return { fraction, parts: [{ part: choice, fraction }] };
  },

  present: (question) => ({ ...presentBase(question), options: OPTIONS }),

  feedback: ({ feedback }, { choice }) => [feedback[choice]],

  key: ({ answer }) => OPTIONS.filter(({ id }) => id === String(answer)).map(({ text }) => text),
};
