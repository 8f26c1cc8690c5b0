import { Conflict, DomainError } from '../kernel/errors';
import type { FoundIdentifier } from './domain/logbook';
import type { Refusal } from './domain/refusal';

/** An observation or a sign-off against which something stands: the code is that of the most serious reason. */
export class StatementRefused extends DomainError {
  constructor(reasons: readonly Refusal[]) {
    super('rule-violated', reasons[0].code, reasons.map(({ reason }) => reason).join(' '), { reasons });
  }
}

/** Ends the action when there is any reason to refuse. */
export function refuseIfAny(reasons: readonly Refusal[]): void {
  if (reasons.length > 0) throw new StatementRefused(reasons);
}

export class NotEnrolled extends DomainError {
  constructor() {
    super(
      'rule-violated',
      'not-enrolled',
      'This person is enrolled in no programme yet: what is recorded belongs to one.',
    );
  }
}

export class AlreadyWithdrawn extends Conflict {
  constructor() {
    super('This sign-off was withdrawn already.', 'already-withdrawn');
  }
}

export class NoAppointmentToEnd extends Conflict {
  constructor() {
    super(
      'This person holds no founding appointment that could end. What a certificate gives, ends with the certificate.',
      'no-appointment',
    );
  }
}

export class SessionDayNotAllowed extends DomainError {
  constructor(message: string) {
    super('rule-violated', 'date-not-allowed', message);
  }
}

/** A needle that is not accounted for is an incident first, and a logbook entry afterwards. */
export class NeedleCountMismatch extends DomainError {
  constructor(needlesIn: number, needlesOut: number) {
    super(
      'rule-violated',
      'needle-count-mismatch',
      `${needlesIn} needles went in and ${needlesOut} came out. Find every needle and report what happened before you write the entry.`,
      { needlesIn, needlesOut },
    );
  }
}

export class PatientIdentifierFound extends DomainError {
  constructor(errors: readonly FoundIdentifier[]) {
    const fields = [...new Set(errors.map(({ path }) => path))].join(', ');
    super(
      'rule-violated',
      'patient-identifier',
      `This may say who the patient is (${fields}). The logbook is read outside the clinic: take it out and send the entry again.`,
      { errors },
    );
  }
}

/** One answer for whoever does not exist, is not of the cohort or is not qualified: it tells nothing about strangers. */
export class SupervisorNotQualified extends DomainError {
  constructor(regionTier: number, performedOn: string) {
    super(
      'rule-violated',
      'supervisor-not-qualified',
      `Choose a supervisor of your cohort who was qualified to supervise in region tier ${regionTier} on ${performedOn}.`,
    );
  }
}

export class AlreadyDecided extends Conflict {
  constructor(outcome: 'verified' | 'returned') {
    super(
      outcome === 'verified'
        ? 'This entry is verified, and that is final.'
        : 'This entry was returned already: the trainee writes a new one that corrects it.',
      'already-decided',
    );
  }
}

export class NothingToCorrect extends Conflict {
  constructor() {
    super('Only an entry that its supervisor returned can be corrected, and only once.', 'nothing-to-correct');
  }
}
