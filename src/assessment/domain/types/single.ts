import type { SingleQuestion } from '../question';
import { isAmong, NOT_AN_OPTION, presentBase, presentChoice, QuestionType, validateMembers } from './question-type';

export interface SingleResponse {
  readonly choice: string;
}

/** Single best answer. */
export const single: QuestionType<SingleQuestion, SingleResponse> = {
  version: 1,

  validate: ({ options }, response) =>
    validateMembers(response, { required: ['choice'] }, ({ choice }) =>
      isAmong(options, choice) ? [] : [{ path: 'choice', message: NOT_AN_OPTION }],
    ),

  normalise: (_, { choice }) => ({ choice }),

  score: ({ options }, { choice }) => {
    const fraction = options.some(({ id, correct }) => id === choice && correct) ? 1 : 0;
    return { fraction, parts: [{ part: choice, fraction }] };
  },

  present: (question, arrange) => ({
    ...presentBase(question),
    options: arrange('options', question.options).map(presentChoice),
  }),

  feedback: ({ options }, { choice }) => options.filter(({ id }) => id === choice).map(({ feedback }) => feedback),
};
