import { addMonths, type Day } from '../../kernel/day';
import type { Certainty } from './in-force';
import type { Confidence } from './rule';

/** How long a comparison with the primary text is relied on. */
export const REVIEW_MONTHS = 12;

/** From the best to the worst: of several rules together, the worst counts. */
export const REVIEW_STATES = ['verified', 'review-overdue', 'unverified', 'refused'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

export const REVIEW_OUTCOMES = ['verified', 'refused'] as const;
export type ReviewOutcome = (typeof REVIEW_OUTCOMES)[number];

/** A registrar compared a version with the primary text. */
export interface RecordedReview {
  readonly sequence: number;
  readonly reviewerId: string;
  readonly comparedWith: string;
  readonly comparedOn: Day;
  readonly outcome: ReviewOutcome;
  readonly recordedAt: Date;
}

/** Where the review of a version stands. */
export interface Review {
  readonly state: ReviewState;
  /** Id of the registrar. */
  readonly reviewedBy: string | null;
  readonly comparedWith: string | null;
  readonly comparedOn: Day | null;
  /** The last day on which the comparison is relied on. */
  readonly dueOn: Day | null;
}

/** Where several rules together stand; without any rule, nothing was verified. */
export function worstReview(states: readonly ReviewState[]): ReviewState {
  if (states.length === 0) return 'unverified';
  return REVIEW_STATES[Math.max(...states.map((state) => REVIEW_STATES.indexOf(state)))];
}

/** The comparison with the latest date counts; of two on one day, the one recorded later. */
export function reviewOn(reviews: readonly RecordedReview[], today: Day): Review {
  const [current] = reviews.toSorted((a, b) => b.comparedOn.localeCompare(a.comparedOn) || b.sequence - a.sequence);
  if (!current) return { state: 'unverified', reviewedBy: null, comparedWith: null, comparedOn: null, dueOn: null };
  const { reviewerId, comparedWith, comparedOn, outcome } = current;
  const dueOn = addMonths(comparedOn, REVIEW_MONTHS);
  const state = outcome === 'verified' && today > dueOn ? 'review-overdue' : outcome;
  return { state, reviewedBy: reviewerId, comparedWith, comparedOn, dueOn: outcome === 'verified' ? dueOn : null };
}

const UNREVIEWED: Record<Exclude<ReviewState, 'verified'>, string> = {
  unverified: 'It has not been compared with the primary text.',
  refused: 'A registrar compared it with the primary text and refused it.',
  'review-overdue': 'The comparison with the primary text is more than a year old.',
};

/** Why no figure of a rule may be printed on a certificate or in a letter; empty where they may. */
export function reasonsNotToPrint(rule: {
  readonly review: { readonly state: ReviewState };
  readonly confidence: Confidence;
  readonly hold: string | null;
  readonly certainty: Certainty;
}): string[] {
  const { review, confidence, hold, certainty } = rule;
  return [
    ...(review.state === 'verified' ? [] : [UNREVIEWED[review.state]]),
    ...(confidence === 'low' ? ['The confidence in it is low.'] : []),
    ...(hold === null ? [] : [hold]),
    ...(certainty === 'in-force' ? [] : ['Whether it is in force on that day is not known.']),
  ];
}
