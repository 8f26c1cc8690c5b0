import { Inject, Injectable } from '@nestjs/common';
import { LessThanOrEqual } from 'typeorm';
import type { Actor } from '../audit/actor';
import { AuditTrail } from '../audit/audit-trail';
import { SETTINGS, type Settings } from '../config/settings';
import { UnitOfWork } from '../database/unit-of-work';
import { canonicalJson } from '../kernel/canonical-json';
import { Clock } from '../kernel/clock';
import { dayOf } from '../kernel/day';
import { Invalid, NotFound } from '../kernel/errors';
import { Ids } from '../kernel/ids';
import { Listing, PageRequest, pageOf } from '../kernel/listing';
import { Vault } from '../vault/vault.service';
import { Person as PersonRow } from './data/person.entity';
import { type PeopleFilter, PersonRegister } from './data/person-register';
import { PractitionerProfileVersion } from './data/practitioner-profile-version.entity';
import { Role } from './domain/permissions';
import { faultsOfProfile, NOTHING_STATED, ProfileStatement } from './domain/profile';

/** Somebody as the other rooms know them. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly roles: Role[];
  readonly emailConfirmed: boolean;
}

/** What a practitioner stated, in the version that counted at a moment. */
export interface Profile extends ProfileStatement {
  readonly versionId: string;
  readonly recordedAt: Date;
}

/** Who somebody is, and what they state about their profession. Whose data one may see is asked of `Cohorts`. */
@Injectable()
export class People {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly vault: Vault,
    private readonly register: PersonRegister,
    private readonly audit: AuditTrail,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** @throws NotFound */
  async get(personId: string): Promise<Person> {
    const person = await this.find(personId);
    if (!person) throw new NotFound('That person');
    return person;
  }

  async find(personId: string): Promise<Person | null> {
    const row = await this.register.find(personId);
    return row && describe(row, await this.register.rolesOf(personId));
  }

  /** The name of each; ids of nobody are left out. */
  async namesOf(ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.register.findAll([...new Set(ids)]);
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  /** Everybody who has a role now. */
  async holdersOf(role: Role): Promise<Person[]> {
    const people: Person[] = [];
    for (const id of await this.register.holdersOf(role)) people.push(await this.get(id));
    return people;
  }

  /** In the order in which they came. */
  async list(page: PageRequest, filter: PeopleFilter): Promise<Listing<Person>> {
    const { items, next } = pageOf(await this.register.list(page, filter), page, ({ id }) => id);
    const roles = await this.register.rolesOfAll(items.map(({ id }) => id));
    return { items: items.map((row) => describe(row, roles.get(row.id) ?? [])), next };
  }

  /** What the person stated, as it was known at a moment (now, unless told); null when they stated nothing, or were erased. */
  async profileOf(personId: string, knownAt: Date = this.clock.now()): Promise<Profile | null> {
    const [version] = await this.profiles.find({
      where: { personId, recordedAt: LessThanOrEqual(knownAt) },
      order: { sequence: 'DESC' },
      take: 1,
    });
    const stated = version && (await this.vault.open(personId, version.sealed));
    if (!stated) return null;
    return { versionId: version.id, recordedAt: version.recordedAt, ...(JSON.parse(stated) as ProfileStatement) };
  }

  /** Whoever states now that they practise a profession in one of the places, by name. Profiles lie sealed: each is opened. */
  async practising(profession: string, isPlace: (jurisdiction: string) => boolean): Promise<Person[]> {
    const newest = new Map<string, PractitionerProfileVersion>();
    for (const version of await this.profiles.find({ order: { sequence: 'ASC' } }))
      newest.set(version.personId, version);
    const versions = [...newest.values()];
    const stated = await this.vault.openAll(versions.map(({ personId, sealed }) => ({ subjectId: personId, sealed })));
    const practising: Person[] = [];
    for (const [index, { personId }] of versions.entries()) {
      const profile = stated[index] && (JSON.parse(stated[index]) as ProfileStatement);
      if (!profile || profile.profession !== profession || !profile.jurisdiction || !isPlace(profile.jurisdiction))
        continue;
      const person = await this.find(personId);
      if (person) practising.push(person);
    }
    return practising.toSorted((one, other) => one.name.localeCompare(other.name, 'en'));
  }

  /** Records what the person now states; what they leave out stays as it was. Earlier versions are kept. */
  stateProfile(actor: Actor, personId: string, stated: Partial<ProfileStatement>): Promise<void> {
    return this.unitOfWork.run(async () => {
      const { legalName, profession, jurisdiction, licence } = (await this.profileOf(personId)) ?? NOTHING_STATED;
      const profile: ProfileStatement = { legalName, profession, jurisdiction, licence, ...withoutUndefined(stated) };
      const now = this.clock.now();
      const faults = faultsOfProfile(profile, dayOf(now, this.settings.timeZone));
      if (faults.length > 0) throw new Invalid(faults);
      const id = this.ids.next();
      const sequence = 1 + ((await this.profiles.maximum('sequence', { personId: personId })) ?? 0);
      const sealed = await this.vault.seal(personId, canonicalJson(profile));
      await this.profiles.insert({ id, personId: personId, sequence, sealed, recordedAt: now });
      await this.audit.record('profile.stated', actor, { type: 'person', id: personId }, { version: id, sequence });
    });
  }

  private get profiles() {
    return this.unitOfWork.manager.getRepository(PractitionerProfileVersion);
  }
}

function describe({ id, email, name, emailConfirmedAt }: PersonRow, roles: Role[]): Person {
  return { id, email, name, roles, emailConfirmed: emailConfirmedAt !== null };
}

function withoutUndefined(stated: Partial<ProfileStatement>): Partial<ProfileStatement> {
  return Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined));
}
