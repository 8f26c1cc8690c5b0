import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail';
import { UnitOfWork } from '../database/unit-of-work';
import type { PersonActor } from '../identity/access';
import { Clock } from '../kernel/clock';
import { Conflict } from '../kernel/errors';
import { Randomness } from '../kernel/randomness';
import { AdmissionDesk } from './admission.service';
import { DeclarationRequired } from './assessment.errors';
import { AttemptBook } from './data/attempt-book';
import { Attempt } from './data/attempt.entity';
import { DeliveryBook } from './data/delivery-book';
import { QuizEdition } from './data/quiz-bank';
import { deadlineOf, graceOf, windowFor } from './domain/deadline';
import { orderIn, shuffledBy } from './domain/shuffle';
import { presentQuestion } from './domain/types/registry';
import type { PersonalAllowance } from './timekeeping.service';
import { Grading } from './grading.service';
import { QuestionDraw } from './question-draw.service';

export interface StartedAttempt {
  readonly attemptId: string;
  /** False: it was open already, and is gone on with. */
  readonly isNew: boolean;
}

/** Begins attempts. */
@Injectable()
export class Attempts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
    private readonly desk: AdmissionDesk,
    private readonly draw: QuestionDraw,
    private readonly book: AttemptBook,
    private readonly delivery: DeliveryBook,
    private readonly grading: Grading,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Begins an attempt at the version of the quiz that belongs to the person's enrolment, or goes on with the one that is
   * open: two tabs, or an impatient finger, get the same attempt.
   *
   * @throws NotEnrolled, EmailNotConfirmed, QuizNotOpen, QuizClosed, AttemptsExhausted, CoolDown, DeclarationRequired,
   *   PoolTooSmall
   */
  async start(quizId: string, actor: PersonActor, { declared = false } = {}): Promise<StartedAttempt> {
    // One whose time is over may have a result that is held back, which nobody knows before it is graded.
    await this.grading.closeOverdue(actor.id);
    const begin = () => this.unitOfWork.run(() => this.startInAction(quizId, actor, declared));
    try {
      return await begin();
    } catch (fault) {
      // The other of two that began at once on PostgreSQL took the number; now its attempt is there to be found.
      if (fault instanceof Conflict) return begin();
      throw fault;
    }
  }

  private async startInAction(quizId: string, actor: PersonActor, declared: boolean): Promise<StartedAttempt> {
    const { edition, openAttempt, attemptsUsed, refusal, allowance } = await this.desk.standingOf(actor.id, quizId);
    if (openAttempt) return { attemptId: openAttempt.id, isNew: false };
    if (refusal) throw refusal;
    if (edition.content.declaration !== undefined && !declared) throw new DeclarationRequired();

    const attempt = await this.enter(edition, actor.id, attemptsUsed + 1, declared, allowance);
    await this.enterTiming(attempt, edition, allowance);
    const { number, quizVersionId, deadlineAt } = attempt;
    const facts = { quizId, quizVersionId, number, deadlineAt: deadlineAt.toISOString(), declared };
    await this.audit.record('attempt.started', actor, { type: 'attempt', id: attempt.id }, facts);
    return { attemptId: attempt.id, isNew: true };
  }

  /** What decides its time is kept with it as it stands now. */
  private enterTiming({ id }: Attempt, { content }: QuizEdition, allowance: PersonalAllowance): Promise<void> {
    return this.delivery.enterTiming({
      attemptId: id,
      timeLimitMinutes: content.timeLimitMinutes,
      closesAt: windowFor(content, allowance).closesAt,
      ...allowance,
    });
  }

  private async enter(
    edition: QuizEdition,
    personId: string,
    number: number,
    declared: boolean,
    allowance: PersonalAllowance,
  ): Promise<Attempt> {
    const { quizId, quizVersionId, content } = edition;
    const startedAt = this.clock.now();
    const seed = this.randomness.bytes(16).toString('hex');
    const questions = await this.draw.questionsFor(edition, personId, seed);
    const deadlineAt = deadlineOf(startedAt, content, allowance);
    const graceSeconds = graceOf(content);
    return this.book.enter(
      { personId, quizId, quizVersionId, number, seed, startedAt, deadlineAt, graceSeconds, declared },
      questions.map(({ slot, questionVersionId, question, maxMark }) => {
        const optionOrder = orderIn(presentQuestion(question, shuffledBy(seed, slot)));
        return { slot, questionVersionId, optionOrder, maxMark };
      }),
    );
  }
}
