import { Inject, Injectable } from '@nestjs/common';
import { systemActor } from '../audit/actor';
import { AuditTrail } from '../audit/audit-trail';
import { SETTINGS, type Settings } from '../config/settings';
import { UnitOfWork } from '../database/unit-of-work';
import type { Registration } from './accounts.service';
import { PersonRegister } from './data/person-register';
import { LinkNotValid } from './identity.errors';
import { OneTimeLinks } from './one-time-links';
import { Passwords } from './passwords';

const LASTS = 24 * 3_600_000;

/** How a house without an administrator gets its first: by a link printed where only its owner reads. */
@Injectable()
export class FirstAdministrator {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly people: PersonRegister,
    private readonly passwords: Passwords,
    private readonly links: OneTimeLinks,
    private readonly audit: AuditTrail,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** A link that works once within a day, in place of any printed before; null when there is an administrator. */
  link(): Promise<string | null> {
    return this.unitOfWork.run(async () => {
      if (await this.exists()) return null;
      await this.links.withdraw('set-up', null);
      return `${this.settings.publicUrl}/set-up/${await this.links.make('set-up', null, LASTS)}`;
    });
  }

  /** Whether the link would still work, for the page that it opens. */
  async maySetUp(token: string): Promise<boolean> {
    return (await this.links.find('set-up', token)) !== null && !(await this.exists());
  }

  /** @throws LinkNotValid, EmailTaken, Invalid. */
  async setUp(token: string, { email, password, name }: Registration): Promise<{ id: string }> {
    if (!(await this.maySetUp(token))) throw new LinkNotValid();
    const passwordHash = await this.passwords.hashChosen(password, { email });
    return this.unitOfWork.run(async () => {
      await this.links.use('set-up', token);
      if (await this.exists()) throw new LinkNotValid();
      const { id } = await this.people.add({ email, name, passwordHash, roles: ['admin'], emailConfirmed: true }, null);
      await this.audit.record('administrator.set-up', systemActor('set-up'), { type: 'person', id });
      return { id };
    });
  }

  private async exists(): Promise<boolean> {
    return (await this.people.holdersOf('admin')).length > 0;
  }
}
