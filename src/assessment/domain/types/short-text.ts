import type { Fault } from '../../../kernel/errors';
import type { ShortTextQuestion, TextAnswer } from '../question';
import { presentBase, QuestionType, validateMembers, withinWhole } from './question-type';
import { fitsText, tidyText } from './text-match';

export interface ShortTextResponse {
  readonly text: string;
}

export const LONGEST_SHORT_TEXT = 1000;

/** What a field of text may hold: `text` of a response, and no longer than `longest` UTF-16 units. */
export function validateText(response: unknown, longest: number): Fault[] {
  return validateMembers(response, { required: ['text'] }, ({ text }) =>
    typeof text === 'string' && text.length <= longest && text.isWellFormed()
      ? []
      : [{ path: 'text', message: `is a text of up to ${longest} characters` }],
  );
}

/** The answers that a text fits, the best first; of equals, as the author wrote them. */
function fitting(question: ShortTextQuestion, text: string): TextAnswer[] {
  return question.answers
    .filter((answer) => fitsText(answer.text, text, question))
    .sort((one, other) => (other.fraction ?? 1) - (one.fraction ?? 1));
}

/** A word or two, compared with the answers that the author foresaw. */
export const shortText: QuestionType<ShortTextQuestion, ShortTextResponse> = {
  version: 1,

  validate: (_, response) => validateText(response, LONGEST_SHORT_TEXT),

  normalise: (_, { text }) => {
    const tidy = tidyText(text);
    return tidy === '' ? null : { text: tidy };
  },

  score: (question, { text }) => {
    const [best] = fitting(question, text);
    const fraction = best ? withinWhole(best.fraction ?? 1) : 0;
    return { fraction, parts: [{ part: 'text', fraction }] };
  },

  present: (question) => presentBase(question),

  feedback: (question, { text }) => {
    const [best] = fitting(question, text);
    return best ? [best.feedback ?? ''] : [question.feedback];
  },

  key: ({ answers }) => {
    const most = Math.max(...answers.map(({ fraction = 1 }) => fraction));
    return answers.filter(({ fraction = 1 }) => fraction === most).map(({ text }) => text);
  },
};
