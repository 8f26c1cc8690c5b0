import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../config/settings';
import { dayOf } from '../kernel/day';
import { AccommodationBook, type AccommodationWithEnd } from './data/accommodation-book';
import type { Place } from './data/attempt-book';
import type { Attempt } from './data/attempt.entity';
import { DeliveryBook } from './data/delivery-book';
import { allowanceAt, type GrantedAllowance } from './domain/accommodation';
import { type TimeAllowance, type TimeFacts, type Timing, timingOf } from './domain/deadline';

export interface PersonalAllowance extends TimeAllowance {
  /** On which it rests. */
  readonly accommodationIds: readonly string[];
}

/** When a quiz closes for one candidate, and how much more time than others they have. */
export interface ClosingTime {
  readonly closesAt: Date;
  readonly timeLimitMinutes: number;
  readonly factor: number;
}

function granted({ accommodation, withdrawal }: AccommodationWithEnd): GrantedAllowance {
  return { ...accommodation, withdrawnAt: withdrawal?.withdrawnAt ?? null };
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
    return allowanceAt((await this.accommodations.of(personId)).map(granted), at, this.settings.timeZone);
  }

  /** Whether somebody who is allowed more time may still begin after a quiz has closed for a candidate. */
  async mayOthersBegin({ closesAt, timeLimitMinutes, factor }: ClosingTime, at: Date): Promise<boolean> {
    const { timeZone } = this.settings;
    const running = (await this.accommodations.runningOn(dayOf(at, timeZone))).map(granted);
    const more = timeLimitMinutes * (allowanceAt(running, at, timeZone).factor - factor);
    return at.getTime() <= closesAt.getTime() + more * 60_000;
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
