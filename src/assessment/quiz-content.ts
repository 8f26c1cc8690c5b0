import type { QuizDefinition } from '../catalogue/programme';

/** What a review after grading shows: marks by topic, or also what is said about the options that were chosen. */
export type ReviewRule = 'marks' | 'feedback';

/** A version of a quiz: everything that decides what is asked and what passes. */
export interface QuizContent extends Omit<QuizDefinition, 'slug' | 'questions'> {
  readonly review: ReviewRule;
  /**
   * Every picture of the programme's package that a question shows, by its `src`: another picture under the same name
   * makes another version. Absent where there is none.
   */
  readonly figures?: Readonly<Record<string, PinnedFigure>>;
  readonly slots: readonly { readonly slot: number; readonly questionVersionId: string }[];
}

/** A picture as it was when the version was made. */
export interface PinnedFigure {
  readonly digest: string;
  /** In the picture's own units. */
  readonly width?: number;
  readonly height?: number;
}
