import { Injectable } from '@nestjs/common';
import { IsNull, MoreThan } from 'typeorm';
import { UnitOfWork } from '../database/unit-of-work';
import { Clock } from '../kernel/clock';
import { Ids } from '../kernel/ids';
import { Randomness } from '../kernel/randomness';
import { LinkPurpose, OneTimeLink } from './data/one-time-link.entity';
import { LinkNotValid } from './identity.errors';
import { hashOfToken, newToken } from './tokens';

/** Links in letters: good for one purpose, once, and not for long. */
@Injectable()
export class OneTimeLinks {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly randomness: Randomness,
  ) {}

  /** The secret end of a new link. Only its hash is kept. */
  async make(purpose: LinkPurpose, personId: string | null, lastsMilliseconds: number): Promise<string> {
    const createdAt = this.clock.now();
    const expiresAt = new Date(createdAt.getTime() + lastsMilliseconds);
    const { token, hash: tokenHash } = newToken(this.randomness);
    await this.links.insert({ id: this.ids.next(), purpose, personId, tokenHash, createdAt, expiresAt, usedAt: null });
    return token;
  }

  /** Whether the link would work now. */
  async find(purpose: LinkPurpose, token: string): Promise<OneTimeLink | null> {
    const usedAt = IsNull();
    return this.links.findOneBy({
      purpose,
      tokenHash: hashOfToken(token),
      usedAt,
      expiresAt: MoreThan(this.clock.now()),
    });
  }

  /** Uses the link up. Of two who use it at once, one is refused. */
  async use(purpose: LinkPurpose, token: string): Promise<OneTimeLink> {
    const link = await this.find(purpose, token);
    if (!link) throw new LinkNotValid();
    const { affected } = await this.links.update({ id: link.id, usedAt: IsNull() }, { usedAt: this.clock.now() });
    if (affected !== 1) throw new LinkNotValid();
    return link;
  }

  /** Makes every open link of this purpose useless. */
  async withdraw(purpose: LinkPurpose, personId: string | null): Promise<void> {
    await this.links.update(
      { purpose, personId: personId === null ? IsNull() : personId, usedAt: IsNull() },
      { usedAt: this.clock.now() },
    );
  }

  /** How many were made for a person since a moment: a mailbox is not to be flooded. */
  countSince(purpose: LinkPurpose, personId: string, since: Date): Promise<number> {
    return this.links.countBy({ purpose, personId, createdAt: MoreThan(since) });
  }

  private get links() {
    return this.unitOfWork.manager.getRepository(OneTimeLink);
  }
}
