import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock';
import { NotFound } from '../kernel/errors';
import { Listing, PageRequest } from '../kernel/listing';
import type { AttemptClock, AttemptSummary, AttemptView, Grade, ItemReview, ItemView } from './attempt-view';
import { AttemptBook, AttemptWithEnd } from './data/attempt-book';
import { AttemptItem } from './data/attempt-item.entity';
import { DeliveryBook } from './data/delivery-book';
import { QuizBank, QuizEdition } from './data/quiz-bank';
import { ResponseEvent } from './data/response-event.entity';
import { ScoringRun } from './data/scoring-run.entity';
import type { Timing } from './domain/deadline';
import type { Question } from './domain/question';
import { currentResponses } from './domain/projection';
import { asShown } from './domain/shuffle';
import { feedbackOn, presentQuestion } from './domain/types/registry';
import { Delivery } from './delivery.service';
import { Grading } from './grading.service';
import { Timekeeping } from './timekeeping.service';

/** Shows attempts as their candidates may see them. An attempt whose time is over is graded before it is shown. */
@Injectable()
export class AttemptReader {
  constructor(
    private readonly clock: Clock,
    private readonly bank: QuizBank,
    private readonly book: AttemptBook,
    private readonly delivery: Delivery,
    private readonly deliveryBook: DeliveryBook,
    private readonly timekeeping: Timekeeping,
    private readonly grading: Grading,
  ) {}

  /** @throws NotFound also for somebody else's. */
  async get(attemptId: string, personId: string): Promise<AttemptView> {
    const attempt = await this.book.find(attemptId);
    if (!attempt || attempt.personId !== personId) throw new NotFound('That attempt');
    await this.grading.closeIfOver(attempt);

    const now = this.clock.now();
    const submission = await this.book.findSubmission(attemptId);
    const run = (await this.book.runsInForce([attemptId], now)).get(attemptId) ?? null;
    const edition = await this.bank.edition(attempt.quizVersionId);
    const items = await this.book.itemsOf(attemptId);
    const current = currentResponses(
      (await this.book.newestEventsOf(attemptId)).map((event) => ({ ...event, response: event.payload })),
    );
    const questions = await this.bank.questionsOf(items.map(({ questionVersionId }) => questionVersionId));
    const asked = items.map((item) => ({
      item,
      question: questions.get(item.questionVersionId) as Question,
      event: current.get(item.id),
    }));
    const timing = await this.timekeeping.timingOf(attempt, submission?.recordedAt ?? now);
    const flagged = await this.deliveryBook.flaggedItemsOf(attemptId);
    return {
      ...summaryOf({ attempt, submission }, timing, edition, run),
      graceSeconds: timing.graceSeconds,
      serverTime: now,
      addedMinutes: timing.addedMinutes,
      onBreakSince: submission ? null : timing.onBreakSince,
      breakSecondsLeft: timing.breakSecondsLeft,
      timeOut: edition.content.timeOut ?? 'submit',
      ...(await this.delivery.pagingOf(attempt)),
      items: asked.map(({ item, question, event }) => itemView(item, question, flagged.has(item.id), event)),
      review: run && (await this.review(run, edition, asked)),
    };
  }

  /** How the time of one's own attempt stands, and whether it still runs. @throws NotFound also for somebody else's. */
  async clockOf(attemptId: string, personId: string): Promise<AttemptClock> {
    const attempt = await this.book.find(attemptId);
    if (!attempt || attempt.personId !== personId) throw new NotFound('That attempt');
    await this.grading.closeIfOver(attempt);
    const now = this.clock.now();
    const submission = await this.book.findSubmission(attemptId);
    return {
      ...(await this.timekeeping.timingOf(attempt, submission?.recordedAt ?? now)),
      serverTime: now,
      isClosed: submission !== null,
    };
  }

  /** Newest first. */
  async list(personId: string, page: PageRequest, quizId?: string): Promise<Listing<AttemptSummary>> {
    await this.grading.closeOverdue(personId);
    const { items, next } = await this.book.listOf(personId, page, quizId);
    const runs = await this.book.runsInForce(
      items.map(({ attempt }) => attempt.id),
      this.clock.now(),
    );
    const timings = await this.timekeeping.timingsOf(
      items.map(({ attempt }) => attempt),
      this.clock.now(),
    );
    const summaries: AttemptSummary[] = [];
    for (const item of items) {
      const edition = await this.bank.edition(item.attempt.quizVersionId);
      summaries.push(summaryOf(item, timings.get(item.attempt.id)!, edition, runs.get(item.attempt.id) ?? null));
    }
    return { items: summaries, next };
  }

  private async review(
    run: ScoringRun,
    { content }: QuizEdition,
    asked: readonly { item: AttemptItem; question: Question; event?: ResponseEvent }[],
  ): Promise<ItemReview[]> {
    const scores = new Map((await this.book.scoresOf(run.id)).map((score) => [score.attemptItemId, score]));
    return asked.map(({ item: { id, slot, maxMark }, question, event }) => {
      const { fraction = 0, mark = 0, evidence } = scores.get(id) ?? {};
      const isAnswered = evidence !== undefined && evidence.response !== null;
      const { topic, safetyCritical } = question;
      const feedback = content.review === 'feedback' ? feedbackOn(question, event?.payload ?? null) : [];
      return { slot, topic, safetyCritical, mark, maxMark, outcome: outcomeOf(fraction, isAnswered), feedback };
    });
  }
}

function outcomeOf(fraction: number, isAnswered: boolean): ItemReview['outcome'] {
  if (!isAnswered) return 'not-answered';
  if (fraction === 1) return 'right';
  return fraction > 0 ? 'partly-right' : 'wrong';
}

function itemView(
  { slot, optionOrder, maxMark }: AttemptItem,
  question: Question,
  flagged: boolean,
  event?: ResponseEvent,
): ItemView {
  return {
    slot,
    ...presentQuestion(question, asShown(optionOrder)),
    maxMark,
    response: event?.payload ?? null,
    sequence: event?.sequence ?? null,
    certainty: event?.certainty ?? null,
    savedAt: event?.receivedAt ?? null,
    receipt: event?.receipt ?? null,
    flagged,
  };
}

/** The result as the contract has it. */
export function gradeIn({ mark, maxMark, percentage, passed, provisional, failedSafetyTopics }: Grade): Grade {
  return { mark, maxMark, percentage, passed, provisional, failedSafetyTopics };
}

function summaryOf(
  { attempt, submission }: AttemptWithEnd,
  { deadlineAt }: Timing,
  { quizId, slug, programme, content }: QuizEdition,
  run: ScoringRun | null,
): AttemptSummary {
  const { id, number, startedAt } = attempt;
  return {
    id,
    quiz: { id: quizId, slug, title: content.title, programme },
    number,
    state: run ? 'graded' : submission?.reason === 'void' ? 'void' : 'open',
    startedAt,
    deadlineAt,
    endedAt: submission?.endedAt ?? null,
    result: run && gradeIn(run),
  };
}
