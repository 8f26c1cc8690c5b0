import { Injectable } from '@nestjs/common';
import { Programmes } from '../catalogue/programmes.service';
import { Enrolments } from '../enrolment/enrolments.service';
import { People } from '../identity/people.service';
import { Clock } from '../kernel/clock';
import { DomainError, NotFound } from '../kernel/errors';
import { AttemptsExhausted, CoolDown, EmailNotConfirmed, NotEnrolled } from './assessment.errors';
import { AttemptBook, AttemptWithEnd } from './data/attempt-book';
import { Attempt } from './data/attempt.entity';
import { QuizBank, QuizEdition } from './data/quiz-bank';
import { admit } from './domain/admission';
import { isOver } from './domain/deadline';

/** How one person stands before one quiz. */
export interface Standing {
  /** The version that the person would sit: that of their enrolment, or else the one that runs now. */
  readonly edition: QuizEdition;
  readonly isEnrolled: boolean;
  /** The attempt to go on with; two are never open at once. */
  readonly openAttempt: Attempt | null;
  readonly attemptsUsed: number;
  /** Why a new attempt may not begin; `null`: it may. */
  readonly refusal: DomainError | null;
}

/** Who may begin an attempt. */
@Injectable()
export class AdmissionDesk {
  constructor(
    private readonly clock: Clock,
    private readonly people: People,
    private readonly programmes: Programmes,
    private readonly enrolments: Enrolments,
    private readonly bank: QuizBank,
    private readonly book: AttemptBook,
  ) {}

  /** @throws NotFound for a quiz that there is not in the person's version of the programme. */
  async standingOf(personId: string, quizId: string): Promise<Standing> {
    const quiz = await this.bank.findQuiz(quizId);
    if (!quiz) throw new NotFound('That quiz');
    const enrolment = await this.enrolments.of(personId, quiz.programme);
    const programmeVersionId = enrolment?.programmeVersionId ?? (await this.programmes.running(quiz.programme)).id;
    const edition = await this.bank.findEdition(programmeVersionId, quizId);
    if (!edition) throw new NotFound('That quiz');

    const now = this.clock.now();
    const attempts = await this.book.attemptsAt(personId, quizId);
    const isOpen = ({ attempt, submission }: AttemptWithEnd) => !submission && !isOver(attempt, now);
    const openAttempt = attempts.find(isOpen)?.attempt ?? null;
    // One whose time is over has ended at its deadline, also while nobody has looked and it is not graded yet.
    const ends = attempts
      .filter((item) => !isOpen(item))
      .map(({ attempt, submission }) => submission?.endedAt ?? attempt.deadlineAt);
    const refusal = enrolment ? await this.refusalFor(personId, edition, ends, now) : new NotEnrolled(quiz.programme);
    return { edition, isEnrolled: enrolment !== null, openAttempt, attemptsUsed: attempts.length, refusal };
  }

  private async refusalFor(personId: string, { content }: QuizEdition, ends: Date[], now: Date) {
    if (!(await this.people.get(personId)).emailConfirmed) return new EmailNotConfirmed();
    const admission = admit(content, ends, now);
    if (admission.admitted) return null;
    return admission.reason === 'cool-down'
      ? new CoolDown(admission.retryAfter, admission.attemptsLeft)
      : new AttemptsExhausted(content.attempts);
  }
}
