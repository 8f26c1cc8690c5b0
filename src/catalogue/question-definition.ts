/*
 * A question as its author wrote it, and a quiz that asks some: the language shared by programme packages
 * (`quizzes/*.yaml`), the question bank (`POST /api/v1/questions`), and files of other programs. Its JSON Schemas are
 * `courses/schemas/question.schema.json` and `quiz.schema.json`.
 *
 * Texts are Markdown unless `format` says plain. A slug names a part within its question and says nothing of its being right.
 */

/** A picture that belongs to a question. */
export interface QuestionImage {
  /** `figures/<name>.svg` of the programme's package, or `media/<sha256>` of the bank. */
  readonly src: string;
  /** What somebody who cannot see it needs to answer: required, and never gives the key away. */
  readonly alt: string;
  /** Pixels, where known: the page keeps the room free. */
  readonly width?: number;
  readonly height?: number;
}

/** A situation on which several questions rest. Each carries it whole, so that a version says by itself what was asked. */
export interface QuestionCase {
  /** Questions with the same one stand together on the page, and the case is shown once. */
  readonly slug: string;
  readonly title: string;
  readonly text: string;
}

export interface QuestionBase {
  readonly slug: string;
  readonly prompt: string;
  /** `plain`: the texts are shown letter by letter. Absent: Markdown. */
  readonly format?: 'plain' | 'markdown';
  readonly image?: QuestionImage;
  readonly case?: QuestionCase;
  /** Maximum mark. */
  readonly mark: number;
  /** A wrong answer fails the attempt whatever the total. */
  readonly safetyCritical: boolean;
  readonly topic: string;
  readonly level: 'recall' | 'apply' | 'analyse';
  readonly competencies: readonly string[];
  readonly facts: readonly string[];
  /** Where it rests besides facts: citations. */
  readonly references?: readonly string[];
  /** Why the key is the key; shown at review. */
  readonly rationale: string;
  /** For several tries: the fraction of the mark that each wrong try costs. Absent: the quiz's own. */
  readonly penalty?: number;
  /** For several tries: what is said after the first wrong one, the second … */
  readonly hints?: readonly string[];
}

export interface QuestionOption {
  readonly slug: string;
  readonly text: string;
  readonly correct: boolean;
  readonly feedback: string;
  /**
   * −1 to 1: the part of the mark that choosing it earns or costs, where it is not all of it or nothing. Only with
   * `scoring: 'weighted'`; `correct` is then whether it earns anything.
   */
  readonly fraction?: number;
}

export interface SingleQuestion extends QuestionBase {
  readonly type: 'single';
  /** Absent: the correct option earns the mark. `weighted`: each option's own fraction, never below nothing. */
  readonly scoring?: 'weighted';
  readonly options: readonly QuestionOption[];
  /** Whether options keep the author's order, as "all of the above" needs. Absent: they are shuffled. */
  readonly keepOrder?: boolean;
}

export interface MultipleQuestion extends QuestionBase {
  readonly type: 'multiple';
  /** `weighted`: the sum of the chosen options' fractions, within 0 and 1. */
  readonly scoring: 'all-or-nothing' | 'per-option' | 'right-minus-wrong' | 'weighted';
  readonly options: readonly QuestionOption[];
  readonly keepOrder?: boolean;
}

export interface TrueFalseQuestion extends QuestionBase {
  readonly type: 'true-false';
  readonly answer: boolean;
  readonly feedback: { readonly true: string; readonly false: string };
}

export interface MatchingQuestion extends QuestionBase {
  readonly type: 'matching';
  readonly pairs: readonly {
    readonly slug: string;
    readonly stem: string;
    readonly match: string;
    readonly feedback?: string;
  }[];
  /** Choices that match no stem. */
  readonly distractors: readonly string[];
}

/** The steps of a procedure, to be put into order. */
export interface OrderingQuestion extends QuestionBase {
  readonly type: 'ordering';
  /** In the right order. */
  readonly items: readonly { readonly slug: string; readonly text: string }[];
  /**
   * `all-or-nothing`; `positions`: the share of items in their own place; `adjacent`: the share of neighbours that
   * follow each other as they should.
   */
  readonly scoring: 'all-or-nothing' | 'positions' | 'adjacent';
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
  readonly unit?: { readonly symbol: string; readonly required: boolean };
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

/** How a typed word is compared. Surrounding and repeated white space never counts. */
export interface TextPolicy {
  readonly letterCase: 'ignore' | 'exact';
  readonly accents: 'ignore' | 'exact';
  readonly wildcards: boolean;
}

export interface ShortTextQuestion extends QuestionBase, TextPolicy {
  readonly type: 'short-text';
  /** The best that fits is taken. */
  readonly answers: readonly TextAnswer[];
  /** To somebody whom no answer fits. */
  readonly feedback: string;
}

/** One blank within a text: `{{slug}}` in the prompt stands for it. `weight` is its share beside the others'. */
export type ClozeGap = { readonly slug: string; readonly weight: number } & (
  | { readonly type: 'single'; readonly options: readonly QuestionOption[]; readonly scoring?: 'weighted' }
  | ({ readonly type: 'short-text'; readonly answers: readonly TextAnswer[]; readonly feedback: string } & TextPolicy)
  | {
      readonly type: 'numeric';
      readonly answer: number;
      readonly tolerance: number;
      readonly alternatives?: readonly NumericAnswer[];
      readonly feedback: string;
    }
);

export interface ClozeQuestion extends QuestionBase {
  readonly type: 'cloze';
  readonly gaps: readonly ClozeGap[];
}

/** A place on a picture; `x` and `y` from 0 (left, top) to 1 (right, bottom). */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Marking zones on a picture, such as where the pleura lies. */
export interface HotspotQuestion extends QuestionBase {
  readonly type: 'hotspot';
  readonly image: QuestionImage;
  /** The labelled grid (A1, B1 …) by which a point is set without a mouse; a cell stands for its middle. */
  readonly grid: { readonly columns: number; readonly rows: number };
  readonly regions: readonly {
    readonly slug: string;
    /** What lies there; shown at review. */
    readonly label: string;
    /** Three corners or more; the edge belongs to the region. */
    readonly polygon: readonly Point[];
    readonly correct: boolean;
    readonly feedback: string;
  }[];
  /** The most points that may be set. */
  readonly points: number;
  /** `all-or-nothing`: every correct region marked and nothing else. `right-minus-wrong`: as for multiple response. */
  readonly scoring: 'all-or-nothing' | 'right-minus-wrong';
}

/** Marked by people, criterion by criterion. */
export interface EssayQuestion extends QuestionBase {
  readonly type: 'essay';
  readonly minimumWords?: number;
  readonly maximumWords?: number;
  readonly rubric: readonly {
    readonly slug: string;
    readonly title: string;
    /** From the least to the best; `points` from 0 upwards. */
    readonly levels: readonly { readonly points: number; readonly description: string }[];
  }[];
  /** For markers: what a full answer holds. */
  readonly modelAnswer?: string;
}

export type QuestionDefinition =
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

/** What a candidate may see of one's own attempt at one time. */
export interface ReviewShows {
  readonly response: boolean;
  readonly marks: boolean;
  /** Right, partly right or wrong, question by question. */
  readonly outcomes: boolean;
  /** On what was chosen. */
  readonly feedback: boolean;
  readonly key: boolean;
  readonly rationale: boolean;
}

/** How a quiz is run. */
export interface QuizSettings {
  readonly title: string;
  /** Read before starting. */
  readonly introduction?: string;
  readonly kind: 'final' | 'course';
  /** Per cent of the maximum mark. */
  readonly passMark: number;
  /** `provisional` until a panel has set it: whatever rests on it says so. */
  readonly passMarkStatus: 'provisional' | 'set';
  /** Where it is set by somebody outside this house: by whom, by which method and when. */
  readonly passMarkSource?: string;
  /** How many attempts a person has. */
  readonly attempts: number;
  readonly coolDownMinutes: number;
  readonly timeLimitMinutes: number;
  readonly graceSeconds: number;
  /** Absent: deferred. */
  readonly behaviour?:
    | { readonly kind: 'deferred' }
    | { readonly kind: 'immediate' }
    | { readonly kind: 'several-tries'; readonly tries: number; readonly penalty: number }
    | { readonly kind: 'certainty' };
  /** Absent: one page. `one-way`: page after page, and never back. */
  readonly navigation?: 'one-page' | 'paged' | 'one-way';
  /** What becomes of an attempt whose time is over. Absent: submit. `grace`: only a submission within the grace counts, else as `void`. */
  readonly timeOut?: 'submit' | 'grace' | 'void';
  /** ISO 8601 in UTC: no attempt starts before or after, and none goes on after the end. */
  readonly opensAt?: string;
  readonly closesAt?: string;
  /** Which attempt counts for the grade of the quiz. Absent: best. */
  readonly gradeMethod?: 'first' | 'last' | 'best' | 'mean';
  /**
   * Absent: at once, by a pass mark that may be provisional. `after-cut-score`: nobody is told a mark before a panel's cut
   * score is approved, and that also judges what was handed in before.
   */
  readonly results?: 'at-once' | 'after-cut-score';
  /** Agreed to before the start, and kept with the attempt. */
  readonly declaration?: string;
  /** Absent: nothing during; response, marks, outcomes and feedback from submission on; the key never. */
  readonly reviewMatrix?: {
    readonly during: ReviewShows;
    /** Within two minutes of submission. */
    readonly after: ReviewShows;
    readonly later: ReviewShows;
    /** After `closesAt`. */
    readonly closed: ReviewShows;
  };
}

/** What a quiz is to cover: so many questions on a topic at a cognitive level. */
export interface BlueprintCell {
  readonly topic: string;
  readonly level: QuestionBase['level'];
  readonly count: number;
}

/** Draws questions from the bank when an attempt starts: those that the person has not seen first. */
export interface PoolRule {
  readonly count: number;
  readonly mark?: number;
  readonly topic?: string;
  readonly level?: QuestionBase['level'];
  readonly tags?: readonly string[];
  readonly competency?: string;
}
