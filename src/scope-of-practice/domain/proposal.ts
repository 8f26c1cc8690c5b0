/*
 * How a new version of a rule comes into the register. A registrar writes it down; another holds it against the primary text;
 * then it is published. Until then it is no part of what the register says.
 */

export const PROPOSAL_STATES = ['draft', 'submitted', 'verified', 'refused', 'published', 'withdrawn'] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];
/** What somebody does with it. A new wording makes it a draft again. */
export type ProposalStepKind = Exclude<ProposalState, 'draft'>;

export interface ProposalStep {
  readonly kind: ProposalStepKind;
  /** Of the wording that it is about. */
  readonly wording: number;
}

const NEXT: Readonly<Record<ProposalState, readonly ProposalStepKind[]>> = {
  draft: ['submitted', 'withdrawn'],
  submitted: ['verified', 'refused', 'withdrawn'],
  verified: ['published', 'withdrawn'],
  refused: ['withdrawn'],
  published: [],
  withdrawn: [],
};

/** @param newest number of the newest wording: what was said of an older one counts no more. */
export function stateOfProposal(newest: number, steps: readonly ProposalStep[]): ProposalState {
  const end = steps.find(({ kind }) => NEXT[kind].length === 0);
  if (end) return end.kind;
  return steps.findLast(({ wording }) => wording === newest)?.kind ?? 'draft';
}

export function mayFollow(state: ProposalState, kind: ProposalStepKind): boolean {
  return NEXT[state].includes(kind);
}

/** Whether its wording may still be changed. */
export function isOpen(state: ProposalState): boolean {
  return NEXT[state].length > 0;
}
