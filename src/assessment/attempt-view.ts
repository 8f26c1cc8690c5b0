import type { Grade } from './domain/grade';
import type { Presentation } from './domain/types/question-type';
import type { Response } from './domain/types/registry';

export type { Grade } from './domain/grade';
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
  readonly state: 'open' | 'graded';
  readonly startedAt: Date;
  readonly deadlineAt: Date;
  readonly endedAt: Date | null;
  readonly result: Grade | null;
}

/** An attempt as its candidate may see it: to go on with while open, to learn from once graded. */
export interface AttemptView extends AttemptSummary {
  /** How long after the deadline a packet is still taken. */
  readonly graceSeconds: number;
  /** By which a browser tells how far its own clock is off. */
  readonly serverTime: Date;
  readonly items: readonly ItemView[];
  readonly review: readonly ItemReview[] | null;
}
