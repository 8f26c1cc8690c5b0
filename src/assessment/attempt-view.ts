import type { Grade } from './domain/grade';
import type { Navigation } from './domain/navigation';
import type { Presentation } from './domain/types/question-type';
import type { Response } from './domain/types/registry';

export type { Grade } from './domain/grade';
export type { Navigation } from './domain/navigation';
export type { Presentation } from './domain/types/question-type';

/** One question as the candidate sees it, with what is saved of it. */
export interface ItemView extends Presentation {
  readonly slot: number;
  /** As it was sent last; `null`: never answered, or cleared. */
  readonly response: Response | null;
  /** The highest saved; `null`: nothing yet. The next packet counts on from here. */
  readonly sequence: number | null;
  readonly certainty: number | null;
  readonly savedAt: Date | null;
  readonly receipt: string | null;
  /** Marked by the candidate to come back to. */
  readonly flagged: boolean;
}

/** One question after grading. Never the key. */
export interface ItemReview {
  readonly slot: number;
  readonly topic: string;
  readonly safetyCritical: boolean;
  readonly mark: number;
  readonly maxMark: number;
  readonly outcome: 'right' | 'partly-right' | 'wrong' | 'not-answered';
  /** What is said about the options that were chosen; empty where the review rule shows marks alone. */
  readonly feedback: readonly string[];
}

export interface AttemptSummary {
  readonly id: string;
  readonly quiz: { readonly id: string; readonly slug: string; readonly title: string; readonly programme: string };
  readonly number: number;
  /** `void`: not handed in in time where that is asked for; used up, and never marked. */
  readonly state: 'open' | 'graded' | 'void';
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
  readonly items: readonly ItemView[];
  readonly review: readonly ItemReview[] | null;
}
