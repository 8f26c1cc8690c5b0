import { DomainError } from '../kernel/errors';

export class NotEnrolled extends DomainError {
  constructor(programme: string) {
    super('rule-violated', 'not-enrolled', 'This quiz belongs to a programme you are not enrolled in. Enrol first.', {
      programme,
    });
  }
}

export class EmailNotConfirmed extends DomainError {
  constructor() {
    super(
      'rule-violated',
      'email-not-confirmed',
      'Confirm your e-mail address before a graded attempt: the link is in the letter that we sent you.',
    );
  }
}

export class AttemptsExhausted extends DomainError {
  constructor(attempts: number) {
    super(
      'rule-violated',
      'attempts-exhausted',
      'All attempts at this quiz have been used. Speak to your instructor.',
      {
        attempts,
      },
    );
  }
}

export class CoolDown extends DomainError {
  constructor(retryAfter: Date, attemptsLeft: number) {
    super(
      'rule-violated',
      'cool-down',
      'The next attempt begins after a pause, so that there is time to read again. Come back at the time given.',
      { retryAfter: retryAfter.toISOString(), attemptsLeft },
    );
  }
}

export class AttemptClosed extends DomainError {
  constructor() {
    super(
      'conflict',
      'attempt-closed',
      'This attempt is closed: nothing more can be saved in it. What was saved before has been graded.',
    );
  }
}

export class StaleSequence extends DomainError {
  constructor(currentSequence: number) {
    super(
      'conflict',
      'stale-sequence',
      'A newer response to this question is saved already, and stays. Load the attempt to see it.',
      { currentSequence },
    );
  }
}

export class QuizNotOpen extends DomainError {
  constructor(opensAt: Date) {
    super('rule-violated', 'quiz-not-open', 'This quiz has not opened yet. Come back at the time given.', {
      retryAfter: opensAt.toISOString(),
    });
  }
}

/** The last attempt may have passed: nobody knows before the panel has met. */
export class ResultHeldBack extends DomainError {
  constructor() {
    super(
      'rule-violated',
      'result-held-back',
      'Your last attempt is handed in, and its result opens once a panel has set the pass mark. Wait for that.',
    );
  }
}

export class QuizClosed extends DomainError {
  constructor(closedAt: Date) {
    super(
      'rule-violated',
      'quiz-closed',
      'This quiz has closed: no attempt begins any more. Speak to your instructor.',
      {
        closedAt: closedAt.toISOString(),
      },
    );
  }
}

export class DeclarationRequired extends DomainError {
  constructor() {
    super(
      'rule-violated',
      'declaration-required',
      'This quiz begins with a declaration. Read it, agree to it, and begin again.',
    );
  }
}

export class AttemptVoid extends DomainError {
  constructor() {
    super(
      'conflict',
      'attempt-void',
      'This attempt was not handed in in time and is void. What was saved is kept, but not marked. Speak to your instructor.',
    );
  }
}

export class OnBreak extends DomainError {
  constructor() {
    super(
      'conflict',
      'on-break',
      'The clock stands still: nothing is saved during a break. End the break and send it again.',
    );
  }
}

export class NoBreakLeft extends DomainError {
  constructor() {
    super('rule-violated', 'no-break-left', 'No time for breaks is left in this attempt. The clock goes on.');
  }
}

export class PagePassed extends DomainError {
  constructor(currentPage: number) {
    super('conflict', 'page-passed', 'In this quiz nobody goes back: what was given on earlier pages stands.', {
      currentPage,
    });
  }
}

export class OwnAccommodation extends DomainError {
  constructor() {
    super('rule-violated', 'second-person-required', 'Nobody allows more time to themselves: ask a colleague.');
  }
}

export class ChecksNotOffered extends DomainError {
  constructor() {
    super(
      'rule-violated',
      'checks-not-offered',
      'Answers to this question are not checked before the attempt is handed in.',
    );
  }
}

export class NothingToCheck extends DomainError {
  constructor() {
    super('rule-violated', 'nothing-to-check', 'Answer the question before you have the answer checked.');
  }
}

export class AnswerStands extends DomainError {
  constructor() {
    super(
      'conflict',
      'answer-stands',
      'This answer was checked and can no longer be changed: it was right, or every try is used.',
    );
  }
}
