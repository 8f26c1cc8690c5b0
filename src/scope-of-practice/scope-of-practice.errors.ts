import { Conflict, DomainError, Invalid, type Fault } from '../kernel/errors';
import type { ProposalState } from './domain/proposal';

/** Four eyes: whoever entered a version does not confirm it. */
export class SecondPersonRequired extends DomainError {
  constructor() {
    super(
      'rule-violated',
      'second-person-required',
      'You wrote this version, or a part of it: another registrar must compare it with the primary text.',
    );
  }
}

/** Somebody was faster, or it is not at that step. */
export class ProposalDecided extends Conflict {
  constructor(state: ProposalState) {
    super(`${WHERE[state]} Load it again, and look at it as it is now.`, 'rule-proposal-decided');
  }
}

const WHERE: Readonly<Record<ProposalState, string>> = {
  draft: 'This version was worded anew, or nobody has handed it over yet.',
  submitted: 'This version waits for a second registrar to compare it with the primary text.',
  verified: 'This version was compared already, and waits to be published.',
  refused: 'This version was refused: word it anew, or withdraw it.',
  published: 'This version is published.',
  withdrawn: 'This version was withdrawn.',
};

export class RuleNotReviewable extends DomainError {
  constructor(reason: string) {
    super('rule-violated', 'rule-not-reviewable', reason);
  }
}

export class DateNotAllowed extends DomainError {
  constructor(reason: string) {
    super('rule-violated', 'date-not-allowed', reason);
  }
}

/** Register files that their schema lets through and that still cannot be right. Nothing of them is recorded. */
export class RegisterFilesFaulty extends Invalid {
  constructor(readonly faults: readonly string[]) {
    super(
      faults.map((message): Fault => ({ path: 'jurisdictions', message })),
      `The register files of the programme need correcting:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`,
    );
  }
}
