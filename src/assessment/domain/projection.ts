import { Behaviour, Certainty, DEFERRED, earnedByCertainty, earnedByTries, isFinished, triesOf } from './behaviour';
import { gradeOf, Grade, PassRule } from './grade';
import type { Question } from './question';
import type { Score } from './types/question-type';
import { normaliseResponse, Response, scoreResponse, scorerOf } from './types/registry';

/*
 * What is derived from the facts of an attempt, and nothing else: kept rows that say the same can be thrown away and
 * made again.
 */

/** One saved response; `null` cleared the question. */
export interface SavedResponse {
  readonly attemptItemId: string;
  /** Counted by the candidate's browser. */
  readonly sequence: number;
  readonly response: Response | null;
  /** How sure the candidate was, where the quiz asks. */
  readonly certainty?: number | null;
}

/** A saved response that the candidate had checked. */
export interface CheckedResponse {
  readonly attemptItemId: string;
  /** 1, 2, 3 … of this item. */
  readonly number: number;
  /** Of the response that was checked. */
  readonly sequence: number;
  readonly response: Response | null;
}

/** The current response to each item: the one with the highest sequence, in whatever order the packets arrived. */
export function currentResponses<Saved extends SavedResponse>(events: readonly Saved[]): Map<string, Saved> {
  const current = new Map<string, Saved>();
  for (const event of events) {
    const known = current.get(event.attemptItemId);
    if (!known || event.sequence > known.sequence) current.set(event.attemptItemId, event);
  }
  return current;
}

export interface AskedItem {
  readonly id: string;
  readonly maxMark: number;
  readonly question: Question;
}

/** What one item earned, and what that rests on. */
export interface ItemScore {
  readonly attemptItemId: string;
  /** 0 to 1; with certainty-based marking from −2. */
  readonly fraction: number;
  readonly mark: number;
  readonly evidence: {
    readonly scorer: string;
    /** The event that was scored; `null` where the question was never answered. */
    readonly sequence: number | null;
    readonly response: Response | null;
    readonly parts: Score['parts'];
    /** 0 to 1, how right the answer was, where the behaviour made another fraction of it. */
    readonly rightness?: number;
    /** How right each try was, first to last. */
    readonly tries?: readonly number[];
    readonly certainty?: number;
    readonly awaitsMarking?: true;
  };
}

/** How the quiz was run, and which answers were checked under way. */
export interface Conduct {
  readonly behaviour: Behaviour;
  readonly checks: readonly CheckedResponse[];
}

/** Scores every item of an attempt from its response events and checks, and grades the whole. */
export function scoreAttempt(
  items: readonly AskedItem[],
  events: readonly SavedResponse[],
  rule: PassRule,
  { behaviour, checks }: Conduct = { behaviour: DEFERRED, checks: [] },
): { readonly grade: Grade; readonly scores: readonly ItemScore[] } {
  const current = currentResponses(events);
  const scores = items.map((item) => {
    const checked = checks
      .filter(({ attemptItemId }) => attemptItemId === item.id)
      .sort((one, other) => one.number - other.number);
    return scoreItem(item, current.get(item.id), checked, behaviour);
  });
  const marked = items.map(({ maxMark, question: { safetyCritical, topic } }, index) => {
    const { fraction, evidence } = scores[index];
    const { rightness = fraction, awaitsMarking } = evidence;
    return { fraction, rightness, maxMark, safetyCritical, topic, awaitsMarking };
  });
  return { grade: gradeOf(marked, rule), scores };
}

function scoreItem(
  { id, maxMark, question }: AskedItem,
  saved: SavedResponse | undefined,
  checked: readonly CheckedResponse[],
  behaviour: Behaviour,
): ItemScore {
  const response = normaliseResponse(question, saved?.response ?? null);
  const { fraction: rightness, parts, awaitsMarking } = scoreResponse(question, response);
  const earned = awaitsMarking
    ? { fraction: 0 }
    : earnedBy(behaviour, { question, response, rightness, saved, checked });
  const { fraction, ...more } = earned;
  const sequence = saved?.sequence ?? null;
  const evidence = {
    scorer: scorerOf(question),
    sequence,
    response,
    parts,
    ...more,
    ...(awaitsMarking && { awaitsMarking }),
  };
  return { attemptItemId: id, fraction, mark: fraction * maxMark, evidence };
}

/** What an answer earns under a behaviour. What the behaviour leaves as it is needs no words in the evidence. */
function earnedBy(
  behaviour: Behaviour,
  given: {
    readonly question: Question;
    readonly response: Response | null;
    readonly rightness: number;
    readonly saved: SavedResponse | undefined;
    readonly checked: readonly CheckedResponse[];
  },
): { readonly fraction: number } & Pick<ItemScore['evidence'], 'rightness' | 'tries' | 'certainty'> {
  const { question, response, rightness, saved, checked } = given;
  switch (behaviour.kind) {
    case 'deferred':
    case 'immediate':
      return { fraction: rightness };
    case 'several-tries': {
      const tries = checked.map((check) => scoreResponse(question, check.response).fraction);
      // What was answered last and never checked is handed in as one more try, where one is left.
      const isUnchecked = response !== null && !checked.some(({ sequence }) => sequence === saved?.sequence);
      if (isUnchecked && !isFinished(behaviour, tries) && tries.length < triesOf(behaviour)) tries.push(rightness);
      const fraction = earnedByTries(tries, question.penalty ?? behaviour.penalty);
      // Whoever was told that an answer about safety is wrong has not shown that they knew it.
      return { fraction, rightness: tries[0] ?? 0, tries };
    }
    case 'certainty': {
      if (response === null) return { fraction: 0 };
      const certainty = (saved?.certainty ?? null) as Certainty | null;
      return {
        fraction: earnedByCertainty(rightness, certainty),
        rightness,
        ...(certainty !== null && { certainty }),
      };
    }
  }
}
