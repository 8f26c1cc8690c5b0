import { Conflict, DomainError, Forbidden } from '../kernel/errors';
import type { UnprintableCharacter } from './domain/printable-text';

const REASONS: Record<UnprintableCharacter['reason'], string> = {
  'no-glyph': 'is in none of our typefaces',
  'right-to-left': 'is written from right to left, which our certificates cannot set yet',
  control: 'is invisible or turns the direction of the text',
};

/** A name that would come out as boxes is refused, and the characters are named. */
export class GlyphsMissing extends DomainError {
  constructor(characters: readonly UnprintableCharacter[]) {
    const shown = characters.map(({ character, codePoint, reason }) =>
      reason === 'control' ? `${codePoint} ${REASONS[reason]}` : `${character} (${codePoint}) ${REASONS[reason]}`);
    super(
      'rule-violated',
      'glyphs-missing',
      `This cannot be printed as it is written: ${shown.join('; ')}. Agree with the holder on a spelling that can be printed, as on a passport, and change the profile.`,
      { characters },
    );
  }
}

/** What is still to be shown: all of it, not only the first. */
export interface OwedRequirement {
  /** Its id in the scheme. */
  readonly requirement: string;
  readonly verdict: 'not-met' | 'cannot-tell';
  readonly found?: number;
  readonly owed?: number;
  readonly unit?: string;
  /** What the scheme asks, and how the record answers. */
  readonly detail: string;
}

export class RequirementsNotMet extends DomainError {
  constructor(owed: readonly OwedRequirement[]) {
    super(
      'rule-violated',
      'requirements-not-met',
      `The scheme asks for more than the training record shows: ${owed.length} ${owed.length === 1 ? 'requirement is' : 'requirements are'} open.`,
      { owed },
    );
  }
}

export class SecondPersonRequired extends DomainError {
  constructor(message: string) {
    super('rule-violated', 'second-person-required', message);
  }
}

export class SelfIssue extends Forbidden {
  constructor() {
    super('Nobody certifies themselves: another registrar has to do this.', 'self-issue');
  }
}

export class ProfileIncomplete extends DomainError {
  constructor(missing: readonly string[]) {
    super(
      'rule-violated',
      'profile-incomplete',
      `The holder's profile lacks: ${missing.join(', ')}. The holder enters it under "my profile"; then issue again.`,
      { missing },
    );
  }
}

export class DateNotAllowed extends DomainError {
  constructor(message: string) {
    super('rule-violated', 'date-not-allowed', message);
  }
}

export class SchemeUnknown extends DomainError {
  constructor(code: string) {
    super('rule-violated', 'scheme-unknown', `The person is enrolled on no programme that has a scheme "${code}". Enrol them first, or choose another scheme.`);
  }
}

export class FormatNotAvailable extends DomainError {
  constructor(format: string) {
    super('rule-violated', 'format-not-available', `The format "${format}" is not made yet. Ask for "native".`, { available: ['native'] });
  }
}

/** Gone, on purpose: what was sealed under the certificate's own key can never be read again. */
export class DocumentErased extends DomainError {
  constructor() {
    super('not-found', 'document-erased', 'The document was erased. Its number, dates and status remain.');
  }
}

/** The certificate's state has moved on, or never allowed this. */
export class NotInThatState extends Conflict {}
