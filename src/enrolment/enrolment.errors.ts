import { DomainError } from '../kernel/errors';

export class AlreadyEnrolled extends DomainError {
  constructor(enrolmentId: string, programme: string) {
    super('conflict', 'already-enrolled', `You are enrolled in ${programme} already: go on where you left off.`, {
      enrolment: enrolmentId,
    });
  }
}

export class NotEnrolled extends DomainError {
  constructor(programme: string) {
    super(
      'rule-violated',
      'not-enrolled',
      `Enrol in ${programme} first: only lessons of the version that you are enrolled on count.`,
      {
        programme,
      },
    );
  }
}

export class OtherProgramme extends DomainError {
  constructor() {
    super(
      'rule-violated',
      'other-programme',
      'That version belongs to another programme: choose a version of the same one.',
    );
  }
}

export class OwnAttendance extends DomainError {
  constructor() {
    super('rule-violated', 'self-assessment', 'Nobody attests their own attendance: ask another instructor.');
  }
}

export class HeldInFuture extends DomainError {
  constructor(today: string) {
    super(
      'rule-violated',
      'date-not-allowed',
      `That day is still to come (today is ${today}): attest it once it was held.`,
    );
  }
}

export class MoreThanADay extends DomainError {
  constructor(minutes: number) {
    super(
      'rule-violated',
      'minutes-implausible',
      `${minutes} minutes are more than a day has: correct the minutes, or attest each day by itself.`,
    );
  }
}
