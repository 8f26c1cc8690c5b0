import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work';
import { Clock } from '../kernel/clock';
import { cursorKey, DEFAULT_LIMIT, Listing, PageRequest, pageOf } from '../kernel/listing';
import { Actor, AuditFacts, Subject } from './actor';
import { AuditEntry } from './data/audit-entry.entity';
import { Break, findBreak, GENESIS, hashOf } from './domain/chain';

const BATCH = 1000;

/** Who did what, when: written inside the action that it records, so that neither stands without the other. */
@Injectable()
export class AuditTrail {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async record(action: string, actor: Actor, subject: Subject, facts: AuditFacts = {}): Promise<void> {
    if (!this.unitOfWork.isRunning) throw new Error(`${action} must be recorded inside the action that it records`);
    await this.unitOfWork.hold('audit-trail');
    const entries = this.unitOfWork.manager.getRepository(AuditEntry);
    const [last] = await entries.find({ order: { sequence: 'DESC' }, take: 1 });
    const entry = {
      sequence: (last?.sequence ?? 0) + 1,
      at: this.clock.now(),
      action,
      actorId: actor.id,
      actorName: actor.kind === 'person' ? 'person' : actor.name,
      subjectType: subject.type,
      subjectId: subject.id,
      facts,
      previousHash: last?.hash ?? GENESIS,
    };
    await entries.insert({ ...entry, hash: hashOf(entry) });
  }

  /** Newest first. */
  async list(page: PageRequest, filter: { subjectId?: string } = {}): Promise<Listing<AuditEntry>> {
    const query = this.unitOfWork.manager.getRepository(AuditEntry).createQueryBuilder('entry');
    const after = cursorKey(page, (key) => /^[1-9]\d{0,8}$/.test(key));
    if (after !== null) query.andWhere('entry.sequence < :after', { after: Number(after) });
    if (filter.subjectId) query.andWhere('entry.subjectId = :subjectId', filter);
    const rows = await query
      .orderBy('entry.sequence', 'DESC')
      .take((page.limit ?? DEFAULT_LIMIT) + 1)
      .getMany();
    return pageOf(rows, page, ({ sequence }) => String(sequence));
  }

  /** Walks the whole chain and stops at the first entry that does not fit. */
  async verify(): Promise<{ entries: number; head: string; firstBreak: Break | null }> {
    const repository = this.unitOfWork.manager.getRepository(AuditEntry);
    let previous: AuditEntry | null = null;
    let entries = 0;
    for (;;) {
      const batch: AuditEntry[] = await repository
        .createQueryBuilder('entry')
        .where('entry.sequence > :after', { after: previous?.sequence ?? 0 })
        .orderBy('entry.sequence', 'ASC')
        .take(BATCH)
        .getMany();
      for (const entry of batch) {
        const firstBreak = findBreak(previous, entry);
        if (firstBreak) return { entries, head: previous?.hash ?? GENESIS, firstBreak };
        previous = entry;
        entries += 1;
      }
      if (batch.length < BATCH) return { entries, head: previous?.hash ?? GENESIS, firstBreak: null };
    }
  }
}
