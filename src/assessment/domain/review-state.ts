/** Where a version of a question or of a quiz stands between its author and the people who are asked. */
export const REVIEW_STATES = ['draft', 'in-review', 'approved', 'retired'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

/** One dated step. Together they are the whole story of a version; its state is where the last one led. */
export interface ReviewStep {
  /** 1, 2, 3 … within the version. */
  readonly sequence: number;
  /** `null`: it was written. */
  readonly fromState: ReviewState | null;
  readonly toState: ReviewState;
  readonly actorId: string;
}

/** What may become of a version in each state. Nothing leaves retirement: whoever wants it back clones it. */
const NEXT: Record<ReviewState, readonly ReviewState[]> = {
  draft: ['in-review', 'retired'],
  'in-review': ['approved', 'draft'],
  approved: ['retired'],
  retired: [],
};

export function mayBecome(from: ReviewState, to: ReviewState): boolean {
  return NEXT[from].includes(to);
}

/** Versions that came with a programme's package have no steps: their package approved them. */
export function stateOf(steps: readonly Pick<ReviewStep, 'sequence' | 'toState'>[]): ReviewState {
  const last = steps.reduce<Pick<ReviewStep, 'sequence' | 'toState'> | null>(
    (newest, step) => (newest && newest.sequence > step.sequence ? newest : step),
    null,
  );
  return last?.toState ?? 'approved';
}

/** Whoever wrote a version or handed it in for review is not the second person who approves it. */
export function isOwnWork(
  steps: readonly Pick<ReviewStep, 'fromState' | 'toState' | 'actorId'>[],
  personId: string,
): boolean {
  return steps.some(
    ({ fromState, toState, actorId }) =>
      actorId === personId && (fromState === null || (fromState === 'draft' && toState === 'in-review')),
  );
}
