import type {
  NumericAnswer,
  NumericQuestion,
  ShortTextQuestion,
  TextAnswer,
} from '../../../catalogue/question-definition';
import type { Notes } from './exchange';

/** A typed answer as files weigh it. */
export interface WeighedAnswer {
  readonly text: string;
  readonly fraction: number;
  readonly feedback: string;
}

const weight = (fraction: number) => (fraction === 1 ? {} : { fraction });
const saying = (feedback: string) => (feedback === '' ? {} : { feedback });

/** Whether a star stands in it that no backslash makes a letter. */
export function hasWildcard(text: string): boolean {
  for (let at = text.indexOf('*'); at !== -1; at = text.indexOf('*', at + 1)) {
    if (text[at - 1] !== '\\') return true;
  }
  return false;
}

/**
 * Typed words as Moodle compares them: `*` stands for any run, `\*` for a star, accents count. A last `*` that earns nothing
 * says what those hear whom no answer fits.
 */
export function shortTextOf(
  answers: readonly WeighedAnswer[],
  letterCase: ShortTextQuestion['letterCase'],
  notes: Notes,
  line?: number,
): Pick<ShortTextQuestion, 'type' | 'answers' | 'feedback' | 'letterCase' | 'accents' | 'wildcards'> | null {
  const last = answers.at(-1);
  const otherwise = last?.text === '*' && last.fraction === 0 ? last : undefined;
  const counted = otherwise ? answers.slice(0, -1) : answers;
  if (counted.some(({ text }) => text.trim() === '')) {
    notes.refuse('empty-answer', 'An answer has no words. Write it, or remove it.', line);
    return null;
  }
  if (!counted.some(({ fraction }) => fraction > 0)) {
    notes.refuse('no-right-answer', 'No answer earns anything. Write the right one.', line);
    return null;
  }
  if (counted.some(({ fraction }) => fraction < 0 || fraction > 1)) {
    notes.refuse('weight-out-of-range', 'An answer weighs less than nothing or more than the whole mark.', line);
    return null;
  }
  if (!counted.some(({ fraction }) => fraction === 1)) {
    notes.mention('whole-out-of-reach', 'No answer earns the whole mark.', line);
  }
  const wildcards = counted.some(({ text }) => hasWildcard(text));
  return {
    type: 'short-text',
    answers: counted.map(({ text, fraction, feedback }): TextAnswer => ({
      text: wildcards ? text : text.replaceAll('\\*', '*'),
      ...weight(fraction),
      ...saying(feedback),
    })),
    feedback: otherwise?.feedback ?? '',
    letterCase,
    accents: 'exact',
    wildcards,
  };
}

/** A number as files weigh it. */
export type WeighedNumber = Required<NumericAnswer>;

/** The first number that earns the whole mark is the answer; what is said of it is shown with the key. */
export function numericOf(
  numbers: readonly WeighedNumber[],
  notes: Notes,
  line?: number,
): Pick<NumericQuestion, 'type' | 'answer' | 'tolerance' | 'feedback' | 'alternatives'> | null {
  const main = numbers.findIndex(({ fraction }) => fraction === 1);
  if (main === -1) {
    notes.refuse('no-right-answer', 'No number earns the whole mark. Write the right one.', line);
    return null;
  }
  if (numbers.some(({ fraction }) => fraction < 0 || fraction > 1)) {
    notes.refuse('weight-out-of-range', 'A number weighs less than nothing or more than the whole mark.', line);
    return null;
  }
  if (numbers.some(({ tolerance }) => tolerance < 0)) {
    notes.refuse('negative-tolerance', 'A tolerance is less than nothing, or a range ends before it begins.', line);
    return null;
  }
  const { answer, tolerance, feedback } = numbers[main];
  const others = numbers.filter((_, index) => index !== main);
  return {
    type: 'numeric',
    answer,
    tolerance,
    feedback,
    ...(others.length === 0
      ? {}
      : {
          alternatives: others.map((other) => ({
            answer: other.answer,
            tolerance: other.tolerance,
            ...weight(other.fraction),
            ...saying(other.feedback),
          })),
        }),
  };
}

/** A number as programs write it: a point, an exponent, no thousands. `null`: not one. */
export function numberIn(text: string): number | null {
  if (text.length > 40 || !/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/.test(text)) return null;
  const number = Number(text);
  return Number.isFinite(number) ? number + 0 : null;
}

/** Middle and half-width of a range, without the dust of binary fractions: 14 digits of the larger end are kept. */
export function ofRange(low: number, high: number): { answer: number; tolerance: number } {
  const size = Math.max(Math.abs(low), Math.abs(high));
  const digits = size === 0 ? 0 : 13 - Math.floor(Math.log10(size));
  const tidy = (number: number) =>
    (digits >= 0 && digits <= 100 ? Number(number.toFixed(digits)) : Number(number.toPrecision(14))) + 0;
  return { answer: tidy((low + high) / 2), tolerance: tidy((high - low) / 2) };
}
