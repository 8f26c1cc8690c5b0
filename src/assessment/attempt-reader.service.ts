import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock';
import { NotFound } from '../kernel/errors';
import { Listing, PageRequest } from '../kernel/listing';
import type {
  AttemptClock,
  AttemptSummary,
  AttemptView,
  EssayReview,
  ItemReview,
  ItemView,
  Outcome,
} from './attempt-view';
import { AttemptBook, AttemptWithEnd } from './data/attempt-book';
import type { Attempt } from './data/attempt.entity';
import { AttemptItem } from './data/attempt-item.entity';
import { CheckBook } from './data/check-book';
import { DeliveryBook } from './data/delivery-book';
import { ItemScoreRecord } from './data/item-score.entity';
import { QuizBank, QuizEdition } from './data/quiz-bank';
import { RegradeBook } from './data/regrade-book';
import { ResponseEvent } from './data/response-event.entity';
import { ScoringRun } from './data/scoring-run.entity';
import { DEFERRED, triesOf } from './domain/behaviour';
import { CheckStanding, checkStanding, isCheckable, outcomeOf } from './domain/check-standing';
import { isOver, type Timing } from './domain/deadline';
import { awaitsMarking, currentResponses } from './domain/projection';
import { gradeIn } from './domain/grade';
import type { Question } from './domain/question';
import { keysInForce, type Treatments } from './domain/regrade/treatment';
import { reviewAt, ReviewShows } from './domain/review';
import { asShown } from './domain/shuffle';
import { feedbackOn, keyOf, presentQuestion } from './domain/types/registry';
import { Delivery } from './delivery.service';
import { Grading } from './grading.service';
import { MarkingReports } from './marking-reports.service';
import { ScoringHistory } from './scoring-history.service';
import { Timekeeping } from './timekeeping.service';

/** Shows attempts as their candidates may see them. An attempt whose time is over is graded before it is shown. */
@Injectable()
export class AttemptReader {
  constructor(
    private readonly clock: Clock,
    private readonly bank: QuizBank,
    private readonly book: AttemptBook,
    private readonly checks: CheckBook,
    private readonly regrades: RegradeBook,
    private readonly history: ScoringHistory,
    private readonly markings: MarkingReports,
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
    await this.grading.openResults({ personId, quizId: attempt.quizId });

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
    const shows = await this.showsOf(attempt, edition, submission?.endedAt ?? null, now);
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
      review: scores && reviewOf(run, scores, edition, asked, shows, await this.decidedOf(attempt, asked)),
      scorings: submission ? await this.history.of(attemptId, now) : [],
    };
  }

  /** The hours that held when the attempt began count, whatever version is scheduled since. */
  private async showsOf(
    { id, quizId }: Attempt,
    { content }: QuizEdition,
    endedAt: Date | null,
    now: Date,
  ): Promise<ReviewShows> {
    const kept = await this.deliveryBook.timingOf(id);
    const { timeLimitMinutes, factor } = kept ?? { ...content, factor: 1 };
    const closesAt = kept?.closesAt?.toISOString() ?? content.closesAt;
    const closing = closesAt !== undefined && { closesAt: new Date(closesAt), timeLimitMinutes, factor };
    const othersStillSit =
      closing &&
      now > closing.closesAt &&
      ((await this.isBeingSat(quizId, now)) || (await this.timekeeping.mayOthersBegin(closing, now)));
    return reviewAt({ ...content, closesAt, othersStillSit }, endedAt, now);
  }

  private async isBeingSat(quizId: string, now: Date): Promise<boolean> {
    const timings = await this.timekeeping.timingsOf(await this.deliveryBook.openAttemptsOf(quizId), now);
    return [...timings.values()].some((timing) => !isOver(timing, now));
  }

  /** What people decided about it since, where there may be anything. */
  private async decidedOf({ id, quizId, personId }: Attempt, asked: readonly Asked[]): Promise<Decided> {
    const hasEssays = asked.some(({ question }) => question.type === 'essay');
    return {
      treatments: await this.regrades.treatmentsOf(quizId),
      essays: hasEssays ? await this.markings.reviewsOf(id, personId) : new Map(),
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
    await this.grading.openResults({ personId });
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

  /** Whether the attempt that was scored waits for people to mark a part of it, or for a panel to set what passes. */
  async stateOf(run: ScoringRun): Promise<'graded' | 'awaiting-marking' | 'held-back'> {
    if (!run.inForceFrom) return 'held-back';
    const attempt = await this.book.find(run.attemptId);
    const edition = attempt && (await this.bank.edition(attempt.quizVersionId));
    return edition && (await this.isAwaiting(run, edition)) ? 'awaiting-marking' : 'graded';
  }

  /** The scores are read only where the quiz may ask something that people mark: among what it asks everybody, or draws. */
  private async isAwaiting(run: ScoringRun | null, { questions, content }: QuizEdition): Promise<boolean> {
    if (!run || run.passed) return false;
    if (!content.pools && !questions.some(({ question }) => question.type === 'essay')) return false;
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

interface Decided {
  readonly treatments: Treatments;
  /** By attempt item. */
  readonly essays: ReadonlyMap<string, EssayReview>;
}

interface Asked {
  readonly item: AttemptItem;
  readonly question: Question;
  readonly event?: ResponseEvent;
}

/** `null` where the review rule shows nothing of it at this time. */
function reviewOf(
  { failedSafetyTopics }: ScoringRun,
  scores: readonly ItemScoreRecord[],
  { content }: QuizEdition,
  asked: readonly Asked[],
  shows: ReviewShows,
  { treatments, essays }: Decided,
): ItemReview[] | null {
  if (!Object.values(shows).some(Boolean)) return null;
  const scoreOf = new Map(scores.map((score) => [score.attemptItemId, score]));
  // Whoever failed on safety is told the topics, and not by which answer, unless the author of the quiz says otherwise, or
  // answers were checked under way and it is known already.
  const wasChecked = triesOf(content.behaviour ?? DEFERRED) > 0;
  const isQuietOnSafety = !content.reviewMatrix && !wasChecked && failedSafetyTopics.length > 0;
  return asked.map(({ item: { id, slot, questionVersionId, maxMark }, question: own, event }) => {
    const accepted = keysInForce(own, treatments.get(questionVersionId));
    const [question] = accepted;
    const score = scoreOf.get(id);
    const { topic, safetyCritical } = question;
    const isQuiet = isQuietOnSafety && safetyCritical;
    const [marks, outcomes] = [shows.marks && !isQuiet, shows.outcomes && !isQuiet];
    const saysFeedback = shows.feedback && content.review === 'feedback' && !isQuiet;
    const isMarked = score?.evidence.awaitsMarking !== true;
    return {
      slot,
      topic,
      safetyCritical,
      mark: marks && isMarked ? (score?.mark ?? 0) : null,
      maxMark,
      regraded: score?.evidence.treatment?.kind ?? null,
      outcome: outcomes ? outcomeIn(score) : null,
      feedback: saysFeedback ? feedbackOn(question, event?.payload ?? null) : [],
      ...(shows.key && {
        key: [...new Set(accepted.flatMap(keyOf))],
      }),
      ...(marks && essays.has(id) && { marking: essays.get(id) }),
      ...(shows.rationale && { rationale: question.rationale }),
    };
  });
}

function outcomeIn(score: ItemScoreRecord | undefined): Outcome {
  if (!score || score.evidence.response === null) return 'not-answered';
  if (awaitsMarking(score)) return 'awaiting-marking';
  const { tries, marking, rightness = score.fraction } = score.evidence;
  if (marking) return outcomeOf(score.fraction);
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

/** Of an attempt without a run that counts. */
function stateWithout(submission: AttemptWithEnd['submission']): AttemptSummary['state'] {
  if (!submission) return 'open';
  return submission.reason === 'void' ? 'void' : 'held-back';
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
    state: run ? ended : stateWithout(submission),
    startedAt,
    deadlineAt,
    endedAt: submission?.endedAt ?? null,
    result: run && gradeIn(run),
  };
}
