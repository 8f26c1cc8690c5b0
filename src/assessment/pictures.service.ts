import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { UnitOfWork } from '../database/unit-of-work';
import { sha256Hex } from '../kernel/canonical-json';
import { Clock } from '../kernel/clock';
import { DomainError, NotFound } from '../kernel/errors';
import { Ids } from '../kernel/ids';
import { Media } from './data/media.entity';
import type { MediaFile } from './domain/exchange/exchange';
import { mediaTypeOf } from './domain/exchange/media';
import { harmlessSvg, isPictureType, mostBytes, PICTURE_TYPES } from './domain/picture';

/** Bytes of one picture. */
export const PICTURE_BYTES = Math.max(...PICTURE_TYPES.map(mostBytes));

export interface Picture {
  /** As a question names it. */
  readonly src: string;
  readonly type: string;
  readonly size: number;
}

/** Pictures of questions, each named by its own bytes and kept once. */
@Injectable()
export class Pictures {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** A picture that came with a question, by the name and the bytes under which it was found to be harmless. */
  async keepArrived({ path, mediaType, bytes }: MediaFile): Promise<void> {
    await this.enter(path.replace(/^media\//, ''), mediaType, Buffer.from(bytes));
  }

  /** @throws DomainError 415 for what is no picture that is shown here, 413 for one that is too large */
  keep(bytes: Buffer): Promise<Picture> {
    const { type, content } = safe(bytes);
    return this.unitOfWork.run(async () => {
      const digest = sha256Hex(content);
      await this.enter(digest, type, content);
      return { src: `media/${digest}`, type, size: content.length };
    });
  }

  /** @throws NotFound */
  async get(digest: string): Promise<{ type: string; content: Buffer }> {
    const found = await this.media.findOneBy({ digest });
    if (!found) throw new NotFound('That picture');
    return { type: found.type, content: Buffer.from(found.content) };
  }

  /** Those of these names that are kept. */
  async among(sources: readonly string[]): Promise<Map<string, { type: string; content: Buffer }>> {
    const digests = sources.map((src) => src.replace(/^media\//, ''));
    const rows = digests.length === 0 ? [] : await this.media.findBy({ digest: In(digests) });
    return new Map(
      rows.map(({ digest, type, content }) => [`media/${digest}`, { type, content: Buffer.from(content) }]),
    );
  }

  /** Which of these names are kept. */
  async keptOf(sources: readonly string[]): Promise<Set<string>> {
    const kept = new Set<string>();
    for (let from = 0; from < sources.length; from += 500) {
      const digests = sources.slice(from, from + 500).map((src) => src.replace(/^media\//, ''));
      const rows = await this.media.find({ where: { digest: In(digests) }, select: { digest: true } });
      for (const { digest } of rows) kept.add(`media/${digest}`);
    }
    return kept;
  }

  private async enter(digest: string, type: string, content: Buffer): Promise<void> {
    const row = { id: this.ids.next(), digest, type, size: content.length, content, recordedAt: this.clock.now() };
    await this.media.createQueryBuilder().insert().values(row).orIgnore().execute();
  }

  private get media() {
    return this.unitOfWork.manager.getRepository(Media);
  }
}

function safe(bytes: Buffer): { type: string; content: Buffer } {
  const type = mediaTypeOf(bytes);
  if (!isPictureType(type)) {
    const known = PICTURE_TYPES.map((one) => one.replace('image/', '')).join(', ');
    throw new DomainError('unsupported-media', 'unsupported-media', `That is no picture that is shown here: ${known}.`);
  }
  const limit = mostBytes(type);
  if (bytes.length > limit) {
    throw new DomainError(
      'payload-too-large',
      'payload-too-large',
      `A picture of that kind has at most ${limit} bytes.`,
      { limit },
    );
  }
  if (type !== 'image/svg+xml') return { type, content: bytes };
  const drawing = harmlessSvg(bytes.toString('utf8'));
  if (drawing === null) {
    throw new DomainError('unsupported-media', 'unsupported-media', 'That drawing declares more than a drawing needs.');
  }
  return { type, content: Buffer.from(drawing) };
}
