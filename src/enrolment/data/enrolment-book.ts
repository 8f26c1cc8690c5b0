import { Injectable } from '@nestjs/common';
import { In, LessThan } from 'typeorm';
import { UnitOfWork } from '../../database/unit-of-work';
import { Attendance } from './attendance.entity';
import { Enrolment, EnrolmentMove } from './enrolment.entity';
import { LessonCompletion } from './lesson-completion.entity';

/** The book of who learns what, and how far along they are. */
@Injectable()
export class EnrolmentBook {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  find(id: string): Promise<Enrolment | null> {
    return this.table(Enrolment).findOneBy({ id });
  }

  findOf(personId: string, programme: string): Promise<Enrolment | null> {
    return this.table(Enrolment).findOneBy({ personId, programme });
  }

  /** In the order in which they began. */
  listOf(personId: string): Promise<Enrolment[]> {
    return this.table(Enrolment).find({ where: { personId }, order: { enrolledAt: 'ASC', id: 'ASC' } });
  }

  /** All moves of these enrolments, oldest first. */
  async movesOf(enrolmentIds: readonly string[]): Promise<EnrolmentMove[]> {
    if (enrolmentIds.length === 0) return [];
    return this.table(EnrolmentMove).find({ where: { enrolmentId: In([...enrolmentIds]) }, order: { sequence: 'ASC' } });
  }

  findCompletion(personId: string, lessonId: string): Promise<LessonCompletion | null> {
    return this.table(LessonCompletion).findOneBy({ personId, lessonId });
  }

  /** Completed before a moment. */
  completionsOf(personId: string, before?: Date): Promise<LessonCompletion[]> {
    const where = { personId, ...(before ? { completedAt: LessThan(before) } : {}) };
    return this.table(LessonCompletion).find({ where, order: { completedAt: 'ASC', id: 'ASC' } });
  }

  /** Attested before a moment. */
  attendancesOf(personId: string, before?: Date): Promise<Attendance[]> {
    const where = { personId, ...(before ? { attestedAt: LessThan(before) } : {}) };
    return this.table(Attendance).find({ where, order: { heldOn: 'ASC', id: 'ASC' } });
  }

  async enter(fact: Enrolment | EnrolmentMove | LessonCompletion | Attendance): Promise<void> {
    await this.unitOfWork.manager.insert(fact.constructor, fact);
  }

  private table<Row extends object>(entity: new () => Row) {
    return this.unitOfWork.manager.getRepository(entity);
  }
}
