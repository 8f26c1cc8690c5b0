import { Inject, Injectable } from '@nestjs/common';
import { IsNull, MoreThan } from 'typeorm';
import { systemActor } from '../audit/actor';
import { AuditTrail } from '../audit/audit-trail';
import { SETTINGS, type Settings } from '../config/settings';
import { UnitOfWork } from '../database/unit-of-work';
import { Clock } from '../kernel/clock';
import { NotFound } from '../kernel/errors';
import { Ids } from '../kernel/ids';
import { Randomness } from '../kernel/randomness';
import type { PersonActor } from './access';
import { Invitation } from './data/invitation.entity';
import { PersonRegister } from './data/person-register';
import { Role } from './domain/permissions';
import { invitationLetter } from './domain/wording';
import { EmailTaken, LastAdministrator, LinkNotValid } from './identity.errors';
import { Letters } from './letters';
import { Passwords } from './passwords';
import { Sessions } from './sessions.service';
import { hashOfToken, newToken } from './tokens';

const LASTS = { milliseconds: 7 * 24 * 3_600_000, lasts: '7 days' };

export interface InvitationRequest {
  readonly email: string;
  readonly roles: readonly Role[];
  readonly name?: string;
}

export interface Acceptance {
  readonly password: string;
  readonly name: string;
}

/** How people become staff, and stop being it. */
@Injectable()
export class Staff {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly randomness: Randomness,
    private readonly people: PersonRegister,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly letters: Letters,
    private readonly audit: AuditTrail,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Sends a letter with which one person may join, once. @throws EmailTaken: give the roles to the account instead. */
  async invite(actor: PersonActor, { email, roles, name }: InvitationRequest): Promise<Invitation> {
    const { token, hash: tokenHash } = newToken(this.randomness);
    const invitedAt = this.clock.now();
    const expiresAt = new Date(invitedAt.getTime() + LASTS.milliseconds);
    const invitation: Invitation = {
      id: this.ids.next(),
      email,
      name: name ?? null,
      roles: [...new Set(roles)],
      tokenHash,
      invitedById: actor.id,
      invitedAt,
      expiresAt,
      acceptedAt: null,
    };
    await this.unitOfWork.run(async () => {
      if (await this.people.findByEmail(email)) throw new EmailTaken();
      await this.invitations.insert(invitation);
      await this.audit.record(
        'staff.invited',
        actor,
        { type: 'invitation', id: invitation.id },
        { roles: invitation.roles },
      );
    });
    const link = { url: `${this.settings.publicUrl}/invitation/${token}`, lasts: LASTS.lasts };
    this.letters.sendLater({ to: email, ...invitationLetter(this.settings, invitation.name, invitation.roles, link) });
    return invitation;
  }

  /** The invitation that a link opens, while it can be accepted. */
  findInvitation(token: string): Promise<Invitation | null> {
    const tokenHash = hashOfToken(token);
    return this.invitations.findOneBy({ tokenHash, acceptedAt: IsNull(), expiresAt: MoreThan(this.clock.now()) });
  }

  /** The invitations that can still be accepted, newest first. */
  openInvitations(): Promise<Invitation[]> {
    return this.invitations.find({
      where: { acceptedAt: IsNull(), expiresAt: MoreThan(this.clock.now()) },
      order: { invitedAt: 'DESC' },
    });
  }

  /** Whoever holds the letter has shown that the address is theirs. @throws LinkNotValid, EmailTaken, Invalid. */
  async accept(
    token: string,
    { password, name }: Acceptance,
  ): Promise<{ id: string; email: string; name: string; roles: Role[] }> {
    const invitation = await this.findInvitation(token);
    if (!invitation) throw new LinkNotValid();
    const { id, email, roles, invitedById } = invitation;
    const passwordHash = await this.passwords.hashChosen(password, { email });
    return this.unitOfWork.run(async () => {
      const { affected } = await this.invitations.update(
        { id, acceptedAt: IsNull() },
        { acceptedAt: this.clock.now() },
      );
      if (affected !== 1) throw new LinkNotValid();
      const person = await this.people.add({ email, name, passwordHash, roles, emailConfirmed: true }, invitedById);
      await this.audit.record(
        'staff.joined',
        systemActor('letter'),
        { type: 'person', id: person.id },
        { invitation: id, roles },
      );
      return { id: person.id, email, name, roles };
    });
  }

  /** Giving a role that is held already changes nothing. @returns the roles held afterwards. */
  give(actor: PersonActor, personId: string, role: Role): Promise<Role[]> {
    return this.unitOfWork.run(async () => {
      const roles = await this.rolesOf(personId);
      if (roles.includes(role)) return roles;
      await this.people.change(personId, role, 'given', actor.id);
      await this.audit.record('role.given', actor, { type: 'person', id: personId }, { role });
      return this.people.rolesOf(personId);
    });
  }

  /** Takes a role, and ends the person's sessions with it. @throws LastAdministrator. */
  take(actor: PersonActor, personId: string, role: Role): Promise<void> {
    return this.unitOfWork.run(async () => {
      if (!(await this.rolesOf(personId)).includes(role)) throw new NotFound('That role of this person');
      // Recorded first: entries are written one after another, so of two administrators who take each other's role at
      // once the second counts what the first has left.
      await this.audit.record('role.taken', actor, { type: 'person', id: personId }, { role });
      await this.people.change(personId, role, 'taken', actor.id);
      if (role === 'admin' && (await this.people.holdersOf('admin')).length === 0) throw new LastAdministrator();
      await this.sessions.endAllOf(personId);
    });
  }

  private async rolesOf(personId: string): Promise<Role[]> {
    if (!(await this.people.find(personId))) throw new NotFound('That person');
    return this.people.rolesOf(personId);
  }

  private get invitations() {
    return this.unitOfWork.manager.getRepository(Invitation);
  }
}
