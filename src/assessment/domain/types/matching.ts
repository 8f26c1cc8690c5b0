import type { MatchingQuestion } from '../question';
import {
  isAmong,
  LONGEST_PATH,
  NOT_AN_OPTION,
  presentBase,
  presentChoice,
  QuestionType,
  validateMembers,
} from './question-type';

export interface MatchingResponse {
  /** Stem id → option id. */
  readonly pairs: Readonly<Record<string, string>>;
}

/** Matching and extended matching: each stem is marked on its own, so half the stems right is half the mark. */
export const matching: QuestionType<MatchingQuestion, MatchingResponse> = {
  version: 1,

  validate: ({ stems, options }, response) =>
    validateMembers(response, { required: ['pairs'] }, ({ pairs }) => {
      if (typeof pairs !== 'object' || pairs === null || Array.isArray(pairs)) {
        return [{ path: 'pairs', message: 'is an object of stem ids and the option ids that match them' }];
      }
      return Object.entries(pairs)
        .slice(0, stems.length + 1)
        .flatMap(([stem, option]) => {
          const path = `pairs.${stem}`.slice(0, LONGEST_PATH);
          if (!isAmong(stems, stem)) return [{ path, message: 'is not a stem of this question' }];
          return isAmong(options, option) ? [] : [{ path, message: NOT_AN_OPTION }];
        });
    }),

  normalise: (_, { pairs }) => {
    const entries = Object.entries(pairs).sort(([one], [other]) => (one < other ? -1 : 1));
    return entries.length === 0 ? null : { pairs: Object.fromEntries(entries) };
  },

  score: ({ stems, key }, { pairs }) => {
    const parts = stems.map(({ id }) => ({ part: id, fraction: pairs[id] === key[id] ? 1 : 0 }));
    const right = parts.reduce((sum, { fraction }) => sum + fraction, 0);
    return { fraction: stems.length === 0 ? 0 : right / stems.length, parts };
  },

  present: (question, arrange) => ({
    ...presentBase(question),
    stems: arrange('stems', question.stems).map(presentChoice),
    options: arrange('options', question.options).map(presentChoice),
  }),

  feedback: () => [],

  key: ({ stems, options, key }) =>
    stems.map(({ id, text }) => `${text}: ${options.find((option) => option.id === key[id])?.text ?? ''}`),
};
