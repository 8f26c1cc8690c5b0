import type { MultipleQuestion, MultipleScoring, Option } from '../question';
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

export interface MultipleResponse {
  readonly choices: readonly string[];
}

const RULES: Record<MultipleScoring, (options: readonly Option[], isChosen: (option: Option) => boolean) => number> = {
  /** Exactly the correct options, or nothing. */
  'all-or-nothing': (options, isChosen) => (options.every((option) => isChosen(option) === option.correct) ? 1 : 0),

  /** Every option is a true/false of its own: the share of those rightly chosen or rightly left. */
  'per-option': (options, isChosen) =>
    options.filter((option) => isChosen(option) === option.correct).length / options.length,

  /** Correct choices less wrong ones, as a share of the correct options; never below nothing. */
  'right-minus-wrong': (options, isChosen) => {
    const correct = options.filter((option) => option.correct);
    const right = correct.filter(isChosen).length;
    const wrong = options.filter((option) => !option.correct && isChosen(option)).length;
    return correct.length === 0 ? 0 : Math.max(right - wrong, 0) / correct.length;
  },

  /** The sum of what the chosen options earn and cost, within nothing and the whole. */
  weighted: (options, isChosen) =>
    withinWhole(options.filter(isChosen).reduce((sum, option) => sum + weightOf(option), 0)),
};

/** Multiple response. Choosing nothing at all is no response, and earns nothing under any rule. */
export const multiple: QuestionType<MultipleQuestion, MultipleResponse> = {
  version: 1,

  validate: ({ options }, response) =>
    validateMembers(response, { required: ['choices'] }, ({ choices }) => {
      if (!Array.isArray(choices)) return [{ path: 'choices', message: 'is a list of option ids' }];
      return choices.slice(0, options.length + 1).flatMap((choice, index) => {
        const path = `choices[${index}]`;
        if (!isAmong(options, choice)) return [{ path, message: NOT_AN_OPTION }];
        return choices.indexOf(choice) < index ? [{ path, message: 'is chosen twice' }] : [];
      });
    }),

  normalise: (_, { choices }) => (choices.length === 0 ? null : { choices: [...new Set(choices)].sort() }),

  score: ({ options, scoring }, { choices }) => {
    const isChosen = ({ id }: Option) => choices.includes(id);
    return {
      fraction: RULES[scoring](options, isChosen),
      parts: options.map((option) => ({ part: option.id, fraction: isChosen(option) === option.correct ? 1 : 0 })),
    };
  },

  present: (question, arrange) => ({
    ...presentBase(question),
    options: (question.keepOrder ? question.options : arrange('options', question.options)).map(presentChoice),
  }),

  feedback: ({ options }, { choices }) =>
    options.filter(({ id }) => choices.includes(id)).map(({ feedback }) => feedback),

  key: ({ options }) => options.filter(({ correct }) => correct).map(({ text }) => text),
};
