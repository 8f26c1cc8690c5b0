import { Injectable } from '@nestjs/common';
import { systemActor } from '../audit/actor';
import { AuditTrail } from '../audit/audit-trail';
import { UnitOfWork } from '../database/unit-of-work';
import { Randomness } from '../kernel/randomness';
import { Cohorts } from './cohorts.service';
import { PersonRegister } from './data/person-register';
import { Role } from './domain/permissions';
import { Passwords } from './passwords';
import { People } from './people.service';

/** Somebody invented, who signs in as `account@example.org`. */
export interface DemoPerson {
  readonly account: string;
  readonly name: string;
  readonly role: Role;
}

interface Demo extends DemoPerson {
  readonly inCohort?: true;
}

const DEMOS: readonly Demo[] = [
  { account: 'trainee', name: 'Tamsin Okafor', role: 'trainee', inCohort: true },
  { account: 'instructor', name: 'Ingrid Halvorsen', role: 'instructor', inCohort: true },
  { account: 'instructor2', name: 'Idris Bellamy', role: 'instructor', inCohort: true },
  { account: 'assessor', name: 'Aurelio Santangelo', role: 'assessor', inCohort: true },
  { account: 'assessor2', name: 'Anneke de Wit', role: 'assessor', inCohort: true },
  { account: 'registrar', name: 'Rosalind Achterberg', role: 'registrar' },
  { account: 'registrar2', name: 'Rafael Quintana', role: 'registrar' },
  { account: 'clinic', name: 'Claire Montague', role: 'clinic' },
  { account: 'auditor', name: 'Audley Whitcombe', role: 'auditor' },
  { account: 'admin', name: 'Adaeze Nwosu', role: 'admin' },
];

const TRAINEE_PROFILE = {
  legalName: 'Tamsin Adaora Okafor',
  profession: 'physical-therapist',
  jurisdiction: 'US-CO',
  licence: { number: 'PTL.0018342', issuedOn: '2021-06-14', jurisdiction: 'US-CO' },
};

export interface DemoAccount {
  readonly email: string;
  readonly password: string;
  readonly created: boolean;
}

/** A small school to look around in: one account of each kind. Production never makes it. */
@Injectable()
export class DemoAccounts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly randomness: Randomness,
    private readonly register: PersonRegister,
    private readonly passwords: Passwords,
    private readonly people: People,
    private readonly cohorts: Cohorts,
    private readonly audit: AuditTrail,
  ) {}

  /** Makes the accounts with this password, or with one made up; null, and nothing done, where anybody exists already. */
  async make(password: string | null): Promise<DemoAccount[] | null> {
    if (!(await this.register.isEmpty())) return null;
    const shared = password ?? this.randomness.bytes(9).toString('base64url');
    const passwordHash = await this.passwords.hash(shared);
    return this.unitOfWork.run(async () => {
      if (!(await this.register.isEmpty())) return null;
      const inCohort: string[] = [];
      for (const demo of DEMOS) {
        const id = await this.makeOne(demo, passwordHash);
        if (demo.inCohort) inCohort.push(id);
      }
      await this.cohorts.seed('Autumn intake', 'dry-needling', inCohort);
      return DEMOS.map(({ account }) => ({ email: emailOf(account), password: shared, created: true }));
    });
  }

  /** More people for the same school, who sign in with its password. Answers their ids. */
  async addMore(people: readonly DemoPerson[], password: string): Promise<string[]> {
    const passwordHash = await this.passwords.hash(password);
    return this.unitOfWork.run(async () => {
      const ids: string[] = [];
      for (const person of people) ids.push(await this.makeOne(person, passwordHash));
      return ids;
    });
  }

  private async makeOne({ account, name, role }: DemoPerson, passwordHash: string): Promise<string> {
    const given = { email: emailOf(account), name, passwordHash, roles: [role], emailConfirmed: true, demo: true };
    const { id } = await this.register.add(given, null);
    await this.audit.record('person.registered', systemActor('demo'), { type: 'person', id }, { roles: [role] });
    if (account === 'trainee') {
      await this.people.stateProfile(systemActor('demo'), id, TRAINEE_PROFILE);
    }
    return id;
  }
}

function emailOf(account: string): string {
  return `${account}@example.org`;
}
