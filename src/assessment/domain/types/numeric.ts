import type { NumericAnswer, NumericQuestion } from '../question';
import { presentBase, QuestionType, validateMembers, withinWhole } from './question-type';

export interface NumericResponse {
  readonly number: number;
  readonly unit?: string;
}

const LONGEST_UNIT = 20;

/** Decimal fractions are not exact in binary: 2.5 − 2.4 comes out a hair above 0.1. So much of the size is forgiven. */
const ROUNDING = 1e-12;

function isWithin(tolerance: number, answer: number, number: number): boolean {
  const forgiven = ROUNDING * Math.max(Math.abs(answer), Math.abs(number));
  return Math.abs(number - answer) <= tolerance + forgiven;
}

/** The answers that a number fits, the best first; of equals, as the author wrote them. */
function fitting({ answer, tolerance, alternatives = [] }: NumericQuestion, number: number): NumericAnswer[] {
  return [{ answer, tolerance }, ...alternatives]
    .filter((candidate) => isWithin(candidate.tolerance, candidate.answer, number))
    .sort((one, other) => (other.fraction ?? 1) - (one.fraction ?? 1));
}

/** A number with a tolerance; where the question asks for the unit, the number without the right one is wrong. */
export const numeric: QuestionType<NumericQuestion, NumericResponse> = {
  version: 1,

  validate: (_, response) =>
    validateMembers(response, { required: ['number'], optional: ['unit'] }, ({ number, unit }) => {
      const isUnit =
        unit === undefined || (typeof unit === 'string' && unit.length <= LONGEST_UNIT && unit.isWellFormed());
      return [
        ...(typeof number === 'number' && Number.isFinite(number) ? [] : [{ path: 'number', message: 'is a number' }]),
        ...(isUnit ? [] : [{ path: 'unit', message: `is a text of up to ${LONGEST_UNIT} characters` }]),
      ];
    }),

  normalise: (_, { number, unit }) => {
    const symbol = unit?.normalize('NFKC').trim();
    // Adding zero makes −0 plain 0: they are one number, and one text in JSON.
    return symbol ? { number: number + 0, unit: symbol } : { number: number + 0 };
  },

  score: (question, response) => {
    const { unit } = question;
    const [best] = fitting(question, response.number);
    const number = best ? withinWhole(best.fraction ?? 1) : 0;
    if (!unit?.required) return { fraction: number, parts: [{ part: 'number', fraction: number }] };
    const symbol = response.unit === unit.symbol.normalize('NFKC').trim() ? 1 : 0;
    return {
      fraction: number * symbol,
      parts: [
        { part: 'number', fraction: number },
        { part: 'unit', fraction: symbol },
      ],
    };
  },

  present: (question) => ({
    ...presentBase(question),
    ...(question.unit && {
      unit: question.unit.required ? { required: true } : { required: false, symbol: question.unit.symbol },
    }),
  }),

  /** The main feedback is the working, which gives the key away; an alternative's is for whoever gave it. */
  feedback: (question, { number }) => {
    const [best] = fitting(question, number);
    return best?.feedback === undefined ? [] : [best.feedback];
  },

  key: ({ answer, tolerance, unit, feedback }) => {
    const symbol = unit ? ` ${unit.symbol}` : '';
    const range = tolerance > 0 ? `${answer}${symbol} ± ${tolerance}${symbol}` : `${answer}${symbol}`;
    return [range, feedback].filter((line) => line !== '');
  },
};
