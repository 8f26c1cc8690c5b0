import type { Agreement } from './domain/marking/agreement';
import type { Points } from './domain/marking/marking';
import type { Rubric } from './domain/question';

export type { Agreement } from './domain/marking/agreement';
export type { MarkingPlan, Points } from './domain/marking/marking';
export type { Rubric } from './domain/question';

/** What somebody who marks is asked to do with an answer. */
export type MarkingTask = 'mark' | 'reconciliation' | 'change';

/** A question with what waits for somebody. */
export interface MarkingPile {
  readonly quiz: { readonly id: string; readonly title: string; readonly programme: string };
  readonly question: { readonly id: string; readonly slug: string; readonly version: number; readonly prompt: string };
  readonly questionVersionId: string;
  /** Answers that this marker may mark, and has not. */
  readonly waiting: number;
  /** Two marks lie apart. */
  readonly reconciling: number;
  /** Marked once by this marker, waiting for somebody else. */
  readonly waitingForOthers: number;
}

/** A mark as those who reconcile two of them, or change one, see it. */
export interface MarkView {
  readonly kind: 'mark' | 'decision' | 'change';
  /** `Marker 1`, `Marker 2`: names would weigh. */
  readonly by: string;
  readonly points: Points;
  readonly total: number;
  readonly comment: string | null;
  readonly note: string | null;
  readonly markedAt: Date;
}

/** An answer to be marked: nothing in it says whose it is. */
export interface AnswerToMark {
  readonly id: string;
  readonly pseudonym: string;
  readonly quizId: string;
  readonly questionVersionId: string;
  readonly prompt: string;
  readonly format: 'plain' | undefined;
  readonly rubric: Rubric;
  readonly modelAnswer: string | null;
  readonly maxMark: number;
  /** `null`: erased with its writer. */
  readonly text: string | null;
  readonly words: number;
  readonly task: MarkingTask;
  /** Those given so far, where they may be seen: not before one's own. */
  readonly marks: readonly MarkView[];
}

export interface MarkGiven {
  readonly points: Readonly<Record<string, unknown>>;
  /** To the candidate. */
  readonly comment?: string;
  /** To those who mark; why, where it decides or changes. */
  readonly note?: string;
  readonly task?: MarkingTask;
}

/** How two people agree who marked the same answers. */
export interface PairAgreement extends Agreement {
  readonly markers: readonly [string, string];
}

export interface QuestionAgreement {
  readonly questionVersionId: string;
  readonly slug: string;
  readonly version: number;
  /** Of totals: whoever marked first against whoever marked second. */
  readonly overall: Agreement;
  readonly criteria: readonly (Agreement & { readonly slug: string; readonly title: string })[];
  readonly pairs: readonly PairAgreement[];
}

/** What somebody's score was, and became. */
export interface ScoreChange {
  /** Of the scoring that made it. */
  readonly id: string;
  readonly attemptId: string;
  readonly personId: string;
  readonly number: number;
  readonly reason: 'marking' | 'regrade';
  readonly from: { readonly mark: number; readonly percentage: number; readonly passed: boolean };
  readonly to: { readonly mark: number; readonly percentage: number; readonly passed: boolean };
  readonly at: Date;
  readonly by: string | null;
  readonly because: string | null;
}
