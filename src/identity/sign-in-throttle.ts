import { Injectable } from '@nestjs/common';
import { LessThan, MoreThan } from 'typeorm';
import { UnitOfWork } from '../database/unit-of-work';
import { Clock } from '../kernel/clock';
import { Ids } from '../kernel/ids';
import { Vault } from '../vault/vault.service';
import { SignInFailure } from './data/sign-in-failure.entity';
import { emailKeyOf } from './domain/email';
import { networkOf } from './domain/network';
import { Allowance, PER_ACCOUNT, PER_ADDRESS, retryAfterSeconds } from './domain/throttling';
import { TooManyTries } from './identity.errors';

/** Whose identity is being proved, and from where (`null`: somebody already signed in). */
export interface Try {
  readonly email: string;
  readonly address: string | null;
}

/**
 * Slows guessing down. Tries at one account wait for each other in this process, so that many at once do not slip
 * through between counting and noting; those at different accounts do not.
 */
@Injectable()
export class SignInThrottle {
  private readonly queues = new Map<string, Promise<unknown>>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly vault: Vault,
  ) {}

  /**
   * Runs one try. When `isFailure` says so of what it throws, it counts.
   * @throws TooManyTries, without running it, when too many have failed.
   */
  guard<Result>(one: Try, work: () => Promise<Result>, isFailure: (fault: unknown) => boolean): Promise<Result> {
    const keys = this.keysOf(one);
    return this.inTurn(keys.accountKey, async () => {
      await this.refuseTooMany(keys);
      try {
        return await work();
      } catch (fault) {
        if (isFailure(fault)) await this.note(keys);
        throw fault;
      }
    });
  }

  /** Whoever has proved who they are is not made to wait for earlier mistakes. */
  async forgive(email: string): Promise<void> {
    await this.failures.delete({ accountKey: this.keysOf({ email, address: null }).accountKey });
  }

  private async refuseTooMany({ accountKey, addressKey }: Keys): Promise<void> {
    const wait = Math.max(
      await this.waitFor(PER_ACCOUNT, { accountKey }),
      addressKey === null ? 0 : await this.waitFor(PER_ADDRESS, { addressKey }),
    );
    if (wait > 0) throw new TooManyTries(wait);
  }

  private async waitFor(allowance: Allowance, where: { accountKey: string } | { addressKey: string }): Promise<number> {
    const now = this.clock.now();
    const at = MoreThan(new Date(now.getTime() - allowance.withinSeconds * 1000));
    const latest = await this.failures.find({
      where: { ...where, at },
      order: { at: 'DESC' },
      take: allowance.failures,
    });
    return retryAfterSeconds(
      allowance,
      latest.map((failure) => failure.at),
      now,
    );
  }

  private note(keys: Keys): Promise<void> {
    const at = this.clock.now();
    const longest = Math.max(PER_ACCOUNT.withinSeconds, PER_ADDRESS.withinSeconds);
    return this.unitOfWork.run(async () => {
      await this.failures.delete({ at: LessThan(new Date(at.getTime() - longest * 1000)) });
      await this.failures.insert({ id: this.ids.next(), ...keys, at });
    });
  }

  private keysOf({ email, address }: Try): Keys {
    return {
      accountKey: this.vault.fingerprint('sign-in/account', emailKeyOf(email)),
      addressKey: address === null ? null : this.vault.fingerprint('sign-in/address', networkOf(address)),
    };
  }

  private async inTurn<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const turn = (this.queues.get(key) ?? Promise.resolve()).then(work);
    const settled = turn.catch(() => undefined);
    this.queues.set(key, settled);
    try {
      return await turn;
    } finally {
      if (this.queues.get(key) === settled) this.queues.delete(key);
    }
  }

  private get failures() {
    return this.unitOfWork.manager.getRepository(SignInFailure);
  }
}

interface Keys {
  readonly accountKey: string;
  readonly addressKey: string | null;
}
