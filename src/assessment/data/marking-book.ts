import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { UnitOfWork } from '../../database/unit-of-work';
import { Clock } from '../../kernel/clock';
import { Ids } from '../../kernel/ids';
import type { MarkingPlan } from '../domain/marking/marking';
import { AttemptItem } from './attempt-item.entity';
import { EssayMark } from './essay-mark.entity';
import { MarkingPlanRow } from './marking-plan.entity';

/** An answer that people mark, with its place. */
export interface EssayAnswer {
  /** Of its attempt item. */
  readonly id: string;
  readonly attemptId: string;
  readonly personId: string;
  readonly quizId: string;
  readonly questionVersionId: string;
  readonly maxMark: number;
}

/** What people mark, and the marks they gave. */
@Injectable()
export class MarkingBook {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Every answer without which its attempt waits, by the runs in force, or those that wait for a panel. */
  awaiting(): Promise<EssayAnswer[]> {
    const now = this.clock.now().toISOString();
    return this.manager.sql<EssayAnswer[]>`
      SELECT i."id", i."attemptId", a."personId", a."quizId", i."questionVersionId", i."maxMark"
      FROM "question_card" c JOIN "attempt_item" i ON i."questionVersionId" = c."id"
      JOIN "attempt" a ON a."id" = i."attemptId"
      JOIN "scoring_run" r ON r."attemptId" = a."id" AND (r."inForceFrom" IS NULL OR r."inForceFrom" <= ${now})
      JOIN "item_score" x ON x."scoringRunId" = r."id" AND x."attemptItemId" = i."id"
      WHERE c."type" = 'essay' AND x."evidence" LIKE '%"awaitsMarking":true%'
        AND NOT EXISTS (SELECT 1 FROM "scoring_run" l WHERE l."attemptId" = a."id" AND (l."inForceFrom" IS NULL OR l."inForceFrom" <= ${now})
                        AND l."number" > r."number")
      ORDER BY i."id"`;
  }

  /** `null`: there is none, or it is not of an attempt that was handed in. */
  async answer(attemptItemId: string): Promise<EssayAnswer | null> {
    const [row] = await this.manager.sql<EssayAnswer[]>`
      SELECT i."id", i."attemptId", a."personId", a."quizId", i."questionVersionId", i."maxMark"
      FROM "attempt_item" i JOIN "attempt" a ON a."id" = i."attemptId"
      JOIN "question_card" c ON c."id" = i."questionVersionId" AND c."type" = 'essay'
      JOIN "attempt_submission" s ON s."attemptId" = a."id" AND s."reason" <> 'void'
      WHERE i."id" = ${attemptItemId}`;
    return row ?? null;
  }

  /** By answer, each in its order. */
  async marksOf(attemptItemIds: readonly string[]): Promise<Map<string, EssayMark[]>> {
    const marks = new Map<string, EssayMark[]>(attemptItemIds.map((id) => [id, []]));
    if (attemptItemIds.length === 0) return marks;
    const where = { attemptItemId: In([...attemptItemIds]) };
    const rows = await this.manager.getRepository(EssayMark).find({ where, order: { sequence: 'ASC' } });
    for (const row of rows) marks.get(row.attemptItemId)?.push(row);
    return marks;
  }

  /** Those of one attempt. */
  async marksIn(attemptId: string): Promise<EssayMark[]> {
    return this.manager
      .getRepository(EssayMark)
      .createQueryBuilder('mark')
      .innerJoin(AttemptItem, 'item', 'item.id = mark.attemptItemId')
      .where('item.attemptId = :attemptId', { attemptId })
      .orderBy('mark.sequence', 'ASC')
      .getMany();
  }

  /** Those of everybody who sat a quiz, with the question version that each marks. */
  async marksAt(quizId: string): Promise<{ mark: EssayMark; questionVersionId: string }[]> {
    const rows = await this.manager.sql<{ id: string; questionVersionId: string }[]>`
      SELECT m."id", i."questionVersionId" FROM "essay_mark" m JOIN "attempt_item" i ON i."id" = m."attemptItemId"
      JOIN "attempt" a ON a."id" = i."attemptId" WHERE a."quizId" = ${quizId}`;
    const versions = new Map(rows.map(({ id, questionVersionId }) => [id, questionVersionId]));
    const marks = await this.manager.getRepository(EssayMark).find({
      where: { id: In([...versions.keys()]) },
      order: { attemptItemId: 'ASC', sequence: 'ASC' },
    });
    return marks.map((mark) => ({ mark, questionVersionId: versions.get(mark.id) as string }));
  }

  /** Belongs inside an action. Of two who mark at once, one runs into the unique key: a conflict. */
  async give(mark: Omit<EssayMark, 'id'>): Promise<EssayMark> {
    const given = { id: this.ids.next(), ...mark };
    await this.manager.getRepository(EssayMark).insert(given);
    return given;
  }

  /** `null`: nobody has made one. */
  async planOf(quizId: string): Promise<MarkingPlan | null> {
    const [newest] = await this.manager
      .getRepository(MarkingPlanRow)
      .find({ where: { quizId }, order: { sequence: 'DESC' }, take: 1 });
    return newest ? { doubleShare: newest.doubleShare, tolerance: newest.tolerance } : null;
  }

  async setPlan(quizId: string, { doubleShare, tolerance }: MarkingPlan, setById: string): Promise<void> {
    const plans = this.manager.getRepository(MarkingPlanRow);
    const sequence = ((await plans.maximum('sequence', { quizId })) ?? 0) + 1;
    await plans.insert({ id: this.ids.next(), quizId, sequence, doubleShare, tolerance, setById, setAt: this.clock.now() });
  }

  private get manager() {
    return this.unitOfWork.manager;
  }
}
