import { DomainError } from '../kernel/errors';

/** Whoever marked an answer once does not mark it again as if they had not. */
export class MarkedAlready extends DomainError {
  constructor() {
    super('conflict', 'marked-already', 'You have marked this answer. Somebody else gives the second mark.');
  }
}

export class MarkedMeanwhile extends DomainError {
  constructor(needs: string | null) {
    super(
      'conflict',
      'marked-meanwhile',
      needs === 'reconciliation'
        ? 'A colleague has marked this answer meanwhile, and the marks lie apart: look at both, and decide together.'
        : 'A colleague has marked this answer meanwhile: it needs no more marks. Yours was not kept.',
      { needs },
    );
  }
}

export class OwnAnswer extends DomainError {
  constructor() {
    super('rule-violated', 'conflict-of-interest', 'This answer is your own: a colleague marks it.');
  }
}
