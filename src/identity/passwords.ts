import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { Invalid } from '../kernel/errors';
import { faultOfPassword, normalisedPassword } from './domain/password-policy';

/** argon2id (the library's default) at the cost that OWASP's password storage cheat sheet names first. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Of nobody's password: verified where there is no account, so that an unknown address costs as much as a wrong password. */
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$2Ec27rptSWNYN7w1IrCtjQ$xnpmfFkFvcJOAjs0IyLUOsaYaGhGoXIoIUGGSNf8ACU';

/** Hashes and checks passwords, on other threads than the one that serves. Never inside a unit of work: it is slow on purpose. */
@Injectable()
export class Passwords {
  hash(password: string): Promise<string> {
    return hash(normalisedPassword(password), COST);
  }

  /** @throws Invalid naming what to change, when the password is one that nobody should choose. */
  async hashChosen(password: string, owner: { readonly email: string }): Promise<string> {
    const fault = faultOfPassword(password, owner);
    if (fault) throw new Invalid([{ path: 'password', message: fault }]);
    return this.hash(password);
  }

  /** Whether it is the password; for `null`, somebody who does not exist, no after the same time. */
  async match(passwordHash: string | null, password: string): Promise<boolean> {
    const matches = await verify(passwordHash ?? NOBODY, normalisedPassword(password));
    return matches && passwordHash !== null;
  }
}
