import { Injectable } from '@nestjs/common';
import { Programmes } from '../catalogue/programmes.service';
import { Enrolments } from '../enrolment/enrolments.service';
import { People } from '../identity/people.service';
import { Clock } from '../kernel/clock';
import { DomainError, NotFound } from '../kernel/errors';
import {
  AttemptsExhausted,
  CoolDown,
  EmailNotConfirmed,
  NotEnrolled,
  QuizClosed,
  QuizNotOpen,
  ResultHeldBack,
} from './assessment.errors';
import { AttemptBook, AttemptWithEnd } from './data/attempt-book';
import { Attempt } from './data/attempt.entity';
import { QuizBank, QuizEdition } from './data/quiz-bank';
import { admit } from './domain/admission';
import { isOver, windowFor, type Window } from './domain/deadline';
import { type PersonalAllowance, Timekeeping } from './timekeeping.service';

/** How one person stands before one quiz. */
export interface Standing {
  /** The version that the person would sit: that of their enrolment, or else the one that runs now. */
  readonly edition: QuizEdition;
  readonly isEnrolled: boolean;
  /** The attempt to go on with; two are never open at once. */
  readonly openAttempt: Attempt | null;
  readonly attemptsUsed: number;
  /** What is allowed to this person because of a need of theirs. */
  readonly allowance: PersonalAllowance;
  /** When this person may sit it. */
  readonly window: Window;
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
    private readonly timekeeping: Timekeeping,
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
    const unsubmitted = attempts.filter(({ submission }) => !submission).map(({ attempt }) => attempt);
    const timings = await this.timekeeping.timingsOf(unsubmitted, now);
    const isOpen = ({ attempt: { id } }: AttemptWithEnd) => timings.has(id) && !isOver(timings.get(id)!, now);
    const openAttempt = attempts.find(isOpen)?.attempt ?? null;
    // One whose time is over has ended at its deadline, also while nobody has looked and it is not graded yet.
    const ends = attempts
      .filter((item) => !isOpen(item))
      .map(({ attempt, submission }) => submission?.endedAt ?? timings.get(attempt.id)!.deadlineAt);
    const allowance = await this.timekeeping.allowanceOf(personId, now);
    const window = windowFor(edition.content, allowance);
    const refusal = enrolment
      ? await this.refusalFor(personId, edition, ends, window)
      : new NotEnrolled(quiz.programme);
    const isEnrolled = enrolment !== null;
    return { edition, isEnrolled, openAttempt, attemptsUsed: attempts.length, allowance, window, refusal };
  }

  private async refusalFor(personId: string, { quizId, content }: QuizEdition, ends: Date[], window: Window) {
    if (!(await this.people.get(personId)).emailConfirmed) return new EmailNotConfirmed();
    const admission = admit(content, ends, this.clock.now(), window);
    if (admission.admitted) {
      const waiting = await this.book.heldBack({ personId, quizId });
      return waiting.length > 0 ? new ResultHeldBack() : null;
    }
    switch (admission.reason) {
      case 'cool-down':
        return new CoolDown(admission.retryAfter, admission.attemptsLeft);
      case 'not-open-yet':
        return new QuizNotOpen(admission.opensAt);
      case 'closed':
        return new QuizClosed(admission.closedAt);
      case 'attempts-exhausted':
        return new AttemptsExhausted(content.attempts);
    }
  }
}
