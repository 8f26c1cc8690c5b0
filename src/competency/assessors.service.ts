import { Inject, Injectable } from '@nestjs/common';
import { Actor } from '../audit/actor';
import { AuditTrail } from '../audit/audit-trail';
import { SETTINGS, type Settings } from '../config/settings';
import { UnitOfWork } from '../database/unit-of-work';
import { Cohorts } from '../identity/cohorts.service';
import { People } from '../identity/people.service';
import { Clock } from '../kernel/clock';
import { Day, endOfDay } from '../kernel/day';
import { Invalid } from '../kernel/errors';
import { Listing, pageOfAll, PageRequest } from '../kernel/listing';
import { NoAppointmentToEnd } from './competency.errors';
import { HeldQualification, QualificationRegister } from './data/qualification-register';
import { REGION_TIERS } from './domain/framework';
import { isInForce, maySuperviseAt, QualificationEvent } from './domain/qualification';

/** What somebody may assess. */
export interface AssessorScope {
  readonly competencies: readonly string[] | 'all';
  readonly regionTiers: readonly number[];
  readonly maySupervise: boolean;
}

export interface Appointment extends AssessorScope {
  /** Now, unless told. */
  readonly from?: Date;
  /** The first moment at which it no longer holds; no end unless told. */
  readonly until?: Date;
}

export interface CertifiedScope extends AssessorScope {
  readonly personId: string;
  readonly certificateId: string;
  readonly from: Date;
  readonly until: Date | null;
}

/** A person with what they may assess, in the order in which it was granted. */
export interface Assessor {
  readonly person: { readonly id: string; readonly name: string };
  readonly qualifications: readonly (HeldQualification & { readonly inForce: boolean })[];
}

/** Somebody who may supervise, and in which region tiers. */
export interface Supervisor {
  readonly id: string;
  readonly name: string;
  readonly regionTiers: readonly number[];
}

/** Who may assess what, and by what right. */
@Injectable()
export class Assessors {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly people: People,
    private readonly cohorts: Cohorts,
    private readonly register: QualificationRegister,
    private readonly audit: AuditTrail,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Appoints an assessor where no certificate does: somebody has to be the first. */
  appointFounding(actor: Actor, personId: string, { from, until, ...scope }: Appointment): Promise<Assessor> {
    return this.unitOfWork.run(async () => {
      const { name } = await this.people.get(personId);
      const validFrom = from ?? this.clock.now();
      await this.grant(actor, { personId, ...scope, validFrom, validUntil: until ?? null, basisKind: 'founding' });
      return this.describe({ id: personId, name }, await this.register.ofPerson(personId));
    });
  }

  /** Ends, from now on, every founding appointment that somebody holds or would hold later. */
  endFounding(actor: Actor, personId: string): Promise<Assessor> {
    return this.unitOfWork.run(async () => {
      const { name } = await this.people.get(personId);
      const now = this.clock.now();
      const open = (await this.register.ofPerson(personId)).filter(
        ({ basis, until, events }) =>
          basis.kind === 'founding' && (!until || until > now) && !events.some(({ kind }) => kind === 'ended'),
      );
      if (open.length === 0) throw new NoAppointmentToEnd();
      for (const qualification of open) await this.note(actor, qualification, 'ended', now);
      return this.describe({ id: personId, name }, await this.register.ofPerson(personId));
    });
  }

  /** A certificate qualifies its holder. Joins the action that issues it. */
  grantFromCertificate(actor: Actor, { certificateId, from, until, ...scope }: CertifiedScope): Promise<void> {
    return this.unitOfWork.run(() =>
      this.grant(actor, {
        ...scope,
        validFrom: from,
        validUntil: until,
        basisKind: 'certificate',
        basisRef: certificateId,
      }),
    );
  }

  /** What the certificate gave rests with it. Joins the action that suspends it. */
  suspendFromCertificate(actor: Actor, certificateId: string, effectiveAt: Date): Promise<void> {
    return this.noteOfCertificate(actor, certificateId, 'suspended', effectiveAt);
  }

  reinstateFromCertificate(actor: Actor, certificateId: string, effectiveAt: Date): Promise<void> {
    return this.noteOfCertificate(actor, certificateId, 'reinstated', effectiveAt);
  }

  /** What the certificate gave ends with it: revoked or superseded. Joins that action. */
  endFromCertificate(actor: Actor, certificateId: string, effectiveAt: Date): Promise<void> {
    return this.noteOfCertificate(actor, certificateId, 'ended', effectiveAt);
  }

  /** Everybody who was ever qualified, in the order in which they came. */
  async list(page: PageRequest): Promise<Listing<Assessor>> {
    return pageOfAll(await this.everyone(), page, ({ person }) => person.id);
  }

  /** What somebody was ever qualified for: what `qualifiedAt` asks. */
  qualificationsOf(personId: string): Promise<HeldQualification[]> {
    return this.register.ofPerson(personId);
  }

  /** Of a trainee's cohorts, those who may supervise at this moment, by name. */
  async supervisorsFor(traineeId: string): Promise<Supervisor[]> {
    const companions = await this.companionsOf(traineeId);
    const now = this.clock.now();
    return (await this.everyone())
      .filter(({ person }) => companions.includes(person.id))
      .map(({ person, qualifications }) => ({
        ...person,
        regionTiers: REGION_TIERS.filter((tier) => maySuperviseAt(qualifications, tier, now).qualified),
      }))
      .filter(({ regionTiers }) => regionTiers.length > 0)
      .sort((a, b) => a.name.localeCompare(b.name, 'en'));
  }

  /** Whether somebody of the trainee's cohorts could supervise them in a region tier on a day that has begun. */
  async couldSupervise(supervisorId: string, traineeId: string, regionTier: number, on: Day): Promise<boolean> {
    if (!(await this.companionsOf(traineeId)).includes(supervisorId)) return false;
    const lastMoment = endOfDay(on, this.settings.timeZone).getTime() - 1;
    const at = new Date(Math.min(lastMoment, this.clock.now().getTime()));
    return maySuperviseAt(await this.register.ofPerson(supervisorId), regionTier, at).qualified;
  }

  private async everyone(): Promise<Assessor[]> {
    const all = await this.register.everyone();
    const ids = [...new Set(all.map(({ personId }) => personId))].sort();
    const names = await this.people.namesOf(ids);
    return ids.map((id) => {
      const held = all.filter(({ personId }) => personId === id);
      return this.describe({ id, name: names.get(id) ?? '' }, held);
    });
  }

  /** The others of somebody's cohorts: sharing one is mutual, so these are the people whom they would see as an assessor. */
  private async companionsOf(personId: string): Promise<string[]> {
    const asAssessor = { kind: 'person', id: personId, roles: ['assessor'], sessionId: '' } as const;
    const visible = await this.cohorts.visiblePeople(asAssessor);
    return visible === 'everyone' ? [] : visible.filter((id) => id !== personId);
  }

  private async grant(actor: Actor, given: Parameters<QualificationRegister['grant']>[0]): Promise<void> {
    const { validFrom, validUntil, regionTiers, competencies, maySupervise, basisKind } = given;
    if (validUntil && validUntil <= validFrom) throw new Invalid([{ path: 'until', message: 'comes after from' }]);
    const { id, basis } = await this.register.grant(given, actor.id);
    await this.audit.record(
      'assessor.appointed',
      actor,
      { type: 'person', id: given.personId },
      {
        qualificationId: id,
        competencies,
        regionTiers: regionTiers.map(String),
        maySupervise,
        validFrom: validFrom.toISOString(),
        validUntil: validUntil?.toISOString() ?? null,
        basis: basisKind,
        basisRef: basis.ref,
      },
    );
  }

  private noteOfCertificate(actor: Actor, certificateId: string, kind: QualificationEvent['kind'], effectiveAt: Date) {
    return this.unitOfWork.run(async () => {
      for (const qualification of await this.register.ofCertificate(certificateId)) {
        await this.note(actor, qualification, kind, effectiveAt);
      }
    });
  }

  private async note(
    actor: Actor,
    one: HeldQualification,
    kind: QualificationEvent['kind'],
    effectiveAt: Date,
  ): Promise<void> {
    await this.register.note(one, kind, effectiveAt, actor.id);
    await this.audit.record(
      `assessor.${kind}`,
      actor,
      { type: 'person', id: one.personId },
      {
        qualificationId: one.id,
        effectiveAt: effectiveAt.toISOString(),
      },
    );
  }

  private describe(person: Assessor['person'], held: readonly HeldQualification[]): Assessor {
    const now = this.clock.now();
    return { person, qualifications: held.map((one) => ({ ...one, inForce: isInForce(one, now) })) };
  }
}
