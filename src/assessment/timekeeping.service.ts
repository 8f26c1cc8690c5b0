import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../config/settings';
import { AccommodationBook } from './data/accommodation-book';
import type { Place } from './data/attempt-book';
import type { Attempt } from './data/attempt.entity';
import { DeliveryBook } from './data/delivery-book';
import { allowanceAt } from './domain/accommodation';
import { type TimeAllowance, type TimeFacts, type Timing, timingOf } from './domain/deadline';

export interface PersonalAllowance extends TimeAllowance {
  /** On which it rests. */
  readonly accommodationIds: readonly string[];
}

/** Gathers the facts from which the time of an attempt is worked out. Whoever asks whether it is over asks here. */
@Injectable()
export class Timekeeping {
  constructor(
    private readonly accommodations: AccommodationBook,
    private readonly book: DeliveryBook,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** What counts for a person at a moment, in every quiz. */
  async allowanceOf(personId: string, at: Date): Promise<PersonalAllowance> {
    const granted = (await this.accommodations.of(personId)).map(({ accommodation, withdrawal }) => ({
      ...accommodation,
      withdrawnAt: withdrawal?.withdrawnAt ?? null,
    }));
    return allowanceAt(granted, at, this.settings.timeZone);
  }

  async timingOf(attempt: Attempt, now: Date): Promise<Timing> {
    return (await this.timingsOf([attempt], now)).get(attempt.id) as Timing;
  }

  /** By the id of the attempt. */
  async timingsOf(attempts: readonly Attempt[], now: Date): Promise<Map<string, Timing>> {
    const facts = await this.book.timeFactsOf(attempts);
    return new Map([...facts].map(([id, known]: [string, TimeFacts]) => [id, timingOf(known, now)]));
  }

  /** For an autosave, which has read nearly everything already. */
  async timingAt(attemptId: string, place: Place, now: Date): Promise<Timing> {
    const breaks = place.breakMinutes > 0 ? await this.book.breaksOf(attemptId) : [];
    return timingOf({ ...place, breaks }, now);
  }
}
