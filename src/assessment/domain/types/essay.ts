import type { EssayQuestion } from '../question';
import { presentBase, QuestionType } from './question-type';
import { validateText } from './short-text';

export interface EssayResponse {
  readonly text: string;
}

/** UTF-16 units: some eight thousand words. */
export const LONGEST_ESSAY = 50_000;

/** Marked by people. What nobody has marked has no score, and no score is guessed. */
export const essay: QuestionType<EssayQuestion, EssayResponse> = {
  version: 1,

  validate: (_, response) => validateText(response, LONGEST_ESSAY),

  /** Line breaks and blanks inside are the writer's own. */
  normalise: (_, { text }) => {
    const tidy = text.replace(/\r\n?/g, '\n').normalize('NFC').trim();
    return tidy === '' ? null : { text: tidy };
  },

  score: () => ({ fraction: 0, parts: [], awaitsMarking: true }),

  present: (question) => {
    const { minimumWords: minimum, maximumWords: maximum } = question;
    const words = { ...(minimum !== undefined && { minimum }), ...(maximum !== undefined && { maximum }) };
    return { ...presentBase(question), ...(Object.keys(words).length > 0 && { words }) };
  },

  feedback: () => [],

  key: () => [],
};
