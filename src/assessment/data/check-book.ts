import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../database/unit-of-work';
import { Ids } from '../../kernel/ids';
import type { CheckedResponse } from '../domain/projection';
import { AttemptItem } from './attempt-item.entity';
import { Attempt } from './attempt.entity';
import { ResponseCheck } from './response-check.entity';
import { ResponseEvent } from './response-event.entity';
import { SealedAnswers } from './sealed-answers';

/** Which answers were checked under way. */
@Injectable()
export class CheckBook {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly answers: SealedAnswers,
  ) {}

  /** First to last. */
  ofItem(attemptItemId: string): Promise<ResponseCheck[]> {
    return this.manager.getRepository(ResponseCheck).find({ where: { attemptItemId }, order: { number: 'ASC' } });
  }

  /** Every check of an attempt, first to last of each item, with the response that was checked. */
  async ofAttempt(attemptId: string): Promise<CheckedResponse[]> {
    const checks = await this.manager
      .getRepository(ResponseCheck)
      .createQueryBuilder('check')
      .innerJoin(AttemptItem, 'item', 'item.id = check.attemptItemId')
      .where('item.attemptId = :attemptId', { attemptId })
      .orderBy('check.number', 'ASC')
      .getMany();
    if (checks.length === 0) return [];
    const events = await this.manager
      .getRepository(ResponseEvent)
      .createQueryBuilder('event')
      .innerJoin(
        ResponseCheck,
        'check',
        'check.attemptItemId = event.attemptItemId AND check.sequence = event.sequence',
      )
      .innerJoin(AttemptItem, 'item', 'item.id = event.attemptItemId')
      .where('item.attemptId = :attemptId', { attemptId })
      .getMany();
    const attempt = await this.manager.getRepository(Attempt).findOneByOrFail({ id: attemptId });
    const opened = await this.answers.openAll(
      attempt.personId,
      events.map(({ payload }) => payload),
    );
    const payloads = new Map(events.map((event, index) => [`${event.attemptItemId}/${event.sequence}`, opened[index]]));
    return checks.map(({ attemptItemId, number, sequence }) => ({
      attemptItemId,
      number,
      sequence,
      response: payloads.get(`${attemptItemId}/${sequence}`) ?? null,
    }));
  }

  async record(check: Omit<ResponseCheck, 'id'>): Promise<void> {
    await this.manager.getRepository(ResponseCheck).insert({ id: this.ids.next(), ...check });
  }

  private get manager() {
    return this.unitOfWork.manager;
  }
}
