import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { UnitOfWork } from '../../database/unit-of-work';
import { Clock } from '../../kernel/clock';
import { Ids } from '../../kernel/ids';
import { cursorKey, DEFAULT_LIMIT, PageRequest } from '../../kernel/listing';
import { Vault } from '../../vault/vault.service';
import { Observation } from './observation.entity';

/** What the observer wrote; `null` once the trainee has been erased. */
export interface ObservationWords {
  readonly comment: string;
  readonly criticalFails: readonly string[];
}

export type NewObservation = Omit<Observation, 'id' | 'sealed' | 'criticalFails' | 'recordedAt'> & {
  readonly words: ObservationWords;
};

/** Reads and writes observations. */
@Injectable()
export class ObservationRegister {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly vault: Vault,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async enter({ words, ...given }: NewObservation): Promise<Observation> {
    const row: Observation = {
      id: this.ids.next(),
      ...given,
      criticalFails: words.criticalFails.length,
      sealed: await this.vault.seal(given.personId, JSON.stringify(words)),
      recordedAt: this.clock.now(),
    };
    await this.observations.insert(row);
    return row;
  }

  byIds(ids: readonly string[]): Promise<Observation[]> {
    return ids.length === 0 ? Promise.resolve([]) : this.observations.findBy({ id: In([...ids]) });
  }

  /** Newest first, one more than asked for. */
  list(personId: string, page: PageRequest): Promise<Observation[]> {
    const query = this.observations.createQueryBuilder('observation').where({ personId });
    const before = cursorKey(page);
    if (before !== null) query.andWhere('observation.id < :before', { before });
    return query.orderBy('observation.id', 'DESC').take((page.limit ?? DEFAULT_LIMIT) + 1).getMany();
  }

  async wordsOf(rows: readonly Observation[]): Promise<(ObservationWords | null)[]> {
    const texts = await this.vault.openAll(rows.map(({ personId, sealed }) => ({ subjectId: personId, sealed })));
    return texts.map((text) => (text === null ? null : (JSON.parse(text) as ObservationWords)));
  }

  private get observations() {
    return this.unitOfWork.manager.getRepository(Observation);
  }
}
