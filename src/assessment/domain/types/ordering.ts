import type { OrderingQuestion, OrderingScoring } from '../question';
import { isAmong, NOT_AN_OPTION, presentBase, presentChoice, QuestionType, validateMembers } from './question-type';

export interface OrderingResponse {
  /** Every option, first to last. */
  readonly order: readonly string[];
}

/** The share of places, or of neighbours, that are right; each as 0 or 1, first to last. */
const RULES: Record<OrderingScoring, (key: readonly string[], order: readonly string[]) => readonly number[]> = {
  'all-or-nothing': (key, order) => [Number(key.every((id, place) => order[place] === id))],

  positions: (key, order) => key.map((id, place) => Number(order[place] === id)),

  /** Each pair of steps that follow each other in the key: do they in the response, too? */
  adjacent: (key, order) => {
    const placeOf = new Map(order.map((id, place) => [id, place]));
    const pairs = key.slice(1).map((id, before) => Number(placeOf.get(id) === (placeOf.get(key[before]) ?? NaN) + 1));
    return pairs.length > 0 ? pairs : [Number(order[0] === key[0])];
  },
};

/** The steps of a procedure, put into order. A part of an order says nothing about places, so all of it is asked. */
export const ordering: QuestionType<OrderingQuestion, OrderingResponse> = {
  version: 1,

  validate: ({ options }, response) =>
    validateMembers(response, { required: ['order'] }, ({ order }) => {
      if (!Array.isArray(order)) return [{ path: 'order', message: 'is a list of option ids' }];
      const faults = order.slice(0, options.length + 1).flatMap((id, place) => {
        const path = `order[${place}]`;
        if (!isAmong(options, id)) return [{ path, message: NOT_AN_OPTION }];
        return order.indexOf(id) < place ? [{ path, message: 'stands twice' }] : [];
      });
      if (faults.length > 0) return faults;
      return order.length === options.length
        ? []
        : [{ path: 'order', message: `gives each of the ${options.length} steps a place of its own` }];
    }),

  normalise: (_, { order }) => (order.length === 0 ? null : { order: [...order] }),

  score: ({ key, scoring }, { order }) => {
    const rights = RULES[scoring](key, order);
    return {
      fraction: rights.reduce((sum, right) => sum + right, 0) / rights.length,
      parts: key.map((id, place) => ({ part: id, fraction: Number(order[place] === id) })),
    };
  },

  present: (question, arrange) => ({
    ...presentBase(question),
    options: arrange('options', question.options).map(presentChoice),
  }),

  /** Written for all, it explains the right order. */
  feedback: () => [],

  /** A colon, since a number and a full stop would begin a list in Markdown. */
  key: ({ key, options, feedback }) => [
    ...key.map((id, place) => `${place + 1}: ${options.find((option) => option.id === id)?.text ?? ''}`),
    ...(feedback === '' ? [] : [feedback]),
  ],
};
