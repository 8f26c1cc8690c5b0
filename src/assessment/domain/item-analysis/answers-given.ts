import type { Question } from '../question';
import { Answer, MOST_ANSWERS } from './distractors';

/** What a scoring run keeps of one item: its evidence, as far as it says what was answered. */
export interface GivenAnswer {
  readonly fraction: number;
  readonly response: Readonly<Record<string, unknown>> | null;
  readonly parts: readonly { readonly part: string; readonly fraction: number }[];
}

/** The kinds of answers to an item, and which of them somebody gave: a bit for each. */
export interface AnswerKinds {
  readonly answers: readonly Answer[];
  bitsOf(given: GivenAnswer): number;
}

const NONE: Answer = { text: 'No answer', correct: null };

/**
 * Who chose what, where the question has options or stems; of all others only the outcome.
 *
 * @param keys the question as asked, under every key by which it may earn marks.
 */
export function answerKindsOf(keys: readonly [Question, ...Question[]]): AnswerKinds {
  const [question] = keys;
  switch (question.type) {
    case 'single':
    case 'multiple':
      return (
        chosenAmong(
          question.options.map(({ id, text }) => ({ id, text, correct: keys.some((key) => isRightIn(key, id)) })),
        ) ?? OUTCOMES
      );
    case 'true-false': {
      const isRight = (answer: boolean) => keys.some((key) => key.type === 'true-false' && key.answer === answer);
      return (
        chosenAmong([
          { id: 'true', text: 'True', correct: isRight(true) },
          { id: 'false', text: 'False', correct: isRight(false) },
        ]) ?? OUTCOMES
      );
    }
    case 'matching':
      return matched(question.stems) ?? OUTCOMES;
    default:
      return OUTCOMES;
  }
}

function isRightIn(key: Question, optionId: string): boolean {
  return (
    (key.type === 'single' || key.type === 'multiple') &&
    key.options.some(({ id, correct }) => id === optionId && correct)
  );
}

function chosenAmong(
  options: readonly { readonly id: string; readonly text: string; readonly correct: boolean }[],
): AnswerKinds | null {
  if (options.length >= MOST_ANSWERS) return null;
  const bits = new Map(options.map(({ id }, bit) => [id, 1 << bit]));
  return {
    answers: [...options.map(({ text, correct }) => ({ text, correct })), NONE],
    bitsOf: ({ response }) => {
      const { choice, choices = [choice] } = (response ?? {}) as { choice?: string; choices?: readonly string[] };
      const given = choices.reduce((all, id) => all | (bits.get(id ?? '') ?? 0), 0);
      return (given === 0 ? 1 << options.length : given) >>> 0;
    },
  };
}

/** Stem by stem: who matched it rightly. */
function matched(stems: readonly { readonly id: string; readonly text: string }[]): AnswerKinds | null {
  if (stems.length >= MOST_ANSWERS) return null;
  return {
    answers: [...stems.map(({ text }) => ({ text: `${text}: rightly matched`, correct: true })), NONE],
    bitsOf: ({ response, parts }) => {
      if (response === null) return (1 << stems.length) >>> 0;
      const right = new Set(parts.filter(({ fraction }) => fraction === 1).map(({ part }) => part));
      return stems.reduce((all, { id }, bit) => all | (right.has(id) ? 1 << bit : 0), 0) >>> 0;
    },
  };
}

const OUTCOMES: AnswerKinds = {
  answers: [
    { text: 'Right', correct: true },
    { text: 'Partly right', correct: null },
    { text: 'Wrong', correct: false },
    NONE,
  ],
  bitsOf: ({ fraction, response }) => {
    if (response === null) return 8;
    if (fraction >= 1) return 1;
    return fraction > 0 ? 2 : 4;
  },
};
