import { Behaviour, Certainty, DEFERRED, earnedByCertainty, earnedByTries, isFinished, triesOf } from './behaviour';
import { gradeOf, Grade, PassRule } from './grade';
import type { Question } from './question';
import type { DecidedMark, Points } from './marking/marking';
import type { Treatment, TreatmentNote, Treatments } from './regrade/treatment';
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
  readonly questionVersionId: string;
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
    /** What people gave it, and the marks on which that rests. */
    readonly marking?: { readonly points: Points; readonly markIds: readonly string[] };
    /** How a regrade had it scored instead of by its own key. */
    readonly treatment?: TreatmentNote;
  };
}

/** How the quiz was run, and which answers were checked under way. */
export interface Conduct {
  readonly behaviour: Behaviour;
  readonly checks: readonly CheckedResponse[];
}

/** What people decided since the question was written, beside what the scorer finds. */
export interface Decisions {
  readonly treatments?: Treatments;
  /** By the id of the attempt item: what people decided that an essay earned. */
  readonly marks?: ReadonlyMap<string, DecidedMark>;
}

/** Scores every item of an attempt from its response events and checks, and grades the whole. */
export function scoreAttempt(
  items: readonly AskedItem[],
  events: readonly SavedResponse[],
  rule: PassRule,
  { behaviour, checks }: Conduct = { behaviour: DEFERRED, checks: [] },
  { treatments = new Map(), marks = new Map() }: Decisions = {},
): { readonly grade: Grade; readonly scores: readonly ItemScore[] } {
  const current = currentResponses(events);
  const treated = items.map((item): TreatedItem => {
    const checked = checks
      .filter(({ attemptItemId }) => attemptItemId === item.id)
      .sort((one, other) => one.number - other.number);
    const score = (question: Question) =>
      asMarked(scoreItem({ ...item, question }, current.get(item.id), checked, behaviour), item, marks.get(item.id));
    return treatedItem(score, item, treatments.get(item.questionVersionId));
  });
  const counted = countedOf(treated);
  const scores = treated.map((one) => settled(one, counted.has(one)));
  const marked = items.flatMap(({ maxMark, question: { safetyCritical, topic } }, index) => {
    const { fraction, evidence } = scores[index];
    if (isVoid(scores[index])) return [];
    const { rightness = fraction, awaitsMarking, treatment } = evidence;
    // What was voided fails nobody on safety, also where its marks are left to whoever is better off with them.
    const isJudged = safetyCritical && treatment?.kind !== 'void-item';
    return [{ fraction, rightness, maxMark, safetyCritical: isJudged, topic, awaitsMarking }];
  });
  return { grade: gradeOf(marked, rule), scores };
}

/** Whether a regrade took the item out of the attempt. */
export function isVoid({ evidence: { treatment } }: Pick<ItemScore, 'evidence'>): boolean {
  return treatment?.kind === 'void-item' && !treatment.kept;
}

/** Whether people have still to mark it. */
export function awaitsMarking({ evidence }: Pick<ItemScore, 'evidence'>): boolean {
  return evidence.awaitsMarking === true;
}

/** An item under its treatments, before it is decided whether it counts. */
interface TreatedItem {
  readonly item: AskedItem;
  readonly score: ItemScore;
  /** `either`: it counts where it does not lower the attempt, since no score may be lowered. */
  readonly counts: 'always' | 'never' | 'either';
}

function treatedItem(
  score: (question: Question) => ItemScore,
  item: AskedItem,
  treatment: Treatment | undefined,
): TreatedItem {
  if (!treatment) return { item, score: score(item.question), counts: 'always' };
  const { kind, corrected, neverLower } = treatment;
  const before = treatedItem(score, item, treatment.earlier);
  const evidenceBefore = withoutNote(before.score.evidence);
  switch (kind) {
    case 'void-item': {
      const voided = { ...before.score, evidence: { ...evidenceBefore, treatment: { kind } } };
      return { item, score: voided, counts: neverLower && before.counts !== 'never' ? 'either' : 'never' };
    }
    case 'full-marks': {
      const { awaitsMarking: _marked, ...evidence } = evidenceBefore;
      const full = { ...before.score, fraction: 1, evidence: { ...evidence, rightness: 1, treatment: { kind } } };
      return { item, score: full, counts: 'always' };
    }
    case 'new-key':
    case 'accept-two-keys': {
      const other = score(corrected ?? item.question);
      // To count again what was voided, or may be, must not fail anybody on safety who did not fail.
      const wouldFail = neverLower && before.counts !== 'always' && !isSafe(other, item);
      if (wouldFail) return before;
      const kept = (neverLower || kind === 'accept-two-keys') && isBetter(before.score, other, item);
      const { evidence, ...rest } = kept ? before.score : other;
      const treated = { ...rest, evidence: { ...withoutNote(evidence), treatment: { kind, ...(kept && { kept }) } } };
      return { item, score: treated, counts: neverLower && before.counts !== 'always' ? 'either' : 'always' };
    }
  }
}

function withoutNote({ treatment: _note, ...evidence }: ItemScore['evidence']): ItemScore['evidence'] {
  return evidence;
}

/**
 * What counts of an attempt. Of the items that may count or not, those do that raise its percentage: the best first, as long
 * as each has more than all that count before it. No other choice gives more.
 */
function countedOf(treated: readonly TreatedItem[]): ReadonlySet<TreatedItem> {
  const counted = new Set<TreatedItem>();
  let most = 0;
  let earned = 0;
  const count = (one: TreatedItem) => {
    counted.add(one);
    most += one.item.maxMark;
    earned += one.score.fraction * one.item.maxMark;
  };
  treated.filter(({ counts }) => counts === 'always').forEach(count);
  const either = treated.filter(({ counts }) => counts === 'either');
  for (const one of either.toSorted((a, b) => b.score.fraction - a.score.fraction)) {
    if (most === 0 || one.score.fraction * most > earned) count(one);
  }
  return counted;
}

function settled({ item: { maxMark }, score }: TreatedItem, counts: boolean): ItemScore {
  const { fraction, evidence } = score;
  if (!counts) return { ...score, mark: 0, evidence: { ...evidence, treatment: { kind: 'void-item' } } };
  const isLeft = evidence.treatment?.kind === 'void-item';
  const treatment: TreatmentNote | undefined = isLeft ? { kind: 'void-item', kept: true } : evidence.treatment;
  return { ...score, mark: fraction * maxMark, evidence: { ...evidence, ...(treatment && { treatment }) } };
}

/** What people decided takes the place of waiting for it. */
function asMarked(score: ItemScore, { maxMark }: AskedItem, decided: DecidedMark | undefined): ItemScore {
  if (!decided || !score.evidence.awaitsMarking) return score;
  const { awaitsMarking: _waits, ...evidence } = score.evidence;
  const { fraction, isSafe, points, markIds } = decided;
  // Wholly right is more than an essay can be: on safety it must fall short of nothing.
  const rightness = isSafe ? 1 : Math.min(fraction, 0.5);
  return {
    ...score,
    fraction,
    mark: fraction * maxMark,
    evidence: { ...evidence, rightness, marking: { points, markIds } },
  };
}

const rightnessOf = ({ fraction, evidence }: ItemScore) => evidence.rightness ?? fraction;

/** More marks, or as many and more right; and what was right about safety is better than any marks. */
function isBetter(one: ItemScore, other: ItemScore, item: AskedItem): boolean {
  if (isSafe(one, item) && !isSafe(other, item)) return true;
  return one.fraction === other.fraction ? rightnessOf(one) > rightnessOf(other) : one.fraction > other.fraction;
}

function isSafe(score: ItemScore, { question: { safetyCritical } }: AskedItem): boolean {
  return !safetyCritical || rightnessOf(score) === 1;
}

function scoreItem(
  { id, maxMark, question }: Pick<AskedItem, 'id' | 'maxMark' | 'question'>,
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
