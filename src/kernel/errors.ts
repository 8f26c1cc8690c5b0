/** What kind of refusal it is; the web looks its HTTP status up. */
export type ErrorKind =
  | 'invalid'
  | 'not-signed-in'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'rule-violated'
  | 'too-many-requests'
  | 'payload-too-large'
  | 'unsupported-media';

/** One fault in what was sent: where (JSON path, `''` for the whole) and what to do about it. */
export interface Fault {
  readonly path: string;
  readonly message: string;
}

/** A refusal that the caller can act on. Anything else thrown is a defect. */
export class DomainError extends Error {
  constructor(
    readonly kind: ErrorKind,
    /** Stable, kebab-case: programs rely on it. */
    readonly code: string,
    /** A sentence for people: what happened, and what to do. */
    message: string,
    /** What a program needs to act on the refusal; becomes members of the problem document. */
    readonly facts: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = new.target.name;
  }
}

export class NotFound extends DomainError {
  constructor(what = 'That') {
    super('not-found', 'not-found', `${what} was not found, or is not yours to see.`);
  }
}

export class Forbidden extends DomainError {
  constructor(message = 'Your role does not allow this.', code = 'forbidden') {
    super('forbidden', code, message);
  }
}

export class Invalid extends DomainError {
  constructor(errors: readonly Fault[], message = 'Some fields need correcting.') {
    super('invalid', 'validation-failed', message, { errors });
  }
}

export class Conflict extends DomainError {
  constructor(message = 'Someone else changed this at the same moment. Load it again and retry.', code = 'conflict') {
    super('conflict', code, message);
  }
}
