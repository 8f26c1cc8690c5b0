import type { BehaviourKind } from './domain/behaviour';
import type { CheckStanding, Outcome } from './domain/check-standing';
import type { Grade } from './domain/grade';
import type { Navigation } from './domain/navigation';
import type { Presentation } from './domain/types/question-type';
import type { Response } from './domain/types/registry';

export type { BehaviourKind } from './domain/behaviour';
export type { CheckStanding, Outcome } from './domain/check-standing';
export type { Grade } from './domain/grade';
export type { Navigation } from './domain/navigation';
export type { Presentation, PresentedGap } from './domain/types/question-type';

/** One question as the candidate sees it, with what is saved of it. */
export interface ItemView extends Presentation {
  readonly slot: number;
  /** As it was sent last; `null`: never answered, or cleared, or not to be seen at this time. */
  readonly response: Response | null;
  /** The highest saved; `null`: nothing yet. The next packet counts on from here. */
  readonly sequence: number | null;
  readonly certainty: number | null;
  readonly savedAt: Date | null;
  readonly receipt: string | null;
  /** Marked by the candidate to come back to. */
  readonly flagged: boolean;
  /** Where answers are checked under way: how many tries are left, and what was said last. Else `null`. */
  readonly checks: CheckStanding | null;
}

/** One question after grading, as far as the review rule shows it at this time. */
export interface ItemReview {
  readonly slot: number;
  readonly topic: string;
  readonly safetyCritical: boolean;
  /** `null`: not to be seen at this time, or not marked yet. */
  readonly mark: number | null;
  readonly maxMark: number;
  /** How a regrade had it scored; `void-item`: it counts no more. `null`: by its own key. */
  readonly regraded: 'new-key' | 'accept-two-keys' | 'void-item' | 'full-marks' | null;
  readonly outcome: Outcome | null;
  /** What is said about what was chosen; empty where the review rule keeps it back. */
  readonly feedback: readonly string[];
  /** The key in words, a line for each part; absent where the review rule keeps it back, as is the rationale. */
  readonly key?: readonly string[];
  /** Why the key is the key. */
  readonly rationale?: string;
  /** Of an essay that people have marked, where marks may be seen. */
  readonly marking?: EssayReview;
}

/** What people gave an essay, criterion by criterion. */
export interface EssayReview {
  readonly criteria: readonly {
    readonly title: string;
    readonly points: number;
    readonly most: number;
    /** Of the level reached; `null`: two marks were taken together, between two levels. */
    readonly level: string | null;
  }[];
  readonly comments: readonly string[];
}

export interface AttemptSummary {
  readonly id: string;
  readonly quiz: { readonly id: string; readonly slug: string; readonly title: string; readonly programme: string };
  readonly number: number;
  /** `held-back`: the result opens once a panel has set what passes. `void`: not handed in in time where that is asked for; used up, and never marked. */
  readonly state: 'open' | 'graded' | 'awaiting-marking' | 'held-back' | 'void';
  readonly startedAt: Date;
  /** As it stands now: it moves with minutes that are added and breaks that are taken. */
  readonly deadlineAt: Date;
  readonly endedAt: Date | null;
  readonly result: Grade | null;
}

/** How the time of an attempt stands: what its page shows, and is told again whenever it changes. */
export interface AttemptClock {
  readonly deadlineAt: Date;
  readonly graceSeconds: number;
  readonly addedMinutes: number;
  readonly onBreakSince: Date | null;
  readonly breakSecondsLeft: number;
  readonly serverTime: Date;
  /** It was handed in, or its time is over. */
  readonly isClosed: boolean;
}

/** An attempt as its candidate may see it: to go on with while open, to learn from once graded. */
export interface AttemptView extends AttemptSummary {
  /** How long after the deadline a packet is still taken. */
  readonly graceSeconds: number;
  /** By which a browser tells how far its own clock is off. */
  readonly serverTime: Date;
  /** Minutes that somebody added while it ran. */
  readonly addedMinutes: number;
  /** Since when the clock stands still; `null`: it runs. */
  readonly onBreakSince: Date | null;
  readonly breakSecondsLeft: number;
  /** What becomes of it when its time is over. */
  readonly timeOut: 'submit' | 'grace' | 'void';
  readonly navigation: Navigation;
  /** The slots of each page. */
  readonly pages: readonly (readonly number[])[];
  /** The page to go on from: 1, 2, 3 … Where nobody goes back, those before it are closed. */
  readonly page: number;
  readonly behaviour: BehaviourKind;
  readonly items: readonly ItemView[];
  readonly review: readonly ItemReview[] | null;
  /** Every scoring that ever counted, the first one first: a regrade stands beside what it replaced. */
  readonly scorings: readonly ScoringView[];
}

/** One scoring of an attempt. */
export interface ScoringView extends Grade {
  readonly id: string;
  readonly number: number;
  readonly reason: 'submission' | 'time-out' | 'marking' | 'regrade' | 'cut-score';
  /** From when it counts, until the next one does. */
  readonly inForceFrom: Date;
  /** Why it was scored anew, in the words of who proposed it; `null`: nothing to say, or erased with them. */
  readonly because: string | null;
}
