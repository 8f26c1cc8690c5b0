import { Inject, Injectable } from '@nestjs/common';
import { createHmac } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { In } from 'typeorm';
import { SETTINGS, type Settings } from '../config/settings';
import { type HotRead, HotReads } from '../database/hot-reads';
import { UnitOfWork } from '../database/unit-of-work';
import { Clock } from '../kernel/clock';
import { Randomness } from '../kernel/randomness';
import { PersonalKey } from './data/personal-key.entity';
import { KEY_BYTES, NONCE_BYTES, openBytes, openText, sealBytes, sealText } from './domain/sealing';

/**
 * Keeps what identifies a person readable only while a key of that person's (or certificate's) own exists, so that an
 * append-only table can hold it and it can still be erased for ever.
 */
@Injectable()
export class Vault {
  private readonly keyEncryptionKey: Buffer;
  private readonly anyKeyOf: HotRead<{ subjectId: string }>;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
    hotReads: HotReads,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.anyKeyOf = hotReads.prepare('SELECT "subjectId" FROM "personal_key" WHERE "subjectId" = $1');
    this.keyEncryptionKey = settings.keyEncryptionKey ?? keyFileIn(settings.dataDir, randomness);
  }

  /** Seals under the subject's key, made at the first use. Belongs inside an action. */
  async seal(subjectId: string, plain: string): Promise<string> {
    return sealText(await this.keyOf(subjectId), this.randomness.bytes(NONCE_BYTES), plain, subjectId);
  }

  /** The text, or `null` where the subject has been erased. */
  async open(subjectId: string, sealed: string): Promise<string | null> {
    const key = await this.findKey(subjectId);
    return key && openText(key, sealed, subjectId);
  }

  /** Opens many texts with one look at the keys; the answers stand in the order of the questions. */
  async openAll(items: readonly { subjectId: string; sealed: string }[]): Promise<(string | null)[]> {
    const subjects = [...new Set(items.map(({ subjectId }) => subjectId))];
    const rows = subjects.length === 0 ? [] : await this.keys.findBy({ subjectId: In(subjects) });
    const keys = new Map(rows.map((row) => [row.subjectId, this.unwrap(row)]));
    return items.map(({ subjectId, sealed }) => {
      const key = keys.get(subjectId);
      return key ? openText(key, sealed, subjectId) : null;
    });
  }

  /** Like `seal`, for a document's bytes. */
  async sealBytes(subjectId: string, plain: Buffer): Promise<Buffer> {
    return sealBytes(await this.keyOf(subjectId), this.randomness.bytes(NONCE_BYTES), plain, subjectId);
  }

  async openBytes(subjectId: string, sealed: Buffer): Promise<Buffer | null> {
    const key = await this.findKey(subjectId);
    return key && openBytes(key, sealed, subjectId);
  }

  /** Seals a secret of the house itself (a signing key) directly under the key-encryption key. */
  sealForHouse(name: string, plain: string): string {
    return sealText(this.keyEncryptionKey, this.randomness.bytes(NONCE_BYTES), plain, `house/${name}`);
  }

  openForHouse(name: string, sealed: string): string {
    return openText(this.keyEncryptionKey, sealed, `house/${name}`);
  }

  /** A keyed hash: recognises a value again without keeping it, and tells nothing to whoever lacks the key. */
  fingerprint(purpose: string, plain: string): string {
    const key = createHmac('sha256', this.keyEncryptionKey).update(`fingerprint/${purpose}`).digest();
    return createHmac('sha256', key).update(plain).digest('hex');
  }

  /** Whether the key-encryption key opens what it sealed: false after a wrong key was configured. */
  async isUsable(): Promise<boolean> {
    const [any] = await this.keys.find({ take: 1 });
    try {
      if (any) this.unwrap(any);
      return true;
    } catch {
      return false;
    }
  }

  /** Whether what was sealed for the subject can still be read: false once it was erased. One cheap query. */
  async canOpen(subjectId: string): Promise<boolean> {
    return (await this.anyKeyOf(subjectId)) !== undefined;
  }

  /** Those of the subjects of whom `canOpen` holds, with one look at the keys. */
  async openableAmong(subjectIds: readonly string[]): Promise<Set<string>> {
    const openable = new Set<string>();
    for (let from = 0; from < subjectIds.length; from += 500) {
      const where = { subjectId: In(subjectIds.slice(from, from + 500)) };
      for (const { subjectId } of await this.keys.find({ where, select: { subjectId: true } })) openable.add(subjectId);
    }
    return openable;
  }

  /** Destroys the subject's key. Whatever was sealed under it can never be read again. */
  async erase(subjectId: string): Promise<void> {
    await this.keys.delete({ subjectId });
  }

  private get keys() {
    return this.unitOfWork.manager.getRepository(PersonalKey);
  }

  private unwrap(row: PersonalKey): Buffer {
    return Buffer.from(openText(this.keyEncryptionKey, row.wrappedKey, row.subjectId), 'base64');
  }

  private async findKey(subjectId: string): Promise<Buffer | null> {
    const row = await this.keys.findOneBy({ subjectId });
    return row && this.unwrap(row);
  }

  private async keyOf(subjectId: string): Promise<Buffer> {
    const existing = await this.findKey(subjectId);
    if (existing) return existing;
    const key = this.randomness.bytes(KEY_BYTES);
    const wrappedKey = sealText(
      this.keyEncryptionKey,
      this.randomness.bytes(NONCE_BYTES),
      key.toString('base64'),
      subjectId,
    );
    // Two first uses at once on PostgreSQL: the second waits for the first, then takes the key that it made.
    await this.keys
      .createQueryBuilder()
      .insert()
      .values({ subjectId, wrappedKey, createdAt: this.clock.now() })
      .orIgnore()
      .execute();
    return (await this.findKey(subjectId)) as Buffer;
  }
}

const KEY_FILE = 'key-encryption-key';

/** Outside production the key is made once and kept beside the data, readable by its owner only. */
function keyFileIn(dataDir: string, randomness: Randomness): Buffer {
  const file = path.join(dataDir, KEY_FILE);
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    try {
      writeFileSync(file, randomness.bytes(KEY_BYTES).toString('base64'), { mode: 0o600, flag: 'wx' });
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault;
    }
  }
  return Buffer.from(readFileSync(file, 'utf8'), 'base64');
}
