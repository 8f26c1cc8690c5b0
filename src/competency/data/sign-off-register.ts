import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { UnitOfWork } from '../../database/unit-of-work';
import { sha256Hex } from '../../kernel/canonical-json';
import { Clock } from '../../kernel/clock';
import { Ids } from '../../kernel/ids';
import { cursorKey, DEFAULT_LIMIT, PageRequest } from '../../kernel/listing';
import { Vault } from '../../vault/vault.service';
import { openSealed } from './open-sealed';
import { SignOffWithdrawal } from './sign-off-withdrawal.entity';
import { SignOff } from './sign-off.entity';

export type NewSignOff = Omit<SignOff, 'id' | 'sealedSentence' | 'sentenceDigest' | 'sealedComment'> & {
  readonly sentence: string;
  readonly comment: string | null;
};

/** A sign-off, and its withdrawal if there is one. */
export interface KnownSignOff {
  readonly signOff: SignOff;
  readonly withdrawal: SignOffWithdrawal | null;
}

/** A sign-off with its words, which are `null` once the trainee has been erased. */
export interface ReadableSignOff extends KnownSignOff {
  readonly sentence: string | null;
  readonly comment: string | null;
  readonly withdrawalReason: string | null;
}

/** Reads and writes sign-offs and their withdrawals. */
@Injectable()
export class SignOffRegister {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly vault: Vault,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async enter({ sentence, comment, ...given }: NewSignOff): Promise<SignOff> {
    const row: SignOff = {
      id: this.ids.next(),
      ...given,
      sealedSentence: await this.vault.seal(given.personId, sentence),
      sentenceDigest: sha256Hex(sentence),
      sealedComment: comment === null ? null : await this.vault.seal(given.personId, comment),
    };
    await this.signOffs.insert(row);
    return row;
  }

  async withdraw({ id: signOffId, personId }: SignOff, reason: string, byId: string): Promise<SignOffWithdrawal> {
    const sealed = await this.vault.seal(personId, reason);
    const row = { id: this.ids.next(), signOffId, byId, sealed, withdrawnAt: this.clock.now() };
    await this.withdrawals.insert(row);
    return row;
  }

  async find(id: string): Promise<KnownSignOff | null> {
    const signOff = await this.signOffs.findOneBy({ id });
    return signOff && { signOff, withdrawal: await this.withdrawals.findOneBy({ signOffId: id }) };
  }

  /** All that were ever signed for a person, withdrawn ones among them. */
  async ofPerson(personId: string): Promise<KnownSignOff[]> {
    return this.withWithdrawals(await this.signOffs.findBy({ personId }));
  }

  /** Newest first, one more than asked for. */
  async list(personId: string, page: PageRequest): Promise<KnownSignOff[]> {
    const query = this.signOffs.createQueryBuilder('signOff').where({ personId });
    const before = cursorKey(page);
    if (before !== null) query.andWhere('signOff.id < :before', { before });
    return this.withWithdrawals(
      await query.orderBy('signOff.id', 'DESC').take((page.limit ?? DEFAULT_LIMIT) + 1).getMany(),
    );
  }

  async readable(known: readonly KnownSignOff[]): Promise<ReadableSignOff[]> {
    const texts = await openSealed(
      this.vault,
      known.flatMap(({ signOff: { personId: subjectId, sealedSentence, sealedComment }, withdrawal }) => [
        { subjectId, sealed: sealedSentence },
        { subjectId, sealed: sealedComment },
        { subjectId, sealed: withdrawal?.sealed ?? null },
      ]),
    );
    return known.map((one, index) => {
      const [sentence, comment, withdrawalReason] = texts.slice(3 * index);
      return { ...one, sentence, comment, withdrawalReason };
    });
  }

  private async withWithdrawals(signOffs: readonly SignOff[]): Promise<KnownSignOff[]> {
    if (signOffs.length === 0) return [];
    const rows = await this.withdrawals.findBy({ signOffId: In(signOffs.map(({ id }) => id)) });
    const bySignOff = new Map(rows.map((row) => [row.signOffId, row]));
    return signOffs.map((signOff) => ({ signOff, withdrawal: bySignOff.get(signOff.id) ?? null }));
  }

  private get signOffs() {
    return this.unitOfWork.manager.getRepository(SignOff);
  }

  private get withdrawals() {
    return this.unitOfWork.manager.getRepository(SignOffWithdrawal);
  }
}
