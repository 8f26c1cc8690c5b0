/** The words of a letter. */
export interface Wording {
  readonly subject: string;
  readonly text: string;
}

interface House {
  readonly issuerName: string;
}

interface Link {
  readonly url: string;
  /** How long the link works: "3 days". */
  readonly lasts: string;
}

const letter = (house: House, subject: string, ...paragraphs: string[]): Wording => ({
  subject,
  text: [...paragraphs, house.issuerName].join('\n\n'),
});

export function confirmationLetter(house: House, name: string, { url, lasts }: Link): Wording {
  return letter(
    house,
    'Confirm your e-mail address',
    `Dear ${name},`,
    `please confirm that this is your e-mail address:\n\n${url}`,
    `The link works once, for ${lasts}. You can learn before that; a graded attempt needs a confirmed address.`,
    'If you did not register, ignore this letter.',
  );
}

export function passwordResetLetter(house: House, name: string, { url, lasts }: Link): Wording {
  return letter(
    house,
    'Choose a new password',
    `Dear ${name},`,
    `somebody, we hope you, asked for a new password. Choose it here:\n\n${url}`,
    `The link works once, for ${lasts}. If it was not you, ignore this letter: your password stays as it is.`,
  );
}

export function passwordChangedLetter(house: House, name: string): Wording {
  return letter(
    house,
    'Your password was changed',
    `Dear ${name},`,
    'the password of your account was changed, and every other session was ended. If it was not you, ask for a new password now and tell us.',
  );
}

export function invitationLetter(
  house: House,
  name: string | null,
  roles: readonly string[],
  { url, lasts }: Link,
): Wording {
  return letter(
    house,
    `Your invitation to ${house.issuerName}`,
    name === null ? 'Good day,' : `Dear ${name},`,
    `you are invited to join ${house.issuerName} as ${roles.join(', ')}. Accept, and choose a password, here:\n\n${url}`,
    `The link works once, for ${lasts}.`,
  );
}
