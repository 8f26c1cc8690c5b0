import type { Change, Difference, Tally } from './domain/regrade/differences';
import type { RegradePolicy } from './domain/regrade/treatment';
import type { Key } from './domain/regrade/with-key';
import type { PassChange } from './pass-changes.service';

export type { Change, Difference, Standing, Tally } from './domain/regrade/differences';
export { REGRADE_POLICIES, type RegradePolicy } from './domain/regrade/treatment';
export type { Key } from './domain/regrade/with-key';
export type { PassChange } from './pass-changes.service';

/** What somebody asks to be scored anew, and how. */
export interface RegradeRequest {
  /** Candidates are told it. */
  readonly reason: string;
  readonly policy: RegradePolicy;
  /** No score is lowered, whatever the policy. */
  readonly neverLower?: boolean;
  /** Id or slug of the question; absent with a key policy: every question that has a newer approved version. */
  readonly question?: string;
  /** The right key; absent: that of the question's newest approved version. */
  readonly key?: Key;
}

/** One version that was asked, and how it is scored from then on. */
export interface TreatedQuestion {
  readonly questionId: string;
  readonly questionVersionId: string;
  readonly slug: string;
  readonly version: number;
  readonly prompt: string;
  readonly kind: Exclude<RegradePolicy, 'never-lower'>;
  /** The key as it was and as it is to be, in words. */
  readonly keyBefore: readonly string[];
  readonly keyAfter: readonly string[] | null;
}

/** What a regrade would do, worked out without doing it. */
export interface RegradePlan {
  readonly policy: RegradePolicy;
  readonly neverLower: boolean;
  readonly questions: readonly TreatedQuestion[];
  readonly tally: Tally;
  /** Of every attempt that is graded, those first whose pass changes. */
  readonly differences: readonly Difference[];
  /** Whose pass in the quiz comes or goes by it, whatever that rests on. */
  readonly passes: readonly PassChange[];
  /** SHA-256: what an approval refers to. */
  readonly digest: string;
}

export type RegradeState = 'proposed' | 'approved' | 'declined' | 'withdrawn';

/** A regrade that was proposed. While it waits its differences are those of now; once approved, those that took effect. */
export interface RegradeView extends RegradePlan {
  readonly id: string;
  readonly number: number;
  readonly quiz: { readonly id: string; readonly slug: string; readonly title: string; readonly programme: string };
  /** `null`: erased with who wrote it. */
  readonly reason: string | null;
  readonly state: RegradeState;
  readonly proposedBy: string;
  readonly proposedAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly note: string | null;
  /** Something happened since it was proposed, so that the result would be another than the proposer saw. */
  readonly isStale: boolean;
}

/** A line of the list. */
export type RegradeSummary = Omit<RegradeView, 'differences' | 'passes' | 'questions' | 'digest' | 'isStale' | 'note'>;

/** In the order in which somebody has to look: first whoever loses a pass. */
export const CHANGES: readonly Change[] = ['loses-pass', 'gains-pass', 'lower', 'higher', 'same'];
