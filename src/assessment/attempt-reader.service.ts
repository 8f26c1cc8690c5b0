import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock';
import { NotFound } from '../kernel/errors';
import { Listing, PageRequest } from '../kernel/listing';
import type { AttemptClock, AttemptSummary, AttemptView, Grade, ItemReview, ItemView, Outcome } from './attempt-view';
import { AttemptBook, AttemptWithEnd } from './data/attempt-book';
import { AttemptItem } from './data/attempt-item.entity';
import { CheckBook } from './data/check-book';
import { DeliveryBook } from './data/delivery-book';
import { ItemScoreRecord } from './data/item-score.entity';
import { QuizBank, QuizEdition } from './data/quiz-bank';
import { ResponseEvent } from './data/response-event.entity';
import { ScoringRun } from './data/scoring-run.entity';
import { DEFERRED, triesOf } from './domain/behaviour';
import { CheckStanding, checkStanding, isCheckable, outcomeOf } from './domain/check-standing';
import type { Timing } from './domain/deadline';
import { currentResponses } from './domain/projection';
import type { Question } from './domain/question';
import { reviewAt, ReviewShows } from './domain/review';
import { asShown } from './domain/shuffle';
import { feedbackOn, keyOf, presentQuestion } from './domain/types/registry';
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
    private readonly checks: CheckBook,
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
    const questions = await this.bank.questionsIn(
      edition,
      items.map(({ questionVersionId }) => questionVersionId),
    );
    const asked = items.map((item): Asked => ({
      item,
      question: questions.get(item.questionVersionId) as Question,
      event: current.get(item.id),
    }));
    const shows = reviewAt(edition.content, submission?.endedAt ?? null, now);
    const standings = await this.standingsOf(attemptId, edition, asked, shows);
    const scores = run && (await this.book.scoresOf(run.id));
    const timing = await this.timekeeping.timingOf(attempt, submission?.recordedAt ?? now);
    const flagged = await this.deliveryBook.flaggedItemsOf(attemptId);
    const showsResponse = !submission || shows.response;
    return {
      ...summaryOf({ attempt, submission }, timing, edition, run, scores?.some(awaitsMarking) ?? false),
      graceSeconds: timing.graceSeconds,
      serverTime: now,
      addedMinutes: timing.addedMinutes,
      onBreakSince: submission ? null : timing.onBreakSince,
      breakSecondsLeft: timing.breakSecondsLeft,
      timeOut: edition.content.timeOut ?? 'submit',
      behaviour: (edition.content.behaviour ?? DEFERRED).kind,
      ...(await this.delivery.pagingOf(attempt)),
      items: asked.map((one) => {
        const { id } = one.item;
        return itemView(one, showsResponse, standings.get(id) ?? null, flagged.has(id));
      }),
      review: scores && reviewOf(scores, edition, asked, shows),
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
      const run = runs.get(item.attempt.id) ?? null;
      const timing = timings.get(item.attempt.id) as Timing;
      summaries.push(summaryOf(item, timing, edition, run, await this.isAwaiting(run, edition)));
    }
    return { items: summaries, next };
  }

  /** Whether the attempt that was scored waits for people to mark a part of it. */
  async stateOf(run: ScoringRun): Promise<'graded' | 'awaiting-marking'> {
    const attempt = await this.book.find(run.attemptId);
    const edition = attempt && (await this.bank.edition(attempt.quizVersionId));
    return edition && (await this.isAwaiting(run, edition)) ? 'awaiting-marking' : 'graded';
  }

  /** The scores are read only where the quiz asks something that people mark. */
  private async isAwaiting(run: ScoringRun | null, { questions }: QuizEdition): Promise<boolean> {
    if (!run || !questions.some(({ question }) => question.type === 'essay')) return false;
    return (await this.book.scoresOf(run.id)).some(awaitsMarking);
  }

  private async standingsOf(
    attemptId: string,
    { content }: QuizEdition,
    asked: readonly Asked[],
    shows: ReviewShows,
  ): Promise<Map<string, CheckStanding>> {
    const { behaviour = DEFERRED } = content;
    if (triesOf(behaviour) === 0) return new Map();
    const checks = await this.checks.ofAttempt(attemptId);
    return new Map(
      asked
        .filter(({ question }) => isCheckable(question, behaviour))
        .map(({ item, question }) => {
          const checked = checks.filter(({ attemptItemId }) => attemptItemId === item.id);
          return [item.id, checkStanding(question, behaviour, checked, shows)];
        }),
    );
  }
}

interface Asked {
  readonly item: AttemptItem;
  readonly question: Question;
  readonly event?: ResponseEvent;
}

function awaitsMarking({ evidence }: ItemScoreRecord): boolean {
  return evidence.awaitsMarking === true;
}

/** `null` where the review rule shows nothing of it at this time. */
function reviewOf(
  scores: readonly ItemScoreRecord[],
  { content }: QuizEdition,
  asked: readonly Asked[],
  shows: ReviewShows,
): ItemReview[] | null {
  if (!Object.values(shows).some(Boolean)) return null;
  const scoreOf = new Map(scores.map((score) => [score.attemptItemId, score]));
  const saysFeedback = shows.feedback && content.review === 'feedback';
  return asked.map(({ item: { id, slot, maxMark }, question, event }) => {
    const score = scoreOf.get(id);
    const { topic, safetyCritical } = question;
    const isMarked = score?.evidence.awaitsMarking !== true;
    return {
      slot,
      topic,
      safetyCritical,
      mark: shows.marks && isMarked ? (score?.mark ?? 0) : null,
      maxMark,
      outcome: shows.outcomes ? outcomeIn(score) : null,
      feedback: saysFeedback ? feedbackOn(question, event?.payload ?? null) : [],
      ...(shows.key && { key: keyOf(question) }),
      ...(shows.rationale && { rationale: question.rationale }),
    };
  });
}

function outcomeIn(score: ItemScoreRecord | undefined): Outcome {
  if (!score || score.evidence.response === null) return 'not-answered';
  if (awaitsMarking(score)) return 'awaiting-marking';
  const { tries, rightness = score.fraction } = score.evidence;
  // How right the answer became, whatever the tries before it cost.
  return outcomeOf(tries && tries.length > 0 ? Math.max(...tries) : rightness);
}

function itemView(
  { item: { slot, optionOrder, maxMark }, question, event }: Asked,
  showsResponse: boolean,
  checks: CheckStanding | null,
  flagged: boolean,
): ItemView {
  return {
    slot,
    ...presentQuestion(question, asShown(optionOrder)),
    maxMark,
    response: (showsResponse && event?.payload) || null,
    sequence: event?.sequence ?? null,
    certainty: event?.certainty ?? null,
    savedAt: event?.receivedAt ?? null,
    receipt: event?.receipt ?? null,
    checks,
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
  isAwaiting: boolean,
): AttemptSummary {
  const { id, number, startedAt } = attempt;
  const ended = isAwaiting ? 'awaiting-marking' : 'graded';
  return {
    id,
    quiz: { id: quizId, slug, title: content.title, programme },
    number,
    state: run ? ended : submission?.reason === 'void' ? 'void' : 'open',
    startedAt,
    deadlineAt,
    endedAt: submission?.endedAt ?? null,
    result: run && gradeIn(run),
  };
}
