import { DomainError } from '../kernel/errors';

export class RoundIsOver extends DomainError {
  constructor() {
    super(
      'conflict',
      'round-over',
      'This round was closed meanwhile: its ratings stand, and yours of now were not kept. Look at the feedback, and rate in the next one.',
    );
  }
}

export class NotEnoughRatings extends DomainError {
  constructor(missing: number) {
    super(
      'rule-violated',
      'ratings-missing',
      missing > 0
        ? `${missing} of the judges have not rated everything in this round. Wait for them; a panel is not decided by some of it.`
        : 'No round of this panel is closed yet: nothing is settled that a cut score could rest on.',
      { missing },
    );
  }
}

export class NoCut extends DomainError {
  constructor(because: string) {
    super('rule-violated', 'no-cut-score', `No cut score comes of it: ${because}`, { because });
  }
}

export class CutDecided extends DomainError {
  constructor() {
    super('conflict', 'cut-score-decided', 'This cut score was decided on already.');
  }
}

export class CutFrozen extends DomainError {
  constructor() {
    super(
      'rule-violated',
      'cut-score-frozen',
      'A cut score of this panel is approved: its ratings are frozen. Call another panel to set another.',
    );
  }
}

export class ApprovesOwnCut extends DomainError {
  constructor() {
    super(
      'rule-violated',
      'second-person-required',
      'Whoever proposed this cut score does not approve it. Ask a colleague.',
    );
  }
}
