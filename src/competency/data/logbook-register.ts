import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { UnitOfWork } from '../../database/unit-of-work';
import { Clock } from '../../kernel/clock';
import { Ids } from '../../kernel/ids';
import { cursorKey, DEFAULT_LIMIT, PageRequest } from '../../kernel/listing';
import { Vault } from '../../vault/vault.service';
import type { LogbookState, SessionWords } from '../domain/logbook';
import { LogbookDecision } from './logbook-decision.entity';
import { LogbookEntry } from './logbook-entry.entity';
import { openSealed } from './open-sealed';

export type NewLogbookEntry = Omit<LogbookEntry, 'id' | 'sealed' | 'hasAdverseEvent' | 'writtenAt'> & {
  readonly words: SessionWords;
};

/** An entry, the supervisor's decision if there is one, and the id of the entry that sets it right. */
export interface KnownEntry {
  readonly entry: LogbookEntry;
  readonly decision: LogbookDecision | null;
  readonly correctedBy: string | null;
}

/** An entry with its words, which are `null` once the trainee has been erased. */
export interface ReadableEntry extends KnownEntry {
  readonly words: SessionWords | null;
  readonly comment: string | null;
}

/** Whose entries, or the entries that concern somebody: written by them or waiting for their word. */
export interface LogbookFilter {
  readonly writtenBy?: string;
  readonly concerning?: string;
  readonly state?: LogbookState;
}

/** Reads and writes logbook entries and what supervisors made of them. */
@Injectable()
export class LogbookRegister {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly vault: Vault,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async enter({ words, ...given }: NewLogbookEntry): Promise<LogbookEntry> {
    const row: LogbookEntry = {
      id: this.ids.next(),
      ...given,
      hasAdverseEvent: words.adverseEvent !== undefined,
      sealed: await this.vault.seal(given.personId, JSON.stringify(words)),
      writtenAt: this.clock.now(),
    };
    await this.entries.insert(row);
    return row;
  }

  async decide(
    { id: entryId, personId }: LogbookEntry,
    outcome: LogbookDecision['outcome'],
    comment: string | null,
    byId: string,
  ): Promise<LogbookDecision> {
    const sealedComment = comment === null ? null : await this.vault.seal(personId, comment);
    const row = { id: this.ids.next(), entryId, outcome, byId, sealedComment, decidedAt: this.clock.now() };
    await this.decisions.insert(row);
    return row;
  }

  async find(id: string): Promise<KnownEntry | null> {
    const entry = await this.entries.findOneBy({ id });
    return entry && (await this.known([entry]))[0];
  }

  /** Newest first, one more than asked for. */
  async list({ writtenBy, concerning, state }: LogbookFilter, page: PageRequest): Promise<KnownEntry[]> {
    const query = this.entries.createQueryBuilder('entry').where('1 = 1');
    if (writtenBy) query.andWhere('entry.personId = :writtenBy', { writtenBy });
    if (concerning) {
      query.andWhere('(entry.personId = :concerning OR entry.supervisorId = :concerning)', { concerning });
    }
    if (state) {
      query.leftJoin(LogbookDecision, 'decision', 'decision.entryId = entry.id');
      if (state === 'waiting') query.andWhere('decision.id IS NULL');
      else query.andWhere('decision.outcome = :state', { state });
    }
    const before = cursorKey(page);
    if (before !== null) query.andWhere('entry.id < :before', { before });
    return this.known(await query.orderBy('entry.id', 'DESC').limit((page.limit ?? DEFAULT_LIMIT) + 1).getMany());
  }

  /** Verified by then, in the order in which they were written. */
  async verifiedUntil(personId: string, until: Date): Promise<(KnownEntry & { decision: LogbookDecision })[]> {
    const known = await this.known(await this.entries.find({ where: { personId }, order: { id: 'ASC' } }));
    return known.filter(
      (one): one is KnownEntry & { decision: LogbookDecision } =>
        one.decision?.outcome === 'verified' && one.decision.decidedAt <= until,
    );
  }

  async readable<Known extends KnownEntry>(known: readonly Known[]): Promise<(Known & ReadableEntry)[]> {
    const texts = await openSealed(
      this.vault,
      known.flatMap(({ entry: { personId: subjectId, sealed }, decision }) => [
        { subjectId, sealed },
        { subjectId, sealed: decision?.sealedComment ?? null },
      ]),
    );
    return known.map((one, index) => {
      const [words, comment] = texts.slice(2 * index);
      return { ...one, words: words === null ? null : (JSON.parse(words) as SessionWords), comment };
    });
  }

  private async known(entries: readonly LogbookEntry[]): Promise<KnownEntry[]> {
    if (entries.length === 0) return [];
    const ids = entries.map(({ id }) => id);
    const decisions = await this.decisions.findBy({ entryId: In(ids) });
    const corrections = await this.entries.findBy({ corrects: In(ids) });
    const decisionOf = new Map(decisions.map((row) => [row.entryId, row]));
    const correctionOf = new Map(corrections.map((row) => [row.corrects, row.id]));
    return entries.map((entry) => ({
      entry,
      decision: decisionOf.get(entry.id) ?? null,
      correctedBy: correctionOf.get(entry.id) ?? null,
    }));
  }

  private get entries() {
    return this.unitOfWork.manager.getRepository(LogbookEntry);
  }

  private get decisions() {
    return this.unitOfWork.manager.getRepository(LogbookDecision);
  }
}
