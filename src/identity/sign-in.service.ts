import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail';
import { UnitOfWork } from '../database/unit-of-work';
import type { PersonActor } from './access';
import { PersonRegister } from './data/person-register';
import { Role } from './domain/permissions';
import { CodeWanted, WrongCode, WrongCredentials } from './identity.errors';
import { Passwords } from './passwords';
import { SecondFactors } from './second-factors.service';
import { Sessions } from './sessions.service';
import { SignInThrottle } from './sign-in-throttle';

export interface SignInRequest {
  readonly email: string;
  readonly password: string;
  /** Of the authenticator app, or a recovery code; needed by who has set one up. */
  readonly code?: string;
  /** The network address it comes from. */
  readonly address: string;
  /** `page`: the token becomes the cookie `filiform_session`. */
  readonly kind: 'api' | 'page';
}

export interface SignedIn {
  readonly token: string;
  readonly expiresAt: Date;
  readonly person: { readonly id: string; readonly name: string; readonly email: string; readonly roles: Role[] };
}

/** Signing in and out. */
@Injectable()
export class SignIn {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly people: PersonRegister,
    private readonly passwords: Passwords,
    private readonly secondFactors: SecondFactors,
    private readonly sessions: Sessions,
    private readonly throttle: SignInThrottle,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws WrongCredentials, CodeWanted, WrongCode (401), TooManyTries (429). */
  signIn({ email, password, code, address, kind }: SignInRequest): Promise<SignedIn> {
    const enter = async (): Promise<SignedIn> => {
      const person = await this.people.findByEmail(email);
      const matches = await this.passwords.match(person?.passwordHash ?? null, password);
      if (!person || !matches) throw new WrongCredentials();
      const secondFactorDone = await this.secondFactors.isSetUp(person.id);
      if (secondFactorDone && !code) throw new CodeWanted();
      return this.unitOfWork.run(async () => {
        if (secondFactorDone && !(await this.secondFactors.take(person.id, code ?? ''))) throw new WrongCode();
        const { id, token, expiresAt } = await this.sessions.start(person.id, { kind, secondFactorDone });
        await this.throttle.forgive(email);
        const roles = await this.people.rolesOf(person.id);
        const actor: PersonActor = { kind: 'person', id: person.id, roles, sessionId: id };
        await this.audit.record('session.started', actor, { type: 'session', id }, { kind });
        return { token, expiresAt, person: { id: person.id, name: person.name, email: person.email, roles } };
      });
    };
    return this.throttle.guard(
      { email, address },
      enter,
      (fault) => fault instanceof WrongCredentials || fault instanceof WrongCode,
    );
  }

  signOut(actor: PersonActor): Promise<void> {
    return this.unitOfWork.run(async () => {
      await this.sessions.end(actor.sessionId);
      await this.audit.record('session.ended', actor, { type: 'session', id: actor.sessionId });
    });
  }
}
