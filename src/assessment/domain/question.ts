/*
 * A question as it is asked and marked. Options, stems, gaps and regions carry opaque ids: what an author called them
 * ("correct", "b-wrong") never leaves the house.
 */

/** A picture that belongs to a question. */
export interface QuestionImage {
  /** Where a browser finds it. */
  readonly url: string;
  readonly alt: string;
  /** Pixels, where known. */
  readonly width?: number;
  readonly height?: number;
}

/** A situation on which several questions rest. */
export interface QuestionCase {
  /** The same for all its questions. */
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

interface QuestionBase {
  readonly prompt: string;
  /** `plain`: the texts are shown letter by letter. Absent: Markdown. */
  readonly format?: 'plain';
  readonly image?: QuestionImage;
  readonly case?: QuestionCase;
  readonly maxMark: number;
  /** A wrong answer fails the attempt whatever the total. */
  readonly safetyCritical: boolean;
  readonly topic: string;
  /** Why the key is the key. */
  readonly rationale: string;
  /** For several tries: the fraction of the mark that each wrong try costs. Absent: the quiz's own. */
  readonly penalty?: number;
  /** For several tries: what is said after the first wrong one, the second … */
  readonly hints?: readonly string[];
}

/** Something to choose: an option, or the stem to which one is matched. */
export interface Choice {
  readonly id: string;
  readonly text: string;
}

export interface Option extends Choice {
  readonly correct: boolean;
  readonly feedback: string;
  /** −1 to 1: what choosing it earns or costs where the scoring is `weighted`. Absent: 1 where it is correct, else 0. */
  readonly fraction?: number;
}

export interface SingleQuestion extends QuestionBase {
  readonly type: 'single';
  readonly scoring?: 'weighted';
  readonly options: readonly Option[];
  /** Whether options keep the author's order. */
  readonly keepOrder?: boolean;
}

export type MultipleScoring = 'all-or-nothing' | 'per-option' | 'right-minus-wrong' | 'weighted';

export interface MultipleQuestion extends QuestionBase {
  readonly type: 'multiple';
  readonly scoring: MultipleScoring;
  readonly options: readonly Option[];
  readonly keepOrder?: boolean;
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

export type OrderingScoring = 'all-or-nothing' | 'positions' | 'adjacent';

export interface OrderingQuestion extends QuestionBase {
  readonly type: 'ordering';
  readonly options: readonly Choice[];
  /** Option ids in the right order. */
  readonly key: readonly string[];
  readonly scoring: OrderingScoring;
  readonly feedback: string;
}

/** A number that counts as right, wholly or in part. */
export interface NumericAnswer {
  readonly answer: number;
  /** Right when no further from the answer than this, either way. */
  readonly tolerance: number;
  /** 0 to 1; absent: 1. */
  readonly fraction?: number;
  readonly feedback?: string;
}

export interface NumericQuestion extends QuestionBase {
  readonly type: 'numeric';
  readonly answer: number;
  /** Right when no further from the answer than this, either way. */
  readonly tolerance: number;
  /** Required: the candidate must name it. Otherwise it is printed beside the field. */
  readonly unit: { readonly symbol: string; readonly required: boolean } | null;
  readonly feedback: string;
  /** Other numbers that count; the best that fits is taken. */
  readonly alternatives?: readonly NumericAnswer[];
}

export interface TextAnswer {
  /** With `wildcards`, `*` stands for any run of characters and `\*` for a star. */
  readonly text: string;
  /** 0 to 1; absent: 1. */
  readonly fraction?: number;
  readonly feedback?: string;
}

export interface ShortTextQuestion extends QuestionBase {
  readonly type: 'short-text';
  readonly letterCase: 'ignore' | 'exact';
  readonly accents: 'ignore' | 'exact';
  readonly wildcards: boolean;
  /** The best that fits is taken. */
  readonly answers: readonly TextAnswer[];
  /** To somebody whom no answer fits. */
  readonly feedback: string;
}

/** One blank within a text. */
export interface Gap {
  readonly id: string;
  /** Its share beside the others'. */
  readonly weight: number;
  /** What stands in it, as if it were asked alone; the prompt is empty. */
  readonly asked: SingleQuestion | ShortTextQuestion | NumericQuestion;
}

export interface ClozeQuestion extends QuestionBase {
  readonly type: 'cloze';
  /** In the prompt, `{{id}}` stands for the gap. */
  readonly gaps: readonly Gap[];
}

/** A place on a picture; `x` and `y` from 0 (left, top) to 1 (right, bottom). */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Region {
  readonly id: string;
  /** What lies there; shown at review. */
  readonly label: string;
  /** Three corners or more; the edge belongs to the region. */
  readonly polygon: readonly Point[];
  readonly correct: boolean;
  readonly feedback: string;
}

export interface HotspotQuestion extends QuestionBase {
  readonly type: 'hotspot';
  readonly image: QuestionImage;
  readonly grid: { readonly columns: number; readonly rows: number };
  readonly regions: readonly Region[];
  /** The most points that may be set. */
  readonly points: number;
  readonly scoring: 'all-or-nothing' | 'right-minus-wrong';
}

/** Marked by people, criterion by criterion. */
export interface EssayQuestion extends QuestionBase {
  readonly type: 'essay';
  readonly minimumWords?: number;
  readonly maximumWords?: number;
  readonly rubric: Rubric;
  /** For those who mark: what a full answer holds. */
  readonly modelAnswer?: string;
}

/** By what people mark: each criterion at one of its levels, from the least to the best. */
export type Rubric = readonly {
  readonly slug: string;
  readonly title: string;
  readonly levels: readonly { readonly points: number; readonly description: string }[];
}[];

export type Question =
  | SingleQuestion
  | MultipleQuestion
  | TrueFalseQuestion
  | MatchingQuestion
  | OrderingQuestion
  | NumericQuestion
  | ShortTextQuestion
  | ClozeQuestion
  | HotspotQuestion
  | EssayQuestion;
export type QuestionKind = Question['type'];
