import type { SingleQuestion } from '../question';
import {
  isAmong,
  NOT_AN_OPTION,
  presentBase,
  presentChoice,
  QuestionType,
  validateMembers,
  weightOf,
  withinWhole,
} from './question-type';

export interface SingleResponse {
  readonly choice: string;
}

/** Single best answer; where it is weighted, each option earns a part of its own. */
export const single: QuestionType<SingleQuestion, SingleResponse> = {
  version: 1,

  validate: ({ options }, response) =>
    validateMembers(response, { required: ['choice'] }, ({ choice }) =>
      isAmong(options, choice) ? [] : [{ path: 'choice', message: NOT_AN_OPTION }],
    ),

  normalise: (_, { choice }) => ({ choice }),

  score: ({ options, scoring }, { choice }) => {
    const chosen = options.find(({ id }) => id === choice);
    const earned = chosen && (scoring === 'weighted' ? weightOf(chosen) : Number(chosen.correct));
    const fraction = withinWhole(earned ?? 0);
    return { fraction, parts: [{ part: choice, fraction }] };
  },

  present: (question, arrange) => ({
    ...presentBase(question),
    options: (question.keepOrder ? question.options : arrange('options', question.options)).map(presentChoice),
  }),

  feedback: ({ options }, { choice }) => options.filter(({ id }) => id === choice).map(({ feedback }) => feedback),

  key: ({ options }) => options.filter(({ correct }) => correct).map(({ text }) => text),
};
