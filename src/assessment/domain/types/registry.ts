import { Fault } from '../../../kernel/errors';
import type { Question, QuestionKind } from '../question';
import type { Arrange } from '../shuffle';
import { cloze } from './cloze';
import { essay } from './essay';
import { hotspot } from './hotspot';
import { matching } from './matching';
import { multiple } from './multiple';
import { numeric } from './numeric';
import { ordering } from './ordering';
import type { Presentation, QuestionType, Score } from './question-type';
import { shortText } from './short-text';
import { single } from './single';
import { trueFalse } from './true-false';

/** Every type the house knows; a new kind of question does not compile until it is here. */
const TYPES: { readonly [Kind in QuestionKind]: QuestionType<Extract<Question, { type: Kind }>, unknown> } = {
  single,
  multiple,
  'true-false': trueFalse,
  matching,
  ordering,
  numeric,
  'short-text': shortText,
  cloze,
  hotspot,
  essay,
};

/** Raised when anything about scoring changes that is not in one type's own version. */
export const SCORER_VERSION = 1;

/** A response in its normalised form: plain JSON whose shape is the type's own. */
export type Response = Readonly<Record<string, unknown>>;

function typeOf(question: Question): QuestionType<Question, Response> {
  return TYPES[question.type] as QuestionType<Question, Response>;
}

/** Names the code that scored: `multiple@1`. */
export function scorerOf(question: Question): string {
  return `${question.type}@${typeOf(question).version}`;
}

/** The faults of what a candidate sent, their paths within the response. `null` clears and is always in order. */
export function validateResponse(question: Question, response: unknown): Fault[] {
  return response === null ? [] : typeOf(question).validate(question, response);
}

/** @param response without faults. */
export function normaliseResponse(question: Question, response: Response | null): Response | null {
  return response && typeOf(question).normalise(question, response);
}

/** Scores what was saved; a question left blank is wrong. */
export function scoreResponse(question: Question, response: Response | null): Score {
  const normal = normaliseResponse(question, response);
  return normal === null ? { fraction: 0, parts: [] } : typeOf(question).score(question, normal);
}

export function presentQuestion(question: Question, arrange: Arrange): Presentation {
  return typeOf(question).present(question, arrange);
}

/** What a review may say about what was chosen: no word about options that were not. */
export function feedbackOn(question: Question, response: Response | null): string[] {
  const normal = normaliseResponse(question, response);
  return normal === null
    ? []
    : typeOf(question)
        .feedback(question, normal)
        .filter((text) => text !== '');
}

/** The key in words, a line for each part, and the rule's own reason: for those alone who may see it. */
export function keyOf(question: Question): string[] {
  return typeOf(question).key(question);
}
