import type { QuestionContent } from '../filling';
import type { SourceText } from '../markup';

/** What an answer section is before its texts are settled: they are, all of a question at once, in `build`. */
export interface GiftAnswers {
  /** As GIFT calls it. */
  readonly type: string;
  readonly texts: readonly SourceText[];
  readonly build: (of: (source: SourceText) => string) => Built | null;
}

/** The members that a type adds to those of every question. */
export type Built = Omit<Extract<QuestionContent, { type: string }>, 'prompt'>;

export interface Section {
  /** Between the braces, without the general feedback. */
  readonly text: string;
  readonly format: SourceText['as'];
  readonly line: number;
}
