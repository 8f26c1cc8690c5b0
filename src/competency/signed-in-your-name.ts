import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../config/settings';
import { Letters } from '../identity/letters';
import { People } from '../identity/people.service';

/** Tells an assessor of every signature made in their name, so that one made by somebody else does not stay unseen. */
@Injectable()
export class SignedInYourName {
  constructor(
    private readonly people: People,
    private readonly letters: Letters,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** After the commit, and without keeping the assessor waiting. */
  tell(assessorId: string, signed: { readonly id: string; readonly sentence: string }): void {
    this.letters.later(async () => {
      const { email, name } = await this.people.get(assessorId);
      await this.letters.send({
        to: email,
        subject: 'A sign-off was signed in your name',
        text: [
          `${name},`,
          'the following was just signed in your name:',
          signed.sentence,
          'If it was you, there is nothing to do.',
          'If it was not, change your password at once, withdraw the sign-off under “Assess”, and tell a registrar:',
          `${this.settings.publicUrl}/assess`,
          `Its number is ${signed.id}.`,
        ].join('\n\n'),
      });
    });
  }
}
