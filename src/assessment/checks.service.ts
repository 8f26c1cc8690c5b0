import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail';
import { UnitOfWork } from '../database/unit-of-work';
import type { PersonActor } from '../identity/access';
import { Clock } from '../kernel/clock';
import { NotFound } from '../kernel/errors';
import { AnswerStands, AttemptClosed, ChecksNotOffered, NothingToCheck, OnBreak } from './assessment.errors';
import { AttemptBook } from './data/attempt-book';
import { CheckBook } from './data/check-book';
import { QuizBank } from './data/quiz-bank';
import { Delivery } from './delivery.service';
import { DEFERRED } from './domain/behaviour';
import { CheckStanding, checkStanding, isCheckable } from './domain/check-standing';
import { isOver } from './domain/deadline';
import { reviewAt } from './domain/review';
import { normaliseResponse, Response, scoreResponse, scorerOf } from './domain/types/registry';
import { Timekeeping } from './timekeeping.service';

/** Tells candidates under way how an answer fared, where the quiz allows it. */
@Injectable()
export class Checks {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly bank: QuizBank,
    private readonly book: AttemptBook,
    private readonly checks: CheckBook,
    private readonly timekeeping: Timekeeping,
    private readonly delivery: Delivery,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Checks the response that is saved. It costs a try, unless it was checked already: then it is told again.
   *
   * @throws ChecksNotOffered where the behaviour of the quiz tells nothing before the end, or people mark the answer.
   * @throws NothingToCheck when nothing is saved.
   * @throws AnswerStands when the answer was right or every try is used.
   * @throws AttemptClosed after the end.
   */
  check(attemptId: string, slot: number, actor: PersonActor): Promise<CheckStanding> {
    return this.unitOfWork.run(async () => {
      await this.book.hold(attemptId);
      const place = await this.book.findPlace(attemptId, slot);
      if (!place || place.personId !== actor.id) throw new NotFound('That question of that attempt');
      const { content } = await this.bank.edition(place.quizVersionId);
      const { behaviour = DEFERRED } = content;
      const question = await this.bank.question(place.questionVersionId);
      if (!isCheckable(question, behaviour)) throw new ChecksNotOffered();
      const now = this.clock.now();
      const timing = await this.timekeeping.timingAt(attemptId, place, now);
      if (place.isSubmitted || isOver(timing, now)) throw new AttemptClosed();
      if (timing.onBreakSince) throw new OnBreak();
      await this.delivery.assertPageOpen(attemptId, place.quizVersionId, slot);

      const { attemptItemId, last } = place;
      const response = last?.payload ? (JSON.parse(last.payload) as Response) : null;
      if (!last || normaliseResponse(question, response) === null) throw new NothingToCheck();
      const shows = reviewAt(content, null, now);
      const checked = (await this.checks.ofAttempt(attemptId)).filter((check) => check.attemptItemId === attemptItemId);
      if (checked.at(-1)?.sequence === last.sequence) return checkStanding(question, behaviour, checked, shows);
      if (checkStanding(question, behaviour, checked, shows).isFinished) throw new AnswerStands();

      const number = checked.length + 1;
      const { sequence } = last;
      const { fraction } = scoreResponse(question, response);
      const scorer = scorerOf(question);
      await this.checks.record({ attemptItemId, number, sequence, fraction, scorer, checkedAt: now });
      const subject = { type: 'attempt', id: attemptId };
      await this.audit.record('response.checked', actor, subject, { slot, number, sequence, fraction });
      return checkStanding(question, behaviour, [...checked, { attemptItemId, number, sequence, response }], shows);
    });
  }
}
