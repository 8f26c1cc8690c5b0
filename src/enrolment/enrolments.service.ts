import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail';
import { Programmes } from '../catalogue/programmes.service';
import { UnitOfWork } from '../database/unit-of-work';
import type { PersonActor } from '../identity/access';
import { Cohorts } from '../identity/cohorts.service';
import { Clock } from '../kernel/clock';
import { Conflict, NotFound } from '../kernel/errors';
import { Ids } from '../kernel/ids';
import { Listing, pageOfAll, PageRequest } from '../kernel/listing';
import { Vault } from '../vault/vault.service';
import { Attendance } from './data/attendance.entity';
import { EnrolmentBook } from './data/enrolment-book';
import { Enrolment as EnrolmentRow, EnrolmentMove } from './data/enrolment.entity';
import { LessonCompletion } from './data/lesson-completion.entity';
import { Progress, progressOf } from './domain/progress';
import { AlreadyEnrolled, OtherProgramme } from './enrolment.errors';

/** Who learns what, on the version of the programme that is theirs now. */
export interface Enrolment {
  readonly id: string;
  readonly personId: string;
  readonly programme: string;
  readonly programmeVersionId: string;
  readonly enrolledAt: Date;
}

/** Whoever enrols stays on the version that they began, unless they are moved. */
@Injectable()
export class Enrolments {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly vault: Vault,
    private readonly cohorts: Cohorts,
    private readonly programmes: Programmes,
    private readonly book: EnrolmentBook,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws AlreadyEnrolled, also when two requests come at once: one of them enrols. */
  async enrol(actor: PersonActor, programme: string): Promise<Enrolment> {
    const version = await this.programmes.running(programme);
    const refuseTwice = async () => {
      const existing = await this.book.findOf(actor.id, programme);
      if (existing) throw new AlreadyEnrolled(existing.id, programme);
    };
    try {
      return await this.unitOfWork.run(async () => {
        await refuseTwice();
        const enrolment = Object.assign(new EnrolmentRow(), {
          id: this.ids.next(),
          personId: actor.id,
          programme,
          programmeVersionId: version.id,
          enrolledAt: this.clock.now(),
        });
        await this.book.enter(enrolment);
        await this.audit.record(
          'enrolment.started',
          actor,
          { type: 'enrolment', id: enrolment.id },
          {
            programme,
            programmeVersion: version.id,
          },
        );
        return enrolment;
      });
    } catch (fault) {
      if (fault instanceof Conflict) await refuseTwice();
      throw fault;
    }
  }

  /** Takes somebody over to another version of the same programme. What they completed stays completed. */
  moveTo(actor: PersonActor, enrolmentId: string, versionId: string, reason: string): Promise<Enrolment> {
    return this.unitOfWork.run(async () => {
      const enrolment = await this.get(actor, enrolmentId);
      const version = await this.programmes.version(versionId);
      if (version.slug !== enrolment.programme) throw new OtherProgramme();
      if (version.id === enrolment.programmeVersionId) return enrolment;
      const moves = await this.book.movesOf([enrolmentId]);
      const move = Object.assign(new EnrolmentMove(), {
        id: this.ids.next(),
        enrolmentId,
        sequence: moves.length + 1,
        programmeVersionId: version.id,
        movedById: actor.id,
        reason: await this.vault.seal(enrolment.personId, reason),
        movedAt: this.clock.now(),
      });
      await this.book.enter(move);
      await this.audit.record(
        'enrolment.moved',
        actor,
        { type: 'enrolment', id: enrolmentId },
        {
          from: enrolment.programmeVersionId,
          to: version.id,
        },
      );
      return { ...enrolment, programmeVersionId: version.id };
    });
  }

  async of(personId: string, programme: string): Promise<Enrolment | null> {
    const row = await this.book.findOf(personId, programme);
    return row && (await this.asTheyAre([row]))[0];
  }

  /** In the order in which they began. */
  async ofPerson(personId: string): Promise<Enrolment[]> {
    return this.asTheyAre(await this.book.listOf(personId));
  }

  /** One's own, or that of somebody whom one may see. @throws NotFound */
  async get(actor: PersonActor, enrolmentId: string): Promise<Enrolment> {
    const row = await this.book.find(enrolmentId);
    if (!row) throw new NotFound('That enrolment');
    await this.cohorts.assertMaySee(actor, row.personId).catch((fault: unknown) => {
      throw fault instanceof NotFound ? new NotFound('That enrolment') : fault;
    });
    return (await this.asTheyAre([row]))[0];
  }

  /** @throws NotFound unless it is oneself or somebody whom one may see. */
  async listOf(actor: PersonActor, personId: string, page: PageRequest): Promise<Listing<Enrolment>> {
    await this.cohorts.assertMaySee(actor, personId);
    return pageOfAll(await this.ofPerson(personId), page, ({ id }) => id);
  }

  async progressOf({ personId, programmeVersionId }: Enrolment): Promise<Progress> {
    const { content } = await this.programmes.version(programmeVersionId);
    return progressOf(content, await this.book.completionsOf(personId), await this.book.attendancesOf(personId));
  }

  /** Completed before `until`. */
  completionsOf(personId: string, until: Date): Promise<LessonCompletion[]> {
    return this.book.completionsOf(personId, until);
  }

  /** Attested before `until`. */
  attendancesOf(personId: string, until: Date): Promise<Attendance[]> {
    return this.book.attendancesOf(personId, until);
  }

  private async asTheyAre(rows: readonly EnrolmentRow[]): Promise<Enrolment[]> {
    const moves = await this.book.movesOf(rows.map(({ id }) => id));
    const movedTo = new Map(moves.map(({ enrolmentId, programmeVersionId }) => [enrolmentId, programmeVersionId]));
    return rows.map((row) => ({ ...row, programmeVersionId: movedTo.get(row.id) ?? row.programmeVersionId }));
  }
}
