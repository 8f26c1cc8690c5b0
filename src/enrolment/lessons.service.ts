import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail';
import { lessonsOf, PlacedLesson, ProgrammeVersion } from '../catalogue/programme';
import { LessonApprovals, type ProgrammeStanding } from '../catalogue/lesson-approvals.service';
import { Programmes } from '../catalogue/programmes.service';
import { UnitOfWork } from '../database/unit-of-work';
import type { PersonActor } from '../identity/access';
import { Clock } from '../kernel/clock';
import { Conflict, NotFound } from '../kernel/errors';
import { Ids } from '../kernel/ids';
import { EnrolmentBook } from './data/enrolment-book';
import { LessonCompletion } from './data/lesson-completion.entity';
import { NotEnrolled } from './enrolment.errors';
import { Enrolment, Enrolments } from './enrolments.service';

/** A lesson as one person reads it. */
export interface LessonInHand extends PlacedLesson {
  readonly version: ProgrammeVersion;
  /** `null` where they read without being enrolled. */
  readonly enrolment: Enrolment | null;
  readonly completedAt: Date | null;
  /** Whether anybody who is qualified has approved what it says. */
  readonly approval: Pick<ProgrammeStanding, 'status' | 'note'>;
  readonly previous: PlacedLesson | null;
  readonly next: PlacedLesson | null;
}

/** Reading lessons, and having read them. */
@Injectable()
export class Lessons {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly programmes: Programmes,
    private readonly approvals: LessonApprovals,
    private readonly enrolments: Enrolments,
    private readonly book: EnrolmentBook,
    private readonly audit: AuditTrail,
  ) {}

  /** The lesson in the version that the person is enrolled on; for others, staff among them, in the one that runs. @throws NotFound */
  async read(actor: PersonActor, lessonId: string): Promise<LessonInHand> {
    const { version, enrolment } = await this.find(actor.id, lessonId);
    const lessons = lessonsOf(version.content);
    const index = lessons.findIndex(({ lesson }) => lesson.id === lessonId);
    return {
      ...lessons[index],
      version,
      enrolment,
      completedAt: (await this.book.findCompletion(actor.id, lessonId))?.completedAt ?? null,
      approval: await this.approvals.ofLesson(version, lessonId),
      previous: lessons[index - 1] ?? null,
      next: lessons[index + 1] ?? null,
    };
  }

  /** Completing again, or twice at once, changes nothing. @throws NotEnrolled */
  async complete(actor: PersonActor, lessonId: string): Promise<void> {
    const { version, enrolment } = await this.find(actor.id, lessonId);
    if (!enrolment) throw new NotEnrolled(version.slug);
    const { minutes, subject, mode } = this.lessonOf(version, lessonId);
    const isDone = async () => (await this.book.findCompletion(actor.id, lessonId)) !== null;
    try {
      await this.unitOfWork.run(async () => {
        if (await isDone()) return;
        const completion = Object.assign(new LessonCompletion(), {
          id: this.ids.next(),
          personId: actor.id,
          lessonId,
          programme: version.slug,
          programmeVersionId: version.id,
          minutes,
          subject,
          mode,
          completedAt: this.clock.now(),
        });
        await this.book.enter(completion);
        await this.audit.record(
          'lesson.completed',
          actor,
          { type: 'lesson-completion', id: completion.id },
          {
            lesson: lessonId,
            programmeVersion: version.id,
            minutes,
          },
        );
      });
    } catch (fault) {
      if (!(fault instanceof Conflict && (await isDone()))) throw fault;
    }
  }

  private lessonOf(version: ProgrammeVersion, lessonId: string) {
    const place = this.programmes.placeOf(version, lessonId);
    if (!place) throw new NotFound('That lesson');
    return place.lesson;
  }

  private async find(
    personId: string,
    lessonId: string,
  ): Promise<{ version: ProgrammeVersion; enrolment: Enrolment | null }> {
    const enrolments = await this.enrolments.ofPerson(personId);
    for (const enrolment of enrolments) {
      const version = await this.programmes.version(enrolment.programmeVersionId);
      if (this.programmes.placeOf(version, lessonId)) return { version, enrolment };
    }
    for (const version of await this.programmes.list()) {
      if (this.programmes.placeOf(version, lessonId)) return { version, enrolment: null };
    }
    throw new NotFound('That lesson');
  }
}
