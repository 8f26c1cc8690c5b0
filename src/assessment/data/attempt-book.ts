import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { UnitOfWork } from '../../database/unit-of-work';
import { canonicalJson } from '../../kernel/canonical-json';
import { Ids } from '../../kernel/ids';
import { cursorKey, DEFAULT_LIMIT, Listing, PageRequest, pageOf } from '../../kernel/listing';
import { holdsFreeText } from '../domain/free-text';
import type { ItemScore } from '../domain/projection';
import type { Order } from '../domain/shuffle';
import type { Response } from '../domain/types/registry';
import { AttemptItem } from './attempt-item.entity';
import { AttemptSubmission } from './attempt-submission.entity';
import { Attempt } from './attempt.entity';
import { ItemScoreRecord } from './item-score.entity';
import { ResponseEvent } from './response-event.entity';
import { ScoringRun } from './scoring-run.entity';
import { SealedAnswers } from './sealed-answers';

/** Everything that one autosave must know, read in one go. */
export interface Place {
  readonly personId: string;
  /** As it stood at the start; what counts now is worked out with what follows. */
  readonly deadlineAt: Date;
  readonly graceSeconds: number;
  /** Added by somebody while it ran. */
  readonly addedMinutes: number;
  /** How long the clock may stand still in all; 0: it may not, and there are no breaks to look for. */
  readonly breakMinutes: number;
  readonly quizVersionId: string;
  readonly isSubmitted: boolean;
  readonly attemptItemId: string;
  readonly questionVersionId: string;
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
  /** Whose answer it is. */
  readonly personId: string;
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

/** A response event as it can be read. */
export type OpenedEvent = ResponseEvent & {
  /** It said something, in words that were erased with whoever typed them. */
  readonly isErased: boolean;
};

export interface NewRun {
  readonly run: Omit<ScoringRun, 'id' | 'number'>;
  readonly scores: readonly ItemScore[];
}

/** Rows that one statement inserts: well within what a database takes as parameters. */
const ROWS_AT_A_TIME = 200;

function* inChunks<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let from = 0; from < rows.length; from += ROWS_AT_A_TIME) yield rows.slice(from, from + ROWS_AT_A_TIME);
}

/** The newest run that counts at a moment. */
export function newestInForce(runs: readonly ScoringRun[], at: Date): ScoringRun | null {
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
    private readonly answers: SealedAnswers,
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

  /** By attempt: the question versions that it asked. */
  async askedIn(attemptIds: readonly string[]): Promise<Map<string, string[]>> {
    const asked = new Map<string, string[]>(attemptIds.map((id) => [id, []]));
    for (const some of inChunks(attemptIds)) {
      const select = { attemptId: true, questionVersionId: true } as const;
      const rows = await this.manager.getRepository(AttemptItem).find({ where: { attemptId: In([...some]) }, select });
      for (const { attemptId, questionVersionId } of rows) asked.get(attemptId)?.push(questionVersionId);
    }
    return asked;
  }

  itemsOf(attemptId: string): Promise<AttemptItem[]> {
    return this.manager.getRepository(AttemptItem).find({ where: { attemptId }, order: { slot: 'ASC' } });
  }

  /** The newest event of each item: an attempt may have hundreds that were overtaken since. */
  async newestEventsOf(attemptId: string): Promise<OpenedEvent[]> {
    const events = await this.manager
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
    const attempt = await this.find(attemptId);
    const payloads = events.map(({ payload }) => payload);
    const opened = attempt ? await this.answers.openAll(attempt.personId, payloads) : payloads;
    return events.map((event, index) => ({
      ...event,
      payload: opened[index],
      isErased: event.payload !== null && opened[index] === null,
    }));
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

  /** Open attempts whose deadline was before a moment, as it stood at their start: their time may still run. */
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

  /** Attempts that were scored and whose results wait for a panel: of a person, of a quiz, or all. */
  async heldBack({ personId, quizId }: { personId?: string; quizId?: string } = {}): Promise<Attempt[]> {
    const query = this.manager
      .getRepository(Attempt)
      .createQueryBuilder('attempt')
      .where(
        `attempt.id IN (SELECT "held"."attemptId" FROM "scoring_run" "held" WHERE "held"."inForceFrom" IS NULL
          AND NOT EXISTS (SELECT 1 FROM "scoring_run" "open" WHERE "open"."attemptId" = "held"."attemptId"
            AND "open"."inForceFrom" IS NOT NULL))`,
      );
    if (personId) query.andWhere('attempt.personId = :personId', { personId });
    if (quizId) query.andWhere('attempt.quizId = :quizId', { quizId });
    return query.orderBy('attempt.id', 'ASC').getMany();
  }

  /** `null` where there is no such attempt or slot. Raw: every autosave asks this. */
  async findPlace(attemptId: string, slot: number): Promise<Place | null> {
    if (slot < 1 || slot > LAST_SLOT) return null;
    const [row] = await this.manager.sql<PlaceRow[]>`
      SELECT a."personId", a."deadlineAt", a."graceSeconds", a."quizVersionId", s."id" AS "submissionId",
             COALESCE(t."breakMinutes", 0) AS "breakMinutes",
             (SELECT CAST(COALESCE(SUM(x."minutes"), 0) AS INTEGER) FROM "attempt_added_time" x
              WHERE x."attemptId" = a."id") AS "addedMinutes",
             i."id" AS "attemptItemId", i."questionVersionId",
             e."sequence", e."payload", e."certainty", e."receivedAt", e."receipt"
      FROM "attempt" a
      JOIN "attempt_item" i ON i."attemptId" = a."id"
      LEFT JOIN "attempt_timing" t ON t."attemptId" = a."id"
      LEFT JOIN "attempt_submission" s ON s."attemptId" = a."id"
      LEFT JOIN "response_event" e ON e."attemptItemId" = i."id"
        AND e."sequence" = (SELECT MAX(l."sequence") FROM "response_event" l WHERE l."attemptItemId" = i."id")
      WHERE a."id" = ${attemptId} AND i."slot" = ${slot}`;
    if (!row) return null;
    const { personId, attemptItemId, questionVersionId, quizVersionId, graceSeconds, addedMinutes, breakMinutes } = row;
    return {
      personId,
      attemptItemId,
      questionVersionId,
      quizVersionId,
      graceSeconds,
      addedMinutes,
      breakMinutes,
      deadlineAt: new Date(row.deadlineAt),
      isSubmitted: row.submissionId !== null,
      last:
        row.sequence === null
          ? null
          : {
              sequence: row.sequence,
              payload: row.payload && canonicalJson(await this.answers.open(personId, JSON.parse(row.payload) as Response)),
              certainty: row.certainty,
              savedAt: row.receivedAt as string,
              receipt: row.receipt as string,
            },
    };
  }

  async save({ personId, attemptItemId, sequence, response, certainty, savedAt, receipt }: ResponseToSave): Promise<void> {
    const kind: ResponseEvent['kind'] = response === null ? 'clear' : 'autosave';
    const kept = await this.answers.keep(personId, response);
    const payload = kept === null ? null : canonicalJson(kept);
    await this.manager.sql`
      INSERT INTO "response_event"
        ("id", "attemptItemId", "sequence", "receivedAt", "kind", "payload", "certainty", "receipt")
      VALUES (${this.ids.next()}, ${attemptItemId}, ${sequence}, ${savedAt}, ${kind}, ${payload}, ${certainty}, ${receipt})`;
  }

  async close(submission: Omit<AttemptSubmission, 'id'>): Promise<void> {
    await this.manager.getRepository(AttemptSubmission).insert({ id: this.ids.next(), ...submission });
  }

  async recordRun(run: NewRun['run'], scores: NewRun['scores']): Promise<ScoringRun> {
    const [recorded] = await this.recordRuns([{ run, scores }]);
    return recorded;
  }

  /** Runs of as many attempts, each numbered after the attempt's earlier ones; in the order in which they were given. */
  async recordRuns(runs: readonly NewRun[]): Promise<ScoringRun[]> {
    const numbers = await this.lastNumbersOf(runs.map(({ run }) => run.attemptId));
    const recorded = runs.map(({ run }) => ({
      id: this.ids.next(),
      number: (numbers.get(run.attemptId) ?? 0) + 1,
      ...run,
    }));
    const rows: object[] = [];
    for (const [index, { id: scoringRunId, attemptId }] of recorded.entries()) {
      for (const score of await this.sealedScores(attemptId, runs[index].scores)) {
        rows.push({ id: this.ids.next(), scoringRunId, ...score });
      }
    }
    for (const some of inChunks(recorded)) await this.manager.getRepository(ScoringRun).insert([...some]);
    for (const some of inChunks(rows)) await this.manager.getRepository(ItemScoreRecord).insert([...some]);
    return recorded;
  }

  /** What somebody typed is sealed in the evidence too. */
  private async sealedScores(attemptId: string, scores: readonly ItemScore[]): Promise<readonly ItemScore[]> {
    if (!scores.some(({ evidence: { response } }) => response !== null && holdsFreeText(response))) return scores;
    const { personId } = (await this.find(attemptId)) as Attempt;
    const sealed: ItemScore[] = [];
    for (const score of scores) {
      const response = await this.answers.keep(personId, score.evidence.response);
      sealed.push({ ...score, evidence: { ...score.evidence, response } });
    }
    return sealed;
  }

  private async lastNumbersOf(attemptIds: readonly string[]): Promise<Map<string, number>> {
    const numbers = new Map<string, number>();
    for (const some of inChunks(attemptIds)) {
      const rows = await this.manager
        .getRepository(ScoringRun)
        .createQueryBuilder('run')
        .select('run.attemptId', 'attemptId')
        .addSelect('MAX(run.number)', 'last')
        .where({ attemptId: In([...some]) })
        .groupBy('run.attemptId')
        .getRawMany<{ attemptId: string; last: number }>();
      for (const { attemptId, last } of rows) numbers.set(attemptId, Number(last));
    }
    return numbers;
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

  /** Every run of each attempt, the first one first. */
  async runsOfAll(attemptIds: readonly string[]): Promise<Map<string, ScoringRun[]>> {
    const runs = new Map<string, ScoringRun[]>(attemptIds.map((id) => [id, []]));
    for (const some of inChunks(attemptIds)) {
      const where = { attemptId: In([...some]) };
      const rows = await this.manager.getRepository(ScoringRun).find({ where, order: { number: 'ASC' } });
      for (const row of rows) runs.get(row.attemptId)?.push(row);
    }
    return runs;
  }

  /** Every run of an attempt, the first one first. */
  runsOf(attemptId: string): Promise<ScoringRun[]> {
    return this.manager.getRepository(ScoringRun).find({ where: { attemptId }, order: { number: 'ASC' } });
  }

  scoresOf(scoringRunId: string): Promise<ItemScoreRecord[]> {
    return this.manager.getRepository(ItemScoreRecord).findBy({ scoringRunId });
  }

  /** Which of the runs hold something that people have still to mark. */
  async awaitingAmong(scoringRunIds: readonly string[]): Promise<Set<string>> {
    const awaiting = new Set<string>();
    for (const some of inChunks(scoringRunIds)) {
      const rows = await this.manager
        .getRepository(ItemScoreRecord)
        .createQueryBuilder('score')
        .select('DISTINCT score.scoringRunId', 'id')
        .where('score.scoringRunId IN (:...some)', { some })
        .andWhere(`score.evidence LIKE '%"awaitsMarking":true%'`)
        .getRawMany<{ id: string }>();
      for (const { id } of rows) awaiting.add(id);
    }
    return awaiting;
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
  readonly quizVersionId: string;
  readonly breakMinutes: number;
  readonly addedMinutes: number;
  readonly submissionId: string | null;
  readonly attemptItemId: string;
  readonly questionVersionId: string;
  readonly sequence: number | null;
  readonly payload: string | null;
  readonly certainty: number | null;
  readonly receivedAt: string | null;
  readonly receipt: string | null;
}
