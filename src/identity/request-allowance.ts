import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock';
import { networkOf } from './domain/network';
import { TooManyTries } from './identity.errors';

const HOUR_IN_SECONDS = 3600;
/** A class that registers at once from one school's network fits many times over. */
const PER_HOUR = 2000;

/**
 * Bounds what a stranger at one address can make the house do: accounts, and letters. Kept in memory, by this process
 * alone: a restart forgives, which does no harm at this size.
 */
@Injectable()
export class RequestAllowance {
  private hour = 0;
  private readonly used = new Map<string, number>();

  constructor(private readonly clock: Clock) {}

  /** Counts one request. @throws TooManyTries when the hour's allowance is used up. */
  take(what: string, address: string): void {
    const seconds = Math.floor(this.clock.now().getTime() / 1000);
    const hour = Math.floor(seconds / HOUR_IN_SECONDS);
    if (hour !== this.hour) {
      this.hour = hour;
      this.used.clear();
    }
    const key = `${what} ${networkOf(address)}`;
    const used = (this.used.get(key) ?? 0) + 1;
    if (used > PER_HOUR) throw new TooManyTries((hour + 1) * HOUR_IN_SECONDS - seconds);
    this.used.set(key, used);
  }
}
