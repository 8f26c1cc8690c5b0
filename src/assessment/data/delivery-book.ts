import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { UnitOfWork } from '../../database/unit-of-work';
import { Ids } from '../../kernel/ids';
import type { TimeFacts } from '../domain/deadline';
import { AddedTime } from './added-time.entity';
import { AttemptItem } from './attempt-item.entity';
import { AttemptSubmission } from './attempt-submission.entity';
import { AttemptTiming } from './attempt-timing.entity';
import { Attempt } from './attempt.entity';
import { AttemptBreak } from './break-event.entity';
import { PageTurn } from './page-turn.entity';
import { QuestionFlag } from './question-flag.entity';
import { ResponseEvent } from './response-event.entity';

/** What was answered in an attempt, as somebody sees who watches over it: how much and when, never what. */
export interface Pace {
  readonly answered: number;
  readonly asked: number;
  readonly lastSavedAt: Date | null;
}

/** What happens while an attempt runs besides answering. */
@Injectable()
export class DeliveryBook {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
  ) {}

  /** What decided the time of an attempt when it began. */
  timingOf(attemptId: string): Promise<AttemptTiming | null> {
    return this.manager.getRepository(AttemptTiming).findOneBy({ attemptId });
  }

  async enterTiming(timing: Omit<AttemptTiming, 'id'>): Promise<void> {
    await this.manager.getRepository(AttemptTiming).insert({ id: this.ids.next(), ...timing });
  }

  /** The facts on the time of each attempt. */
  async timeFactsOf(attempts: readonly Attempt[]): Promise<Map<string, TimeFacts>> {
    if (attempts.length === 0) return new Map();
    const attemptId = In(attempts.map(({ id }) => id));
    const timings = await this.manager.getRepository(AttemptTiming).findBy({ attemptId });
    const added = await this.manager.getRepository(AddedTime).findBy({ attemptId });
    const breakMinutes = new Map(timings.map((row) => [row.attemptId, row.breakMinutes]));
    const breaks = [...breakMinutes.values()].some((minutes) => minutes > 0)
      ? await this.manager.getRepository(AttemptBreak).find({ where: { attemptId }, order: { sequence: 'ASC' } })
      : [];
    return new Map(
      attempts.map(({ id, deadlineAt, graceSeconds }) => [
        id,
        {
          deadlineAt,
          graceSeconds,
          breakMinutes: breakMinutes.get(id) ?? 0,
          addedMinutes: added.filter((row) => row.attemptId === id).reduce((sum, { minutes }) => sum + minutes, 0),
          breaks: breaks.filter((row) => row.attemptId === id),
        },
      ]),
    );
  }

  /** The attempts of a quiz that nobody has ended yet, the oldest first. */
  openAttemptsOf(quizId: string): Promise<Attempt[]> {
    return this.manager
      .getRepository(Attempt)
      .createQueryBuilder('attempt')
      .leftJoin(AttemptSubmission, 'submission', 'submission.attemptId = attempt.id')
      .where('attempt.quizId = :quizId', { quizId })
      .andWhere('submission.id IS NULL')
      .orderBy('attempt.id')
      .getMany();
  }

  async paceOf(attemptIds: readonly string[]): Promise<Map<string, Pace>> {
    if (attemptIds.length === 0) return new Map();
    const rows = await this.manager
      .getRepository(AttemptItem)
      .createQueryBuilder('item')
      .leftJoin(ResponseEvent, 'event', 'event.attemptItemId = item.id')
      .select('item.attemptId', 'attemptId')
      .addSelect('COUNT(DISTINCT item.id)', 'asked')
      .addSelect('COUNT(DISTINCT event.attemptItemId)', 'answered')
      .addSelect('MAX(event.receivedAt)', 'lastSavedAt')
      .where('item.attemptId IN (:...attemptIds)', { attemptIds })
      .groupBy('item.attemptId')
      .getRawMany<{ attemptId: string; asked: string; answered: string; lastSavedAt: string | null }>();
    return new Map(
      rows.map(({ attemptId, asked, answered, lastSavedAt }) => [
        attemptId,
        { asked: Number(asked), answered: Number(answered), lastSavedAt: lastSavedAt ? new Date(lastSavedAt) : null },
      ]),
    );
  }

  breaksOf(attemptId: string): Promise<AttemptBreak[]> {
    return this.manager.getRepository(AttemptBreak).find({ where: { attemptId }, order: { sequence: 'ASC' } });
  }

  async enterBreak(attemptId: string, change: AttemptBreak['change'], at: Date): Promise<void> {
    const breaks = this.manager.getRepository(AttemptBreak);
    const sequence = ((await breaks.maximum('sequence', { attemptId })) ?? 0) + 1;
    await breaks.insert({ id: this.ids.next(), attemptId, sequence, change, at });
  }

  async enterAddedTime(added: Omit<AddedTime, 'id' | 'sequence'>): Promise<AddedTime> {
    const rows = this.manager.getRepository(AddedTime);
    const sequence = ((await rows.maximum('sequence', { attemptId: added.attemptId })) ?? 0) + 1;
    const entered = { id: this.ids.next(), sequence, ...added };
    await rows.insert(entered);
    return entered;
  }

  async flaggedItemsOf(attemptId: string): Promise<Set<string>> {
    const rows = await this.manager
      .getRepository(QuestionFlag)
      .createQueryBuilder('flag')
      .innerJoin(AttemptItem, 'item', 'item.id = flag.attemptItemId')
      .where('item.attemptId = :attemptId', { attemptId })
      .orderBy('flag.sequence')
      .getMany();
    const newest = new Map(rows.map(({ attemptItemId, flagged }) => [attemptItemId, flagged]));
    return new Set([...newest].filter(([, flagged]) => flagged).map(([attemptItemId]) => attemptItemId));
  }

  /** Saying again what is so already adds nothing. */
  async enterFlag(attemptItemId: string, flagged: boolean, at: Date): Promise<void> {
    const flags = this.manager.getRepository(QuestionFlag);
    const [last] = await flags.find({ where: { attemptItemId }, order: { sequence: 'DESC' }, take: 1 });
    if ((last?.flagged ?? false) === flagged) return;
    await flags.insert({ id: this.ids.next(), attemptItemId, sequence: (last?.sequence ?? 0) + 1, flagged, at });
  }

  async pagesTurnedTo(attemptId: string): Promise<number[]> {
    const turns = await this.manager.getRepository(PageTurn).findBy({ attemptId });
    return turns.map(({ page }) => page);
  }

  async enterPageTurn(attemptId: string, page: number, at: Date): Promise<void> {
    await this.manager.getRepository(PageTurn).insert({ id: this.ids.next(), attemptId, page, at });
  }

  /** The slots for which anything was ever saved, cleared or not. */
  async slotsAnswered(attemptId: string): Promise<number[]> {
    const rows = await this.manager.sql<{ slot: number }[]>`
      SELECT i."slot" FROM "attempt_item" i
      WHERE i."attemptId" = ${attemptId}
        AND EXISTS (SELECT 1 FROM "response_event" e WHERE e."attemptItemId" = i."id")`;
    return rows.map(({ slot }) => slot);
  }

  private get manager() {
    return this.unitOfWork.manager;
  }
}
