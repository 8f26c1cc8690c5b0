import { Behaviour, triesOf } from './behaviour';

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

export interface ReviewMatrix {
  readonly during: ReviewShows;
  /** Within two minutes of submission. */
  readonly after: ReviewShows;
  readonly later: ReviewShows;
  /** After the quiz has closed, and nobody sits it any more. */
  readonly closed: ReviewShows;
}

export interface ReviewSettings {
  readonly reviewMatrix?: ReviewMatrix;
  readonly behaviour?: Behaviour;
  /** ISO 8601 in UTC: when it closes, or closed, for this candidate. */
  readonly closesAt?: string;
  /** Somebody still sits it, as those do whose time was moved: what is for after the end would help them. */
  readonly othersStillSit?: boolean;
}

/** How long after its end an attempt has only just ended. The last moment still counts. */
const JUST_ENDED_MS = 2 * 60_000;

const NOTHING: ReviewShows = {
  response: false,
  marks: false,
  outcomes: false,
  feedback: false,
  key: false,
  rationale: false,
};
const HOW_IT_WENT: ReviewShows = { ...NOTHING, response: true, marks: true, outcomes: true, feedback: true };

/** Where the author says nothing: nothing during, unless answers are checked; then how it went, but never the key. */
function defaultMatrix(behaviour: Behaviour | undefined): ReviewMatrix {
  const during = behaviour && triesOf(behaviour) > 0 ? HOW_IT_WENT : NOTHING;
  return { during, after: HOW_IT_WENT, later: HOW_IT_WENT, closed: HOW_IT_WENT };
}

/**
 * What may be shown at a moment of an attempt that ended at another.
 *
 * @param endedAt `null` while it is open.
 */
export function reviewAt(settings: ReviewSettings, endedAt: Date | null, now: Date): ReviewShows {
  const matrix = settings.reviewMatrix ?? defaultMatrix(settings.behaviour);
  if (!endedAt) return matrix.during;
  const hasClosed = settings.closesAt !== undefined && now > new Date(settings.closesAt);
  if (hasClosed && settings.othersStillSit !== true) return matrix.closed;
  return now.getTime() - endedAt.getTime() <= JUST_ENDED_MS ? matrix.after : matrix.later;
}
