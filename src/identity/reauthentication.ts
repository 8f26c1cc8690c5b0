import { Injectable } from '@nestjs/common';
import { PersonRegister } from './data/person-register';
import { ReauthenticationFailed } from './identity.errors';
import { Passwords } from './passwords';
import { SignInThrottle } from './sign-in-throttle';

/** What somebody gives to prove again, at the moment of signing, that it is them. */
export interface Proof {
  readonly password?: string;
  readonly passkey?: string;
}

/** A signature is made by the person, not by whoever sits at their open session. */
@Injectable()
export class Reauthentication {
  constructor(
    private readonly people: PersonRegister,
    private readonly passwords: Passwords,
    private readonly throttle: SignInThrottle,
  ) {}

  /**
   * Call it outside a unit of work: it hashes.
   * @returns the method by which the person proved it.
   * @throws ReauthenticationFailed (403), TooManyTries (429): wrong passwords here count like those at the door.
   */
  async confirm(personId: string, { password }: Proof): Promise<'password'> {
    if (!password) throw new ReauthenticationFailed('Enter your password to sign. Passkeys are not taken here yet.');
    const person = await this.people.find(personId);
    const prove = async (): Promise<'password'> => {
      if (!(await this.passwords.match(person?.passwordHash ?? null, password))) throw new ReauthenticationFailed();
      return 'password';
    };
    return this.throttle.guard(
      { email: person?.email ?? personId, address: null },
      prove,
      (fault) => fault instanceof ReauthenticationFailed,
    );
  }
}
