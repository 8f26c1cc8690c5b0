import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail';
import { UnitOfWork } from '../database/unit-of-work';
import { Clock } from '../kernel/clock';
import { NotFound } from '../kernel/errors';
import { Ids } from '../kernel/ids';
import { cursorKey, DEFAULT_LIMIT, Listing, PageRequest, pageOf } from '../kernel/listing';
import type { PersonActor } from './access';
import { CohortMembership } from './data/cohort-membership.entity';
import { Cohort } from './data/cohort.entity';
import { PersonRegister } from './data/person-register';

/** These answer for the whole school and see everyone in it. */
const SEE_EVERYONE = ['registrar', 'auditor', 'admin'];
/** These see the people of their own cohorts. */
const SEE_THEIR_COHORTS = ['instructor', 'assessor'];

/** These learn, teach or assess, and so belong in a cohort. */
const BELONG_IN_A_COHORT = ['trainee', ...SEE_THEIR_COHORTS];

/** A cohort with those who are in it now. */
export interface CohortWithMembers {
  readonly id: string;
  readonly name: string;
  readonly programme: string | null;
  readonly createdAt: Date;
  readonly memberIds: readonly string[];
}

export interface CohortRequest {
  readonly name: string;
  readonly programme?: string | null;
}

/** Who learns and teaches together, and therefore who may see whom. */
@Injectable()
export class Cohorts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly register: PersonRegister,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws NotFound unless it is oneself, somebody of a cohort that one teaches, or one's office covers everyone. */
  async assertMaySee(actor: PersonActor, personId: string): Promise<void> {
    if (personId === actor.id) return;
    const visible = await this.visiblePeople(actor);
    if (visible !== 'everyone' && !visible.includes(personId)) throw new NotFound('That person');
  }

  /** The ids of those whose data one may see, oneself among them. */
  async visiblePeople(actor: PersonActor): Promise<readonly string[] | 'everyone'> {
    if (seesEveryone(actor)) return 'everyone';
    if (!actor.roles.some((role) => SEE_THEIR_COHORTS.includes(role))) return [actor.id];
    const theirs = await this.unitOfWork.manager.sql<{ personId: string }[]>`
      SELECT DISTINCT other."personId" AS "personId"
      FROM "cohort_membership" mine
      JOIN "cohort_membership" other ON other."cohortId" = mine."cohortId"
      WHERE mine."personId" = ${actor.id}
        AND mine."change" = 'joined' AND other."change" = 'joined'
        AND NOT EXISTS (SELECT 1 FROM "cohort_membership" later WHERE later."cohortId" = mine."cohortId"
                        AND later."personId" = mine."personId" AND later."sequence" > mine."sequence")
        AND NOT EXISTS (SELECT 1 FROM "cohort_membership" later WHERE later."cohortId" = other."cohortId"
                        AND later."personId" = other."personId" AND later."sequence" > other."sequence")`;
    return [...new Set([actor.id, ...theirs.map(({ personId }) => personId)])];
  }

  /** Whoever teaches in their own cohorts joins the one they make; otherwise they could not see it. */
  create(actor: PersonActor, { name, programme = null }: CohortRequest): Promise<CohortWithMembers> {
    return this.unitOfWork.run(async () => {
      const id = this.ids.next();
      const createdAt = this.clock.now();
      await this.cohorts.insert({ id, name, programme, createdById: actor.id, createdAt });
      await this.audit.record('cohort.created', actor, { type: 'cohort', id });
      const memberIds = seesEveryone(actor) ? [] : [actor.id];
      for (const personId of memberIds) await this.append(id, personId, 'joined', actor.id);
      return { id, name, programme, createdAt, memberIds };
    });
  }

  /** Those that one may see, in the order in which they were made. */
  async list(actor: PersonActor, page: PageRequest): Promise<Listing<CohortWithMembers>> {
    const query = this.cohorts.createQueryBuilder('cohort');
    const after = cursorKey(page);
    if (after !== null) query.andWhere('cohort.id > :after', { after });
    if (!seesEveryone(actor)) {
      const own = await this.cohortIdsOf(actor.id);
      if (own.length === 0) return { items: [], next: null };
      query.andWhere('cohort.id IN (:...own)', { own });
    }
    const rows = await query
      .orderBy('cohort.id')
      .take((page.limit ?? DEFAULT_LIMIT) + 1)
      .getMany();
    const { items, next } = pageOf(rows, page, ({ id }) => id);
    return { items: await this.withMembers(items), next };
  }

  async get(actor: PersonActor, cohortId: string): Promise<CohortWithMembers> {
    const [cohort] = await this.withMembers([await this.visible(actor, cohortId)]);
    return cohort;
  }

  /**
   * Adding somebody who is in already changes nothing. Being in a cohort shows one's record to those who teach it, so
   * whoever sees their own cohorts only may add people who learn, teach or assess. Others are not found, as are ids of
   * nobody.
   */
  async add(actor: PersonActor, cohortId: string, personId: string): Promise<void> {
    await this.change(actor, cohortId, personId, 'joined');
  }

  /** Removing somebody who is not in changes nothing. */
  async remove(actor: PersonActor, cohortId: string, personId: string): Promise<void> {
    await this.change(actor, cohortId, personId, 'left');
  }

  /** Joins people to a cohort of the product's own making: the demo school. */
  async seed(name: string, programme: string, personIds: readonly string[]): Promise<void> {
    const id = this.ids.next();
    await this.cohorts.insert({ id, name, programme, createdById: null, createdAt: this.clock.now() });
    for (const personId of personIds) await this.append(id, personId, 'joined', null);
  }

  private change(
    actor: PersonActor,
    cohortId: string,
    personId: string,
    change: CohortMembership['change'],
  ): Promise<void> {
    return this.unitOfWork.run(async () => {
      await this.visible(actor, cohortId);
      const isIn = (await this.cohortIdsOf(personId)).includes(cohortId);
      if (!isIn && !(await this.mayJoin(actor, personId))) throw new NotFound('That person');
      if (isIn === (change === 'joined')) return;
      await this.append(cohortId, personId, change, actor.id);
      await this.audit.record(`cohort.${change}`, actor, { type: 'cohort', id: cohortId }, { personId });
    });
  }

  private async mayJoin(actor: PersonActor, personId: string): Promise<boolean> {
    if (!(await this.register.find(personId))) return false;
    return seesEveryone(actor) || belongsInACohort(await this.register.rolesOf(personId));
  }

  private async append(cohortId: string, personId: string, change: CohortMembership['change'], byId: string | null) {
    const sequence = 1 + ((await this.memberships.maximum('sequence', { cohortId, personId })) ?? 0);
    const at = this.clock.now();
    await this.memberships.insert({ id: this.ids.next(), cohortId, personId, sequence, change, byId, at });
  }

  private async visible(actor: PersonActor, cohortId: string): Promise<Cohort> {
    const cohort = await this.cohorts.findOneBy({ id: cohortId });
    const maySee = cohort && (seesEveryone(actor) || (await this.cohortIdsOf(actor.id)).includes(cohortId));
    if (!maySee) throw new NotFound('That cohort');
    return cohort;
  }

  private async cohortIdsOf(personId: string): Promise<string[]> {
    const rows = await this.memberships.find({ where: { personId }, order: { sequence: 'ASC' } });
    return joined(rows, ({ cohortId }) => cohortId);
  }

  private async withMembers(cohorts: readonly Cohort[]): Promise<CohortWithMembers[]> {
    const cohortId = In(cohorts.map(({ id }) => id));
    const rows =
      cohorts.length === 0 ? [] : await this.memberships.find({ where: { cohortId }, order: { sequence: 'ASC' } });
    return cohorts.map(({ id, name, programme, createdAt }) => {
      const memberIds = joined(
        rows.filter((row) => row.cohortId === id),
        ({ personId }) => personId,
      );
      return { id, name, programme, createdAt, memberIds };
    });
  }

  private get cohorts() {
    return this.unitOfWork.manager.getRepository(Cohort);
  }

  private get memberships() {
    return this.unitOfWork.manager.getRepository(CohortMembership);
  }
}

function seesEveryone(actor: PersonActor): boolean {
  return actor.roles.some((role) => SEE_EVERYONE.includes(role));
}

function belongsInACohort(roles: readonly string[]): boolean {
  return roles.some((role) => BELONG_IN_A_COHORT.includes(role));
}

/** Of rows in order, the keys whose last word is that they joined. */
function joined(rows: readonly CohortMembership[], key: (row: CohortMembership) => string): string[] {
  const last = new Map(rows.map((row) => [key(row), row.change]));
  return [...last].filter(([, change]) => change === 'joined').map(([id]) => id);
}
