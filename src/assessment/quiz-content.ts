import type { PoolRule, QuizDefinition } from '../catalogue/programme';

/** What a review after grading shows: marks by topic, or also what is said about the options that were chosen. */
export type ReviewRule = 'marks' | 'feedback';

/** One question that is asked of everybody. */
export interface QuizSlot {
  readonly slot: number;
  readonly questionVersionId: string;
  /** Instead of the question's own. */
  readonly mark?: number;
}

/** Questions drawn when an attempt starts. Each counts the same, so that all candidates sit for the same maximum. */
export interface QuizPool extends PoolRule {
  readonly mark: number;
  /**
   * Versions of questions, one of each, from which it draws. A quiz of a programme's package names them, so that it asks
   * what was approved with it. Absent: whatever is approved and fits the rule when an attempt starts.
   */
  readonly among?: readonly string[];
}

/** A version of a quiz: everything that decides what is asked and what passes. */
export interface QuizContent extends Omit<QuizDefinition, 'slug' | 'questions'> {
  readonly review: ReviewRule;
  /**
   * Every picture of the programme's package that a question shows, by its `src`: another picture under the same name
   * makes another version. Absent where there is none.
   */
  readonly figures?: Readonly<Record<string, PinnedFigure>>;
  readonly slots: readonly QuizSlot[];
  /** After the slots, in this order. */
  readonly pools?: readonly QuizPool[];
}

/** A picture as it was when the version was made. */
export interface PinnedFigure {
  readonly digest: string;
  /** In the picture's own units. */
  readonly width?: number;
  readonly height?: number;
}
