import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { isUniqueViolation } from '../../database/database-errors';
import { UnitOfWork } from '../../database/unit-of-work';
import { Clock } from '../../kernel/clock';
import { Ids } from '../../kernel/ids';
import { cursorKey, DEFAULT_LIMIT, PageRequest } from '../../kernel/listing';
import { emailKeyOf } from '../domain/email';
import { Role } from '../domain/permissions';
import { rolesAfter } from '../domain/roles';
import { EmailTaken } from '../identity.errors';
import { Person } from './person.entity';
import { RoleGrant } from './role-grant.entity';

export interface NewPerson {
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly roles: readonly Role[];
  readonly emailConfirmed: boolean;
  readonly demo?: boolean;
}

/** Which people a list holds. */
export interface PeopleFilter {
  /** Exactly this address, in any case. */
  readonly email?: string;
  /** Part of a name or address, in any case. */
  readonly containing?: string;
  readonly among: readonly string[] | 'everyone';
}

/** Reads and writes people and their roles. */
@Injectable()
export class PersonRegister {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** @throws EmailTaken when the address has an account, even one made at the same moment. */
  async add({ roles, emailConfirmed, ...given }: NewPerson, byId: string | null): Promise<Person> {
    const now = this.clock.now();
    const person = this.people.create({
      id: this.ids.next(),
      ...given,
      emailKey: emailKeyOf(given.email),
      emailConfirmedAt: emailConfirmed ? now : null,
      demo: given.demo ?? false,
      createdAt: now,
    });
    await this.people.insert(person).catch((fault: unknown) => {
      throw isUniqueViolation(fault) ? new EmailTaken() : fault;
    });
    for (const role of roles) await this.change(person.id, role, 'given', byId);
    return person;
  }

  find(id: string): Promise<Person | null> {
    return this.people.findOneBy({ id });
  }

  findByEmail(email: string): Promise<Person | null> {
    return this.people.findOneBy({ emailKey: emailKeyOf(email) });
  }

  findAll(ids: readonly string[]): Promise<Person[]> {
    return ids.length === 0 ? Promise.resolve([]) : this.people.findBy({ id: In([...ids]) });
  }

  /** In the order in which they were made; one more than asked for, so that the caller knows whether there is a next page. */
  list(page: PageRequest, filter: PeopleFilter): Promise<Person[]> {
    const query = this.people.createQueryBuilder('person');
    const after = cursorKey(page);
    if (after !== null) query.andWhere('person.id > :after', { after });
    if (filter.email) query.andWhere('person.emailKey = :key', { key: emailKeyOf(filter.email) });
    if (filter.containing) {
      const escaped = filter.containing.replace(/[\\%_]/g, '\\$&');
      // SQLite lowers ASCII letters only, so a name is also sought as it was typed.
      query.andWhere(
        String.raw`(LOWER(person.name) LIKE :lowered ESCAPE '\' OR person.name LIKE :typed ESCAPE '\' OR person.emailKey LIKE :lowered ESCAPE '\')`,
        { lowered: `%${escaped.toLowerCase()}%`, typed: `%${escaped}%` },
      );
    }
    if (filter.among !== 'everyone') query.andWhere('person.id IN (:...among)', { among: filter.among });
    return query.orderBy('person.id').take((page.limit ?? DEFAULT_LIMIT) + 1).getMany();
  }

  async isEmpty(): Promise<boolean> {
    return !(await this.people.exists());
  }

  async confirmEmail(id: string): Promise<void> {
    await this.people.update({ id }, { emailConfirmedAt: this.clock.now() });
  }

  async setPassword(id: string, passwordHash: string): Promise<void> {
    await this.people.update({ id }, { passwordHash });
  }

  async rolesOf(personId: string): Promise<Role[]> {
    return rolesAfter(await this.grants.findBy({ personId }));
  }

  async rolesOfAll(ids: readonly string[]): Promise<Map<string, Role[]>> {
    const rows = ids.length === 0 ? [] : await this.grants.findBy({ personId: In([...ids]) });
    return new Map(ids.map((id) => [id, rolesAfter(rows.filter(({ personId }) => personId === id))]));
  }

  async holdersOf(role: Role): Promise<string[]> {
    const rows = await this.grants.find({ where: { role }, order: { sequence: 'ASC' } });
    const last = new Map(rows.map(({ personId, change }) => [personId, change]));
    return [...last].filter(([, change]) => change === 'given').map(([personId]) => personId);
  }

  /** Gives a role or takes it; nothing of it is ever rewritten. */
  async change(personId: string, role: Role, change: RoleGrant['change'], byId: string | null): Promise<void> {
    const sequence = 1 + ((await this.grants.maximum('sequence', { personId })) ?? 0);
    await this.grants.insert({ id: this.ids.next(), personId, sequence, role, change, byId, at: this.clock.now() });
  }

  private get people() {
    return this.unitOfWork.manager.getRepository(Person);
  }

  private get grants() {
    return this.unitOfWork.manager.getRepository(RoleGrant);
  }
}
