import { Conflict, DomainError, Forbidden } from '../kernel/errors';

export class NotSignedIn extends DomainError {
  constructor(message = 'Sign in first: your session is missing, was ended or has expired.') {
    super('not-signed-in', 'not-signed-in', message);
  }
}

/** One answer for an unknown address and a wrong password: nobody learns here who has an account. */
export class WrongCredentials extends DomainError {
  constructor() {
    super(
      'not-signed-in',
      'wrong-credentials',
      'That e-mail address and password do not go together. Check both, or ask for a new password.',
    );
  }
}

export class CodeWanted extends DomainError {
  constructor() {
    super(
      'not-signed-in',
      'second-factor-required',
      'This account has a second factor: send the code of your authenticator app, or a recovery code, as well.',
    );
  }
}

export class WrongCode extends DomainError {
  constructor() {
    super(
      'not-signed-in',
      'wrong-code',
      'That code is wrong or was used already. Wait for the next one and try again.',
    );
  }
}

export class SecondFactorRequired extends Forbidden {
  constructor() {
    super('Registrars and administrators set up a second factor before anything else.', 'second-factor-required');
  }
}

export class SecondFactorExists extends Conflict {
  constructor() {
    super('This account already has a second factor.', 'second-factor-exists');
  }
}

export class NoSecondFactorBegun extends DomainError {
  constructor() {
    super(
      'rule-violated',
      'second-factor-not-begun',
      'Ask for a secret first, then confirm it with the code that the app shows.',
    );
  }
}

export class CodeNotConfirmed extends DomainError {
  constructor() {
    super(
      'rule-violated',
      'wrong-code',
      'That code does not belong to this secret now. Check the clock of the device and try the next code.',
    );
  }
}

export class ReauthenticationFailed extends Forbidden {
  constructor(message = 'That is not your password. Nothing was done; enter it again.') {
    super(message, 'reauthentication-failed');
  }
}

export class TooManyTries extends DomainError {
  constructor(retryAfterSeconds: number) {
    super('too-many-requests', 'too-many-requests', `Too many tries. Try again in ${inWords(retryAfterSeconds)}.`, {
      retryAfterSeconds,
    });
  }
}

function inWords(seconds: number): string {
  if (seconds < 90) return `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}

export class EmailTaken extends Conflict {
  constructor() {
    super('This e-mail address already has an account. Sign in, or ask for a new password.', 'email-taken');
  }
}

export class LinkNotValid extends DomainError {
  constructor() {
    super(
      'not-found',
      'link-not-valid',
      'This link is not complete, was used already or has expired. Ask for a new one.',
    );
  }
}

export class LastAdministrator extends DomainError {
  constructor() {
    super('rule-violated', 'last-administrator', 'This is the last administrator. Give somebody else that role first.');
  }
}

export class CsrfRefused extends Forbidden {
  constructor() {
    super('This did not come from a page of ours, or the page was too old. Load it again and retry.', 'csrf');
  }
}
