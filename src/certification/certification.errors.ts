import { Conflict, DomainError, Forbidden } from '../kernel/errors';
import type { Owed } from '../training-record/requirement';
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
      reason === 'control' ? `${codePoint} ${REASONS[reason]}` : `${character} (${codePoint}) ${REASONS[reason]}`,
    );
    super(
      'rule-violated',
      'glyphs-missing',
      `This cannot be printed as it is written: ${shown.join('; ')}. Agree with the holder on a spelling that can be printed, as on a passport, and change the profile.`,
      { characters },
    );
  }
}

/** Everything that is still to be shown, not only the first thing. */
export class RequirementsNotMet extends DomainError {
  constructor(owed: readonly Owed[], missingInProfile: readonly string[]) {
    const profile = missingInProfile.map((what) => ({
      requirement: `profile-${what.replace(' ', '-')}`,
      verdict: 'not-met' as const,
      detail: `The ${what} is not in the holder's profile yet.`,
    }));
    const all = [...owed, ...profile];
    super(
      'rule-violated',
      'requirements-not-met',
      `The scheme asks for more than the training record shows: ${all.length} ${all.length === 1 ? 'thing is' : 'things are'} owed.`,
      { owed: all },
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
    super('Nobody decides about their own certificate: another registrar has to do this.', 'self-issue');
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

export class NotEnrolled extends DomainError {
  constructor(programme: string) {
    super(
      'rule-violated',
      'not-enrolled',
      `The person is not enrolled on ${programme}: a certificate says which version somebody followed.`,
    );
  }
}

export class FormatNotAvailable extends DomainError {
  constructor(format: string) {
    super('rule-violated', 'format-not-available', `The format "${format}" is not made yet. Ask for "native".`, {
      available: ['native'],
    });
  }
}

/** Gone, on purpose: what was sealed under the certificate's own key can never be read again. */
export class DocumentErased extends DomainError {
  constructor() {
    super('not-found', 'document-erased', 'The document was erased. Its number, dates and status remain.');
  }
}

/** One in force at a time for each holder, scheme and place. */
export class AlreadyCertified extends DomainError {
  constructor(certificateId: string, status: string) {
    super(
      'conflict',
      'conflict',
      `The person holds a certificate of this scheme for this place already (${status}). Supersede that one, or wait until it has ended.`,
      { certificate: certificateId },
    );
  }
}

/** The certificate is in no state that allows this, or no longer. */
export class NotInThatState extends Conflict {}

/** did:web names a host, and no address of digits. */
export class NoDidHere extends DomainError {
  constructor() {
    super(
      'not-found',
      'no-did-here',
      'This installation is known by an IP address, and did:web takes host names only. The keys are at /api/v1/issuer-keys.',
    );
  }
}
