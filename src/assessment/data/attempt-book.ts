import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { UnitOfWork } from '../../database/unit-of-work';
import { canonicalJson } from '../../kernel/canonical-json';
import { Ids } from '../../kernel/ids';
import { cursorKey, DEFAULT_LIMIT, Listing, PageRequest, pageOf } from '../../kernel/listing';
import type { ItemScore } from '../domain/projection';
import type { Order } from '../domain/shuffle';
import type { Response } from '../domain/types/registry';
import { AttemptItem } from './attempt-item.entity';
import { AttemptSubmission } from './attempt-submission.entity';
import { Attempt } from './attempt.entity';
import { ItemScoreRecord } from './item-score.entity';
import { ResponseEvent } from './response-event.entity';
import { ScoringRun } from './scoring-run.entity';

/** Everything that one autosave must know, read in one go. */
export interface Place {
  readonly personId: string;
  readonly deadlineAt: Date;
  readonly graceSeconds: number;
  readonly isSubmitted: boolean;
  readonly attemptItemId: string;
  readonly questionVersionId: string;
  readonly quizVersionId: string;
  /** The newest response to this item, if any was saved. */
  readonly last: {
    readonly sequence: number;
    /** Canonical JSON; `null` cleared the question. */
    readonly payload: string | null;
    readonly certainty: number | null;
    readonly savedAt: string;
    readonly receipt: string;
  } | null;
}

export interface ResponseToSave {
  readonly attemptItemId: string;
  readonly sequence: number;
  readonly response: Response | null;
  readonly certainty: number | null;
  readonly savedAt: string;
  readonly receipt: string;
}

export interface AttemptWithEnd {
  readonly attempt: Attempt;
  /** `null` while it is open. */
  readonly submission: AttemptSubmission | null;
}

/** The newest run that counts at a moment. */
function newestInForce(runs: readonly ScoringRun[], at: Date): ScoringRun | null {
  const inForce = runs.filter(({ inForceFrom }) => inForceFrom !== null && inForceFrom <= at);
  return inForce.reduce<ScoringRun | null>((newest, run) => (newest && newest.number > run.number ? newest : run), null);
}

/** Far more than a quiz has; beyond PostgreSQL's `integer` a number could not even be asked for. */
const LAST_SLOT = 10_000;

/** The attempts with everything that happened in them. */
@Injectable()
export class AttemptBook {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
  ) {}

  /**
   * Makes whoever writes into the same attempt wait until this action is over, so that no response is acknowledged
   * behind the back of the scoring. On SQLite actions queue anyway.
   *
   * It is a statement of its own, and comes first: PostgreSQL reads a statement's tables as they stood before it waited,
   * so a submission that committed meanwhile is seen by the next statement only.
   */
  async hold(attemptId: string): Promise<void> {
    if (this.manager.connection.options.type !== 'postgres') return;
    await this.manager.sql`SELECT 1 FROM "attempt" WHERE "id" = ${attemptId} FOR UPDATE`;
  }

  async enter(
    attempt: Omit<Attempt, 'id'>,
    items: readonly { slot: number; questionVersionId: string; optionOrder: Order; maxMark: number }[],
  ): Promise<Attempt> {
    const entered = { id: this.ids.next(), ...attempt };
    await this.manager.getRepository(Attempt).insert(entered);
    const rows = items.map((item) => ({ id: this.ids.next(), attemptId: entered.id, ...item }));
    await this.manager.getRepository(AttemptItem).insert(rows);
    return entered;
  }

  find(attemptId: string): Promise<Attempt | null> {
    return this.manager.getRepository(Attempt).findOneBy({ id: attemptId });
  }

  itemsOf(attemptId: string): Promise<AttemptItem[]> {
    return this.manager.getRepository(AttemptItem).find({ where: { attemptId }, order: { slot: 'ASC' } });
  }

  /** The newest event of each item: an attempt may have hundreds that were overtaken since. */
  newestEventsOf(attemptId: string): Promise<ResponseEvent[]> {
    return this.manager
      .getRepository(ResponseEvent)
      .createQueryBuilder('event')
      .innerJoin(AttemptItem, 'item', 'item.id = event.attemptItemId')
      .where('item.attemptId = :attemptId', { attemptId })
      .andWhere((query) => {
        const newest = query
          .subQuery()
          .select('MAX(other.sequence)')
          .from(ResponseEvent, 'other')
          .where('other.attemptItemId = event.attemptItemId');
        return `event.sequence = ${newest.getQuery()}`;
      })
      .getMany();
  }

  findSubmission(attemptId: string): Promise<AttemptSubmission | null> {
    return this.manager.getRepository(AttemptSubmission).findOneBy({ attemptId });
  }

  /** What one person has sat of one quiz, first attempt first. */
  async attemptsAt(personId: string, quizId: string): Promise<AttemptWithEnd[]> {
    const attempts = await this.manager
      .getRepository(Attempt)
      .find({ where: { personId, quizId }, order: { number: 'ASC' } });
    return this.withEnds(attempts);
  }

  /** Newest first. */
  async listOf(personId: string, page: PageRequest, quizId?: string): Promise<Listing<AttemptWithEnd>> {
    const query = this.manager
      .getRepository(Attempt)
      .createQueryBuilder('attempt')
      .where('attempt.personId = :personId', { personId });
    if (quizId) query.andWhere('attempt.quizId = :quizId', { quizId });
    const after = cursorKey(page);
    if (after !== null) query.andWhere('attempt.id < :after', { after });
    const rows = await query
      .orderBy('attempt.id', 'DESC')
      .take((page.limit ?? DEFAULT_LIMIT) + 1)
      .getMany();
    const { items, next } = pageOf(rows, page, ({ id }) => id);
    return { items: await this.withEnds(items), next };
  }

  /** Open attempts whose deadline was before a moment; their grace may still run. */
  openPastDeadline(moment: Date, personId?: string): Promise<Attempt[]> {
    const query = this.manager
      .getRepository(Attempt)
      .createQueryBuilder('attempt')
      .leftJoin(AttemptSubmission, 'submission', 'submission.attemptId = attempt.id')
      .where('submission.id IS NULL')
      .andWhere('attempt.deadlineAt < :moment', { moment: moment.toISOString() });
    if (personId) query.andWhere('attempt.personId = :personId', { personId });
    return query.orderBy('attempt.id', 'ASC').getMany();
  }

  /** `null` where there is no such attempt or slot. Raw: every autosave asks this. */
  async findPlace(attemptId: string, slot: number): Promise<Place | null> {
    if (slot < 1 || slot > LAST_SLOT) return null;
    const [row] = await this.manager.sql<PlaceRow[]>`
      SELECT a."personId", a."quizVersionId", a."deadlineAt", a."graceSeconds", s."id" AS "submissionId",
             i."id" AS "attemptItemId", i."questionVersionId",
             e."sequence", e."payload", e."certainty", e."receivedAt", e."receipt"
      FROM "attempt" a
      JOIN "attempt_item" i ON i."attemptId" = a."id"
      LEFT JOIN "attempt_submission" s ON s."attemptId" = a."id"
      LEFT JOIN "response_event" e ON e."attemptItemId" = i."id"
        AND e."sequence" = (SELECT MAX(l."sequence") FROM "response_event" l WHERE l."attemptItemId" = i."id")
      WHERE a."id" = ${attemptId} AND i."slot" = ${slot}`;
    if (!row) return null;
    const { personId, attemptItemId, questionVersionId, quizVersionId, graceSeconds } = row;
    return {
      personId,
      attemptItemId,
      questionVersionId,
      quizVersionId,
      graceSeconds,
      deadlineAt: new Date(row.deadlineAt),
      isSubmitted: row.submissionId !== null,
      last:
        row.sequence === null
          ? null
          : {
              sequence: row.sequence,
              payload: row.payload,
              certainty: row.certainty,
              savedAt: row.receivedAt as string,
              receipt: row.receipt as string,
            },
    };
  }

  async save({ attemptItemId, sequence, response, certainty, savedAt, receipt }: ResponseToSave): Promise<void> {
    const kind: ResponseEvent['kind'] = response === null ? 'clear' : 'autosave';
    const payload = response === null ? null : canonicalJson(response);
    await this.manager.sql`
      INSERT INTO "response_event"
        ("id", "attemptItemId", "sequence", "receivedAt", "kind", "payload", "certainty", "receipt")
      VALUES (${this.ids.next()}, ${attemptItemId}, ${sequence}, ${savedAt}, ${kind}, ${payload}, ${certainty}, ${receipt})`;
  }

  async close(submission: Omit<AttemptSubmission, 'id'>): Promise<void> {
    await this.manager.getRepository(AttemptSubmission).insert({ id: this.ids.next(), ...submission });
  }

  async recordRun(
    run: Omit<ScoringRun, 'id' | 'number'>,
    scores: readonly ItemScore[],
  ): Promise<ScoringRun> {
    const runs = this.manager.getRepository(ScoringRun);
    const number = ((await runs.maximum('number', { attemptId: run.attemptId })) ?? 0) + 1;
    const recorded = { id: this.ids.next(), number, ...run };
    await runs.insert(recorded);
    const rows = scores.map((score) => ({ id: this.ids.next(), scoringRunId: recorded.id, ...score }));
    if (rows.length > 0) await this.manager.getRepository(ItemScoreRecord).insert(rows as object[]);
    return recorded;
  }

  /** The run that counts for each attempt at a moment; an attempt without one is not among them. */
  async runsInForce(attemptIds: readonly string[], at: Date): Promise<Map<string, ScoringRun>> {
    if (attemptIds.length === 0) return new Map();
    const runs = await this.manager.getRepository(ScoringRun).findBy({ attemptId: In([...attemptIds]) });
    return new Map(
      attemptIds.flatMap((attemptId) => {
        const run = newestInForce(runs.filter((candidate) => candidate.attemptId === attemptId), at);
        return run ? [[attemptId, run]] : [];
      }),
    );
  }

  scoresOf(scoringRunId: string): Promise<ItemScoreRecord[]> {
    return this.manager.getRepository(ItemScoreRecord).findBy({ scoringRunId });
  }

  /** Every attempt of a person that had ended by a moment. */
  async endedBy(personId: string, moment: Date): Promise<AttemptWithEnd[]> {
    const attempts = await this.manager.getRepository(Attempt).find({ where: { personId }, order: { id: 'ASC' } });
    return (await this.withEnds(attempts)).filter(({ submission }) => submission && submission.endedAt <= moment);
  }

  private async withEnds(attempts: readonly Attempt[]): Promise<AttemptWithEnd[]> {
    const ids = attempts.map(({ id }) => id);
    const rows =
      ids.length === 0 ? [] : await this.manager.getRepository(AttemptSubmission).findBy({ attemptId: In(ids) });
    const ends = new Map(rows.map((row) => [row.attemptId, row]));
    return attempts.map((attempt) => ({ attempt, submission: ends.get(attempt.id) ?? null }));
  }

  private get manager() {
    return this.unitOfWork.manager;
  }
}

interface PlaceRow {
  readonly personId: string;
  readonly deadlineAt: string;
  readonly graceSeconds: number;
  readonly submissionId: string | null;
  readonly attemptItemId: string;
  readonly questionVersionId: string;
  readonly quizVersionId: string;
  readonly sequence: number | null;
  readonly payload: string | null;
  readonly certainty: number | null;
  readonly receivedAt: string | null;
  readonly receipt: string | null;
}
