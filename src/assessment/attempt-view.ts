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
  readonly outcome: Outcome | null;
  /** What is said about what was chosen; empty where the review rule keeps it back. */
  readonly feedback: readonly string[];
  /** The key in words, a line for each part; absent where the review rule keeps it back, as is the rationale. */
  readonly key?: readonly string[];
  /** Why the key is the key. */
  readonly rationale?: string;
}

export interface AttemptSummary {
  readonly id: string;
  readonly quiz: { readonly id: string; readonly slug: string; readonly title: string; readonly programme: string };
  readonly number: number;
  /** `void`: not handed in in time where that is asked for; used up, and never marked. */
  readonly state: 'open' | 'graded' | 'awaiting-marking' | 'void';
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
}
