import { DomainError, Invalid, type Fault } from '../kernel/errors';

/** Four eyes: whoever entered a version does not confirm it. */
export class SecondPersonRequired extends DomainError {
  constructor() {
    super(
      'rule-violated',
      'second-person-required',
      'You recorded this version: another registrar must compare it with the primary text.',
    );
  }
}

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
