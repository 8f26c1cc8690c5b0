import { digestOf } from '../../../kernel/canonical-json';
import type { Grade } from '../grade';

export type Standing = Pick<Grade, 'mark' | 'maxMark' | 'percentage' | 'passed' | 'provisional' | 'failedSafetyTopics'>;

/** How far the result of an attempt has come: only a graded one is a pass or none, and known to its candidate. */
export type ResultState = 'graded' | 'awaiting-marking' | 'held-back';

/** What a regrade does to one attempt: its pass first, then its percentage. */
export type Change = 'gains-pass' | 'loses-pass' | 'higher' | 'lower' | 'same';

export interface Difference {
  readonly attemptId: string;
  readonly personId: string;
  /** The attempt's, of this person at this quiz. */
  readonly number: number;
  readonly state: ResultState;
  /** The run that counts, or counted, until the regrade; of a result that is held back, the newest. */
  readonly runId: string;
  readonly before: Standing;
  readonly after: Standing;
  readonly change: Change;
}

export type Tally = Readonly<Record<Change, number>> & { readonly attempts: number };

export function resultStateOf({ inForceFrom }: { readonly inForceFrom: Date | null }, isAwaited: boolean): ResultState {
  if (!inForceFrom) return 'held-back';
  return isAwaited ? 'awaiting-marking' : 'graded';
}

/** Whether it can be a pass: not while it is held back. */
export function isOpen({ state }: Pick<Difference, 'state'>): boolean {
  return state !== 'held-back';
}

export function changeOf(before: Standing, after: Standing, state: ResultState): Change {
  if (state === 'graded' && before.passed !== after.passed) return after.passed ? 'gains-pass' : 'loses-pass';
  if (after.percentage !== before.percentage) return after.percentage > before.percentage ? 'higher' : 'lower';
  return 'same';
}

export function tallyOf(differences: readonly Difference[]): Tally {
  const count = (change: Change) => differences.filter((difference) => difference.change === change).length;
  return {
    attempts: differences.length,
    'gains-pass': count('gains-pass'),
    'loses-pass': count('loses-pass'),
    higher: count('higher'),
    lower: count('lower'),
    same: count('same'),
  };
}

/** What whoever approves has seen: another attempt, another result, another digest. The order never matters. */
export function digestOfDifferences(differences: readonly Difference[]): string {
  const lines = differences.map(({ runId, before, after }) => ({
    runId,
    before: seenIn(before),
    after: seenIn(after),
  }));
  return digestOf(lines.sort((one, other) => (one.runId < other.runId ? -1 : 1)));
}

export function standingIn({ provisional, ...standing }: Standing): Standing {
  return { ...seenIn(standing), provisional };
}

function seenIn({ mark, maxMark, percentage, passed, failedSafetyTopics }: Omit<Standing, 'provisional'>) {
  return { mark, maxMark, percentage, passed, failedSafetyTopics: [...failedSafetyTopics] };
}
