import { Injectable } from '@nestjs/common';
import { In, MoreThanOrEqual } from 'typeorm';
import { UnitOfWork } from '../../database/unit-of-work';
import type { Day } from '../../kernel/day';
import { Ids } from '../../kernel/ids';
import { cursorKey, DEFAULT_LIMIT, Listing, PageRequest, pageOf } from '../../kernel/listing';
import { AccommodationWithdrawal } from './accommodation-withdrawal.entity';
import { Accommodation } from './accommodation.entity';

export interface AccommodationWithEnd {
  readonly accommodation: Accommodation;
  readonly withdrawal: AccommodationWithdrawal | null;
}

/** What was allowed to whom. */
@Injectable()
export class AccommodationBook {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
  ) {}

  async enter(accommodation: Omit<Accommodation, 'id'>): Promise<Accommodation> {
    const entered = { id: this.ids.next(), ...accommodation };
    await this.accommodations.insert(entered);
    return entered;
  }

  async find(id: string): Promise<AccommodationWithEnd | null> {
    const found = await this.accommodations.findOneBy({ id });
    return found && (await this.withEnds([found]))[0];
  }

  async withdraw(withdrawal: Omit<AccommodationWithdrawal, 'id'>): Promise<void> {
    await this.withdrawals.insert({ id: this.ids.next(), ...withdrawal });
  }

  /** The newest first. */
  async of(personId: string): Promise<AccommodationWithEnd[]> {
    return this.withEnds(await this.accommodations.find({ where: { personId }, order: { id: 'DESC' } }));
  }

  /** Of everybody, whatever had not come to its last day before a day. */
  async runningOn(day: Day): Promise<AccommodationWithEnd[]> {
    return this.withEnds(await this.accommodations.findBy({ endsOn: MoreThanOrEqual(day) }));
  }

  /** Of everybody, the newest first. */
  async list(page: PageRequest): Promise<Listing<AccommodationWithEnd>> {
    const query = this.accommodations.createQueryBuilder('accommodation');
    const after = cursorKey(page);
    if (after !== null) query.where('accommodation.id < :after', { after });
    const rows = await query
      .orderBy('accommodation.id', 'DESC')
      .take((page.limit ?? DEFAULT_LIMIT) + 1)
      .getMany();
    const { items, next } = pageOf(rows, page, ({ id }) => id);
    return { items: await this.withEnds(items), next };
  }

  private async withEnds(accommodations: readonly Accommodation[]): Promise<AccommodationWithEnd[]> {
    if (accommodations.length === 0) return [];
    const rows = await this.withdrawals.findBy({ accommodationId: In(accommodations.map(({ id }) => id)) });
    const ends = new Map(rows.map((row) => [row.accommodationId, row]));
    return accommodations.map((accommodation) => ({
      accommodation,
      withdrawal: ends.get(accommodation.id) ?? null,
    }));
  }

  private get accommodations() {
    return this.unitOfWork.manager.getRepository(Accommodation);
  }

  private get withdrawals() {
    return this.unitOfWork.manager.getRepository(AccommodationWithdrawal);
  }
}
