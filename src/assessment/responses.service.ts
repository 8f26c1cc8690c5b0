import { Injectable } from '@nestjs/common';
import type { PersonActor } from '../identity/access';
import { UnitOfWork } from '../database/unit-of-work';
import { canonicalJson } from '../kernel/canonical-json';
import { Clock } from '../kernel/clock';
import { Invalid, NotFound } from '../kernel/errors';
import { AnswerStands, AttemptClosed, OnBreak, StaleSequence } from './assessment.errors';
import { AttemptBook, Place } from './data/attempt-book';
import { CheckBook } from './data/check-book';
import { QuizBank } from './data/quiz-bank';
import { DEFERRED, isFinished, triesOf } from './domain/behaviour';
import { isOver } from './domain/deadline';
import { receiptOf } from './domain/receipt';
import { Response, validateResponse } from './domain/types/registry';
import { Delivery } from './delivery.service';
import { Grading } from './grading.service';
import { Timekeeping } from './timekeeping.service';

export interface ResponseGiven {
  /** Counted by the candidate's browser, from packet to packet: a whole number from 0. */
  readonly sequence: number;
  /** As its question's type has it; `null` clears. */
  readonly response: unknown;
  readonly certainty?: number;
}

/** What a candidate holds in hand for one saved response. */
export interface Receipt {
  /** ISO 8601 in UTC with milliseconds. */
  readonly savedAt: string;
  /** SHA-256 over the canonical JSON of attemptId, slot, sequence, response and savedAt. */
  readonly receipt: string;
}

/** Keeps what candidates answer. By far the most frequent action: one look, one row. */
@Injectable()
export class Responses {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly bank: QuizBank,
    private readonly book: AttemptBook,
    private readonly checks: CheckBook,
    private readonly timekeeping: Timekeeping,
    private readonly delivery: Delivery,
    private readonly grading: Grading,
  ) {}

  /**
   * Saves a response; the receipt is given only once it is on disk. A packet that comes again is answered as it was the
   * first time, also after the end of the attempt: what was acknowledged stays acknowledged.
   *
   * @throws StaleSequence when a newer response is saved already, or another one under the same sequence.
   * @throws AttemptClosed after the submission, or when deadline and grace are over.
   * @throws OnBreak while the clock stands still.
   * @throws PagePassed on an earlier page where nobody goes back.
   * @throws AnswerStands when the answer was checked, and is right or has no try left.
   */
  async save(attemptId: string, slot: number, given: ResponseGiven, { id: personId }: PersonActor): Promise<Receipt> {
    const saved = await this.unitOfWork.run(() => this.saveInAction(attemptId, slot, given, personId));
    if (saved !== 'time-is-over') return saved;
    const attempt = await this.book.find(attemptId);
    if (attempt) await this.grading.closeIfOver(attempt);
    throw new AttemptClosed();
  }

  private async saveInAction(
    attemptId: string,
    slot: number,
    { sequence, response: sent, certainty }: ResponseGiven,
    personId: string,
  ): Promise<Receipt | 'time-is-over'> {
    await this.book.hold(attemptId);
    const place = await this.book.findPlace(attemptId, slot);
    if (!place || place.personId !== personId) throw new NotFound('That question of that attempt');

    const question = await this.bank.question(place.questionVersionId);
    const faults = validateResponse(question, sent);
    if (faults.length > 0) {
      throw new Invalid(faults.map(({ path, message }) => ({ path: path ? `response.${path}` : 'response', message })));
    }
    const response = sent as Response | null;

    const { last, attemptItemId } = place;
    if (last && sequence === last.sequence) {
      const isReplay =
        last.payload === (response === null ? null : canonicalJson(response)) && last.certainty === (certainty ?? null);
      if (isReplay) return { savedAt: last.savedAt, receipt: last.receipt };
    }
    if (place.isSubmitted) throw new AttemptClosed();
    const now = this.clock.now();
    const timing = await this.timekeeping.timingAt(attemptId, place, now);
    if (isOver(timing, now)) return 'time-is-over';
    if (timing.onBreakSince) throw new OnBreak();
    await this.delivery.assertPageOpen(attemptId, place.quizVersionId, slot);
    if (last && sequence <= last.sequence) throw new StaleSequence(last.sequence);
    await this.refuseIfItStands(place);

    const savedAt = now.toISOString();
    const receipt = receiptOf({ attemptId, slot, sequence, response, savedAt });
    await this.book.save({
      personId,
      attemptItemId,
      sequence,
      response,
      certainty: certainty ?? null,
      savedAt,
      receipt,
    });
    return { savedAt, receipt };
  }

  private async refuseIfItStands({ quizVersionId, attemptItemId }: Place): Promise<void> {
    const { behaviour = DEFERRED } = (await this.bank.edition(quizVersionId)).content;
    if (triesOf(behaviour) === 0) return;
    const fractions = (await this.checks.ofItem(attemptItemId)).map(({ fraction }) => fraction);
    if (isFinished(behaviour, fractions)) throw new AnswerStands();
  }
}
