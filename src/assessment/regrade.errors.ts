import { DomainError, type Fault } from '../kernel/errors';
import type { RegradeState } from './regrade-view';

/** The corrected question is made of other parts than the one that was asked. */
export class NotComparable extends DomainError {
  constructor(errors: readonly Fault[]) {
    super(
      'rule-violated',
      'key-not-comparable',
      'Answers to the question as it was asked cannot be scored by this key: what could be chosen must stay the same.',
      { errors },
    );
  }
}

export class NothingToRegrade extends DomainError {
  constructor() {
    super(
      'rule-violated',
      'nothing-to-regrade',
      'No question asked here has a newer approved version with another key. Have the corrected version approved first, or name the question and its right key.',
    );
  }
}

export class RegradeDecided extends DomainError {
  constructor(state: RegradeState) {
    super('conflict', 'regrade-decided', `This regrade is ${state} already.`, { state });
  }
}

export class RegradeStale extends DomainError {
  constructor(digest: string) {
    super(
      'conflict',
      'regrade-stale',
      'Attempts were graded since these differences were worked out, and the result would be another. Look at them again, then decide.',
      { digest },
    );
  }
}

export class DecidesOwnRegrade extends DomainError {
  constructor() {
    super(
      'rule-violated',
      'second-person-required',
      'Whoever proposed this regrade does not approve it. Ask a colleague; you may withdraw it.',
    );
  }
}
