import { Behaviour, isFinished, triesOf } from './behaviour';
import type { CheckedResponse } from './projection';
import type { Question } from './question';
import type { ReviewShows } from './review';
import { feedbackOn, keyOf, scoreResponse } from './types/registry';

export type Outcome = 'right' | 'partly-right' | 'wrong' | 'not-answered' | 'awaiting-marking';

export function outcomeOf(fraction: number): Outcome {
  if (fraction === 1) return 'right';
  return fraction > 0 ? 'partly-right' : 'wrong';
}

/** What a candidate is told of the last answer that was checked; `null` or absent where the review rule keeps it back. */
export interface CheckResult {
  /** 1, 2, 3 … of this question. */
  readonly number: number;
  /** Of the response that was checked. */
  readonly sequence: number;
  readonly outcome: Outcome | null;
  readonly feedback: readonly string[];
  /** What the author says after this wrong try. */
  readonly hint: string | null;
  readonly key?: readonly string[];
  readonly rationale?: string;
}

/** How one question stands under a behaviour that has answers checked. */
export interface CheckStanding {
  readonly tries: number;
  readonly left: number;
  /** Nothing more may be answered. */
  readonly isFinished: boolean;
  readonly last: CheckResult | null;
}

/** Whether answers to a question may be checked at all: what people mark cannot be. */
export function isCheckable(question: Question, behaviour: Behaviour): boolean {
  return triesOf(behaviour) > 0 && question.type !== 'essay';
}

/**
 * @param checked of this question, first to last.
 * @param shows what may be seen during the attempt; key and rationale wait until nothing more may be answered.
 */
export function checkStanding(
  question: Question,
  behaviour: Behaviour,
  checked: readonly CheckedResponse[],
  shows: ReviewShows,
): CheckStanding {
  const fractions = checked.map(({ response }) => scoreResponse(question, response).fraction);
  const tries = triesOf(behaviour);
  const finished = isFinished(behaviour, fractions);
  const last = checked.at(-1);
  const fraction = fractions.at(-1) ?? 0;
  return {
    tries,
    left: finished ? 0 : tries - checked.length,
    isFinished: finished,
    last: last
      ? {
          number: last.number,
          sequence: last.sequence,
          outcome: shows.outcomes ? outcomeOf(fraction) : null,
          feedback: shows.feedback ? feedbackOn(question, last.response) : [],
          hint: finished ? null : (question.hints?.[last.number - 1] ?? null),
          ...(finished && shows.key && { key: keyOf(question) }),
          ...(finished && shows.rationale && { rationale: question.rationale }),
        }
      : null,
  };
}
