import { DomainError, type Fault } from '../kernel/errors';
import type { ReviewState } from './domain/review-state';

export class SecondPersonRequired extends DomainError {
  constructor() {
    super(
      'rule-violated',
      'second-person-required',
      'Whoever wrote this version or handed it in does not approve it. Ask a colleague.',
    );
  }
}

/** What is not finished says everything that it lacks, at once. */
export class Incomplete extends DomainError {
  constructor(what: 'question' | 'quiz', errors: readonly Fault[]) {
    super(
      'rule-violated',
      `${what}-incomplete`,
      `This ${what} is not ready: mend what is listed, as another version.`,
      {
        errors,
      },
    );
  }
}

export class WrongState extends DomainError {
  constructor(state: ReviewState, wanted: string) {
    super('rule-violated', 'wrong-state', `This version is ${WORDS[state]}: it cannot be ${wanted}.`, { state });
  }
}

const WORDS: Record<ReviewState, string> = {
  draft: 'a draft',
  'in-review': 'in review',
  approved: 'approved',
  retired: 'retired',
};

export class OfPackage extends DomainError {
  constructor(what: 'question' | 'quiz') {
    super(
      'rule-violated',
      'package-content',
      `This ${what} belongs to the package of its programme, where it is changed. ${what === 'question' ? 'Clone it to make another of it.' : 'Make a quiz of your own.'}`,
    );
  }
}

export class StillAsked extends DomainError {
  constructor(quizzes: readonly { readonly title: string; readonly number: number }[]) {
    super(
      'rule-violated',
      'question-in-use',
      `An approved quiz asks this version: ${quizzes.map(({ title, number }) => `${title}, version ${number}`).join('; ')}. Retire that first.`,
      { quizzes },
    );
  }
}

/** A pool that cannot give what its rule asks. Nobody starts on fewer questions than everybody else. */
export class PoolTooSmall extends DomainError {
  constructor(pools: readonly { readonly pool: number; readonly missing: number }[]) {
    super(
      'rule-violated',
      'pool-too-small',
      'The bank has too few approved questions for this quiz just now. Tell your instructor.',
      { pools },
    );
  }
}

/** An export that would not hold all that fits. No file is better than one of which some are missing unseen. */
export class TooManyQuestions extends DomainError {
  constructor(found: number, most: number) {
    const [fit, take] = [found, most].map((count) => count.toLocaleString('en'));
    super(
      'rule-violated',
      'too-many-questions',
      `${fit} questions fit, and one file takes ${take}. Narrow them by programme, topic or tag, and export each part.`,
      { found, most },
    );
  }
}
