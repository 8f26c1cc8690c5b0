/*
 * A question as it is asked and marked. Options and stems carry opaque ids: what an author called them ("correct",
 * "b-wrong") never leaves the house.
 */

interface QuestionBase {
  readonly prompt: string;
  readonly maxMark: number;
  /** A wrong answer fails the attempt whatever the total. */
  readonly safetyCritical: boolean;
  readonly topic: string;
  /** Why the key is the key. */
  readonly rationale: string;
}

/** Something to choose: an option, or the stem to which one is matched. */
export interface Choice {
  readonly id: string;
  readonly text: string;
}

export interface Option extends Choice {
  readonly correct: boolean;
  readonly feedback: string;
}

export interface SingleQuestion extends QuestionBase {
  readonly type: 'single';
  readonly options: readonly Option[];
}

export type MultipleScoring = 'all-or-nothing' | 'per-option' | 'right-minus-wrong';

export interface MultipleQuestion extends QuestionBase {
  readonly type: 'multiple';
  readonly scoring: MultipleScoring;
  readonly options: readonly Option[];
}

export interface TrueFalseQuestion extends QuestionBase {
  readonly type: 'true-false';
  readonly answer: boolean;
  readonly feedback: { readonly true: string; readonly false: string };
}

export interface MatchingQuestion extends QuestionBase {
  readonly type: 'matching';
  readonly stems: readonly Choice[];
  /** More than the stems need where there are distractors; one option may match several stems. */
  readonly options: readonly Choice[];
  /** Stem id → id of the option that matches it. */
  readonly key: Readonly<Record<string, string>>;
}

export interface NumericQuestion extends QuestionBase {
  readonly type: 'numeric';
  readonly answer: number;
  /** Right when no further from the answer than this, either way. */
  readonly tolerance: number;
  /** Required: the candidate must name it. Otherwise it is printed beside the field. */
  readonly unit: { readonly symbol: string; readonly required: boolean } | null;
  readonly feedback: string;
}

export type Question = SingleQuestion | MultipleQuestion | TrueFalseQuestion | MatchingQuestion | NumericQuestion;
export type QuestionKind = Question['type'];
