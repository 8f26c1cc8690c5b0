import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail';
import { UnitOfWork } from '../database/unit-of-work';
import type { PersonActor } from '../identity/access';
import { Clock } from '../kernel/clock';
import { Invalid, NotFound } from '../kernel/errors';
import { AttemptClosed, NoBreakLeft, OnBreak, PagePassed } from './assessment.errors';
import { AttemptNews } from './attempt-news';
import { AttemptBook } from './data/attempt-book';
import type { Attempt } from './data/attempt.entity';
import { DeliveryBook } from './data/delivery-book';
import { QuizBank } from './data/quiz-bank';
import { isOver, type Timing } from './domain/deadline';
import { type Navigation, pageOf, pageReached, pagesOf } from './domain/navigation';
import { Timekeeping } from './timekeeping.service';

/** How the questions of an attempt stand on pages. */
export interface Paging {
  readonly navigation: Navigation;
  /** The slots of each page. */
  readonly pages: readonly (readonly number[])[];
  /** 1, 2, 3 …; where nobody goes back, the only page that may still be answered besides those to come. */
  readonly page: number;
}

/** What a candidate does in an attempt besides answering and handing in: breaks, flags, turning pages. */
@Injectable()
export class Delivery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly bank: QuizBank,
    private readonly attempts: AttemptBook,
    private readonly book: DeliveryBook,
    private readonly timekeeping: Timekeeping,
    private readonly news: AttemptNews,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Stops the clock, or lets it run again. Asking for what is so already changes nothing.
   *
   * @throws NoBreakLeft where none was allowed, or all of it is used.
   */
  takeBreak(attemptId: string, isOnBreak: boolean, actor: PersonActor): Promise<Timing> {
    return this.unitOfWork.run(async () => {
      const attempt = await this.runningAttempt(attemptId, actor);
      const now = this.clock.now();
      const before = await this.timekeeping.timingOf(attempt, now);
      if ((before.onBreakSince !== null) === isOnBreak) return before;
      if (isOnBreak && (before.breakSecondsLeft === 0 || now >= before.deadlineAt)) throw new NoBreakLeft();
      await this.book.enterBreak(attemptId, isOnBreak ? 'began' : 'ended', now);
      const timing = await this.timekeeping.timingOf(attempt, now);
      await this.audit.record(
        isOnBreak ? 'attempt.break-began' : 'attempt.break-ended',
        actor,
        { type: 'attempt', id: attemptId },
        { deadlineAt: timing.deadlineAt.toISOString(), breakSecondsLeft: timing.breakSecondsLeft },
      );
      this.news.tellWhenCommitted(attemptId);
      return timing;
    });
  }

  /** Marks a question to come back to, or takes the mark off. */
  flag(attemptId: string, slot: number, flagged: boolean, actor: PersonActor): Promise<void> {
    return this.unitOfWork.run(async () => {
      const attempt = await this.ownAttempt(attemptId, actor);
      const item = (await this.attempts.itemsOf(attempt.id)).find((one) => one.slot === slot);
      if (!item) throw new NotFound('That question of that attempt');
      await this.assertRunning(attempt);
      await this.book.enterFlag(item.id, flagged, this.clock.now());
    });
  }

  /**
   * Goes on to a page where nobody goes back; elsewhere pages are turned freely, and nobody keeps count.
   *
   * @throws PagePassed when it lies before the one reached.
   */
  turnTo(attemptId: string, page: number, actor: PersonActor): Promise<Paging> {
    return this.unitOfWork.run(async () => {
      const attempt = await this.runningAttempt(attemptId, actor);
      const now = this.clock.now();
      if ((await this.timekeeping.timingOf(attempt, now)).onBreakSince) throw new OnBreak();
      const paging = await this.pagingOf(attempt);
      if (page > paging.pages.length) {
        throw new Invalid([{ path: 'page', message: `is at most ${paging.pages.length}` }]);
      }
      if (paging.navigation !== 'one-way') return { ...paging, page };
      if (page < paging.page) throw new PagePassed(paging.page);
      if (page > paging.page) await this.book.enterPageTurn(attemptId, page, now);
      return { ...paging, page };
    });
  }

  async pagingOf({ id, quizVersionId }: Attempt): Promise<Paging> {
    const edition = await this.bank.edition(quizVersionId);
    const { navigation = 'one-page' } = edition.content;
    const items = await this.attempts.itemsOf(id);
    const questions = await this.bank.questionsIn(
      edition,
      items.map(({ questionVersionId }) => questionVersionId),
    );
    const pages = pagesOf(
      navigation,
      items.map(({ slot, questionVersionId }) => ({ slot, case: questions.get(questionVersionId)?.case })),
    );
    if (navigation !== 'one-way') return { navigation, pages, page: 1 };
    const page = pageReached(pages, await this.book.pagesTurnedTo(id), await this.book.slotsAnswered(id));
    return { navigation, pages, page };
  }

  /** @throws PagePassed for a question on a page that a candidate who may not go back has left. */
  async assertPageOpen(attemptId: string, quizVersionId: string, slot: number): Promise<void> {
    const { content } = await this.bank.edition(quizVersionId);
    if (content.navigation !== 'one-way') return;
    const attempt = (await this.attempts.find(attemptId)) as Attempt;
    const { pages, page } = await this.pagingOf(attempt);
    if (pageOf(pages, slot) < page) throw new PagePassed(page);
  }

  private async runningAttempt(attemptId: string, actor: PersonActor): Promise<Attempt> {
    const attempt = await this.ownAttempt(attemptId, actor);
    await this.assertRunning(attempt);
    return attempt;
  }

  private async ownAttempt(attemptId: string, actor: PersonActor): Promise<Attempt> {
    await this.attempts.hold(attemptId);
    const attempt = await this.attempts.find(attemptId);
    if (!attempt || attempt.personId !== actor.id) throw new NotFound('That attempt');
    return attempt;
  }

  private async assertRunning(attempt: Attempt): Promise<void> {
    const now = this.clock.now();
    const isClosed = (await this.attempts.findSubmission(attempt.id)) !== null;
    if (isClosed || isOver(await this.timekeeping.timingOf(attempt, now), now)) throw new AttemptClosed();
  }
}
