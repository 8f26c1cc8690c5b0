import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail';
import { UnitOfWork } from '../database/unit-of-work';
import type { PersonActor } from '../identity/access';
import { Cohorts } from '../identity/cohorts.service';
import { People } from '../identity/people.service';
import { Clock } from '../kernel/clock';
import { NotFound } from '../kernel/errors';
import { Vault } from '../vault/vault.service';
import { AttemptClosed, OwnAccommodation } from './assessment.errors';
import { AttemptNews } from './attempt-news';
import { AttemptBook } from './data/attempt-book';
import { DeliveryBook, type Pace } from './data/delivery-book';
import { QuizBank } from './data/quiz-bank';
import { isOver, type Timing } from './domain/deadline';
import { Timekeeping } from './timekeeping.service';

/** One attempt that runs now, as whoever watches over it sees it. */
export interface RunningAttempt extends Timing, Pace {
  readonly attemptId: string;
  readonly number: number;
  readonly person: { readonly id: string; readonly name: string };
  readonly startedAt: Date;
}

export interface RunningQuiz {
  readonly quizId: string;
  readonly title: string;
  readonly items: readonly RunningAttempt[];
}

/** Watching over attempts while they run, for the people of one's cohorts. */
@Injectable()
export class Invigilation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly cohorts: Cohorts,
    private readonly people: People,
    private readonly vault: Vault,
    private readonly bank: QuizBank,
    private readonly attempts: AttemptBook,
    private readonly book: DeliveryBook,
    private readonly timekeeping: Timekeeping,
    private readonly news: AttemptNews,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Adds minutes to a running attempt; its candidate is told at once.
   *
   * @throws NotFound for somebody whom one may not see.
   * @throws AttemptClosed when it ran no more.
   */
  addTime(actor: PersonActor, attemptId: string, minutes: number, reason: string): Promise<Timing> {
    return this.unitOfWork.run(async () => {
      await this.attempts.hold(attemptId);
      const attempt = await this.attempts.find(attemptId);
      if (!attempt) throw new NotFound('That attempt');
      await this.cohorts.assertMaySee(actor, attempt.personId);
      if (attempt.personId === actor.id) throw new OwnAccommodation();
      const now = this.clock.now();
      const isClosed = (await this.attempts.findSubmission(attemptId)) !== null;
      if (isClosed || isOver(await this.timekeeping.timingOf(attempt, now), now)) throw new AttemptClosed();
      const sealedReason = await this.vault.seal(attempt.personId, reason);
      const added = await this.book.enterAddedTime({
        attemptId,
        minutes,
        sealedReason,
        addedById: actor.id,
        addedAt: now,
      });
      const timing = await this.timekeeping.timingOf(attempt, now);
      await this.audit.record(
        'attempt.time-added',
        actor,
        { type: 'attempt', id: attemptId },
        { addedTimeId: added.id, minutes, deadlineAt: timing.deadlineAt.toISOString() },
      );
      this.news.tellWhenCommitted(attemptId);
      return timing;
    });
  }

  /** Who sits a quiz now, of the people whom one may see; the oldest attempt first. @throws NotFound */
  async running(actor: PersonActor, quizId: string): Promise<RunningQuiz> {
    if (!(await this.bank.findQuiz(quizId))) throw new NotFound('That quiz');
    const visible = await this.cohorts.visiblePeople(actor);
    const now = this.clock.now();
    const open = (await this.book.openAttemptsOf(quizId)).filter(
      ({ personId }) => personId !== actor.id && (visible === 'everyone' || visible.includes(personId)),
    );
    const timings = await this.timekeeping.timingsOf(open, now);
    const running = open.filter(({ id }) => !isOver(timings.get(id)!, now));
    const pace = await this.book.paceOf(running.map(({ id }) => id));
    const names = await this.people.namesOf(running.map(({ personId }) => personId));
    return {
      quizId,
      title: (await this.bank.editionInUse(quizId)).content.title,
      items: running.map(({ id, number, personId, startedAt }) => ({
        attemptId: id,
        number,
        person: { id: personId, name: names.get(personId) ?? 'Somebody who was erased' },
        startedAt,
        ...timings.get(id)!,
        ...pace.get(id)!,
      })),
    };
  }
}
