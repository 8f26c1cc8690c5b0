import { Inject, Injectable } from '@nestjs/common';
import { Actor, systemActor } from '../audit/actor';
import { AuditTrail } from '../audit/audit-trail';
import { SETTINGS, type Settings } from '../config/settings';
import { UnitOfWork } from '../database/unit-of-work';
import { Clock } from '../kernel/clock';
import { NotFound } from '../kernel/errors';
import type { PersonActor } from './access';
import { Person as PersonRow } from './data/person.entity';
import { PersonRegister } from './data/person-register';
import { confirmationLetter, passwordChangedLetter, passwordResetLetter } from './domain/wording';
import { LinkNotValid } from './identity.errors';
import { Letters } from './letters';
import { OneTimeLinks } from './one-time-links';
import { Passwords } from './passwords';
import { Reauthentication } from './reauthentication';
import { Sessions } from './sessions.service';

const HOUR = 3_600_000;
const CONFIRMATION = { milliseconds: 72 * HOUR, lasts: '3 days' };
const RESET = { milliseconds: HOUR, lasts: '1 hour' };
/** So many letters of one kind to one person within an hour; further requests send nothing. */
const LETTERS_PER_HOUR = 5;

export interface Registration {
  readonly email: string;
  readonly password: string;
  readonly name: string;
}

/** What people do with their own account. */
@Injectable()
export class Accounts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly people: PersonRegister,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly links: OneTimeLinks,
    private readonly letters: Letters,
    private readonly reauthentication: Reauthentication,
    private readonly audit: AuditTrail,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** A trainee registers; a letter asks to confirm the address. @throws EmailTaken, Invalid. */
  async register({ email, password, name }: Registration): Promise<{ id: string; email: string; name: string }> {
    const passwordHash = await this.passwords.hashChosen(password, { email });
    const { person, token } = await this.unitOfWork.run(async () => {
      const added = await this.people.add(
        { email, name, passwordHash, roles: ['trainee'], emailConfirmed: false },
        null,
      );
      await this.audit.record('person.registered', systemActor('registration'), subject(added.id));
      return { person: added, token: await this.links.make('confirm-email', added.id, CONFIRMATION.milliseconds) };
    });
    this.sendConfirmation(person, token);
    return person;
  }

  /** Sends the letter once more, to whoever has not confirmed yet; not more often than a mailbox bears. */
  async askForConfirmation(actor: PersonActor): Promise<void> {
    const asked = await this.unitOfWork.run(async () => {
      const person = await this.people.find(actor.id);
      if (!person || person.emailConfirmedAt || (await this.hasEnough('confirm-email', person))) return null;
      return { person, token: await this.links.make('confirm-email', person.id, CONFIRMATION.milliseconds) };
    });
    if (asked) this.sendConfirmation(asked.person, asked.token);
  }

  /** @throws LinkNotValid */
  confirmEmail(token: string): Promise<void> {
    return this.unitOfWork.run(async () => {
      const { personId } = await this.links.use('confirm-email', token);
      if (personId === null) throw new LinkNotValid();
      await this.links.withdraw('confirm-email', personId);
      await this.people.confirmEmail(personId);
      await this.audit.record('email.confirmed', systemActor('letter'), subject(personId));
    });
  }

  /** Answers at once and alike, whether or not the address has an account; everything else happens after the answer. */
  forgotPassword(email: string): void {
    this.letters.later(async () => {
      const asked = await this.unitOfWork.run(async () => {
        const person = await this.people.findByEmail(email);
        if (!person || (await this.hasEnough('reset-password', person))) return null;
        await this.audit.record('password.forgotten', systemActor('letter'), subject(person.id));
        return { person, token: await this.links.make('reset-password', person.id, RESET.milliseconds) };
      });
      if (!asked) return;
      const link = { url: `${this.settings.publicUrl}/reset-password/${asked.token}`, lasts: RESET.lasts };
      await this.letters.send({
        to: asked.person.email,
        ...passwordResetLetter(this.settings, asked.person.name, link),
      });
    });
  }

  /** Whether the link in a letter would still work, for the page that it opens. */
  async mayResetPassword(token: string): Promise<boolean> {
    return (await this.links.find('reset-password', token)) !== null;
  }

  /** Chooses a new password by the link of a letter, which also shows that the address is theirs. Ends every session. */
  async resetPassword(token: string, password: string): Promise<void> {
    const link = await this.links.find('reset-password', token);
    const person = link?.personId ? await this.people.find(link.personId) : null;
    if (!person) throw new LinkNotValid();
    const passwordHash = await this.passwords.hashChosen(password, person);
    await this.unitOfWork.run(async () => {
      await this.links.use('reset-password', token);
      if (!person.emailConfirmedAt) await this.people.confirmEmail(person.id);
      await this.replacePassword(person, passwordHash, systemActor('letter'));
    });
    this.tellOfChange(person);
  }

  /** Ends every session but the one it is done in. @throws ReauthenticationFailed, Invalid. */
  async changePassword(actor: PersonActor, { current, chosen }: { current: string; chosen: string }): Promise<void> {
    await this.reauthentication.confirm(actor.id, { password: current });
    const person = await this.people.find(actor.id);
    if (!person) throw new NotFound('That person');
    const passwordHash = await this.passwords.hashChosen(chosen, person);
    await this.unitOfWork.run(() => this.replacePassword(person, passwordHash, actor, actor.sessionId));
    this.tellOfChange(person);
  }

  private async replacePassword(
    { id }: PersonRow,
    passwordHash: string,
    actor: Actor,
    exceptSession?: string,
  ): Promise<void> {
    await this.people.setPassword(id, passwordHash);
    await this.links.withdraw('reset-password', id);
    await this.sessions.endAllOf(id, exceptSession);
    await this.audit.record('password.changed', actor, subject(id));
  }

  /** Held until the action ends, so that many who ask at once are counted one after another. */
  private async hasEnough(purpose: 'confirm-email' | 'reset-password', { id }: PersonRow): Promise<boolean> {
    await this.unitOfWork.hold(`${purpose}/${id}`);
    const anHourAgo = new Date(this.clock.now().getTime() - HOUR);
    return (await this.links.countSince(purpose, id, anHourAgo)) >= LETTERS_PER_HOUR;
  }

  private sendConfirmation({ email, name }: PersonRow, token: string): void {
    const link = { url: `${this.settings.publicUrl}/confirm-email/${token}`, lasts: CONFIRMATION.lasts };
    this.letters.sendLater({ to: email, ...confirmationLetter(this.settings, name, link) });
  }

  private tellOfChange({ email, name }: PersonRow): void {
    this.letters.sendLater({ to: email, ...passwordChangedLetter(this.settings, name) });
  }
}

const subject = (personId: string) => ({ type: 'person', id: personId });
