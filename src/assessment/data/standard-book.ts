import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { UnitOfWork } from '../../database/unit-of-work';
import { digestOf } from '../../kernel/canonical-json';
import { Clock } from '../../kernel/clock';
import { Ids } from '../../kernel/ids';
import type { QuizContent } from '../quiz-content';
import { CutScoreDecision } from './cut-score-decision.entity';
import { CutScore } from './cut-score.entity';
import { QuizVersion } from './quiz-version.entity';
import { StandardJudge } from './standard-judge.entity';
import { StandardRating } from './standard-rating.entity';
import { StandardRoundClosing } from './standard-round-closing.entity';
import { StandardSetting } from './standard-setting.entity';

/** A panel with all that happened on it. */
export interface Panel {
  readonly setting: StandardSetting;
  readonly judgeIds: readonly string[];
  /** The newest of each judge in each round. */
  readonly ratings: readonly StandardRating[];
  readonly closings: readonly StandardRoundClosing[];
}

/** A cut score that counts. */
export interface CutInForce {
  readonly cut: CutScore;
  readonly method: StandardSetting['method'];
  /** Versions that its judges have seen of what is drawn: of others it says nothing. `null`: nothing is drawn. */
  readonly drawnFrom: ReadonlySet<string> | null;
  readonly since: Date;
}

interface ApprovedRow {
  readonly id: string;
  readonly method: StandardSetting['method'];
  readonly drawnFrom: string | null;
  readonly decidedAt: string;
}

/** What is asked of candidates, and for how much: a cut score holds for whatever asks the same. */
export function askedDigestOf({ slots, pools = [] }: Pick<QuizContent, 'slots' | 'pools'>): string {
  return digestOf({ slots, pools });
}

/** Panels, what their judges said, and the cut scores that came of it. */
@Injectable()
export class StandardBook {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async call(setting: Omit<StandardSetting, 'id' | 'calledAt'>, judgeIds: readonly string[]): Promise<StandardSetting> {
    const called = { id: this.ids.next(), ...setting, calledAt: this.clock.now() };
    await this.manager.getRepository(StandardSetting).insert(called);
    const rows = judgeIds.map((judgeId) => ({ id: this.ids.next(), settingId: called.id, judgeId }));
    if (rows.length > 0) await this.manager.getRepository(StandardJudge).insert(rows);
    return called;
  }

  async find(settingId: string): Promise<Panel | null> {
    const setting = await this.manager.getRepository(StandardSetting).findOneBy({ id: settingId });
    if (!setting) return null;
    const judges = await this.manager.getRepository(StandardJudge).find({ where: { settingId }, order: { judgeId: 'ASC' } });
    const all = await this.manager
      .getRepository(StandardRating)
      .find({ where: { settingId }, order: { round: 'ASC', judgeId: 'ASC', sequence: 'ASC' } });
    const newest = new Map(all.map((rating) => [`${rating.round}/${rating.judgeId}`, rating]));
    const closings = await this.manager
      .getRepository(StandardRoundClosing)
      .find({ where: { settingId }, order: { round: 'ASC' } });
    return { setting, judgeIds: judges.map(({ judgeId }) => judgeId), ratings: [...newest.values()], closings };
  }

  /** Newest first: those of a quiz, or of whoever is on them; all of them unless told. */
  async list({ quizId, memberId }: { quizId?: string; memberId?: string }): Promise<StandardSetting[]> {
    const query = this.manager.getRepository(StandardSetting).createQueryBuilder('setting');
    if (quizId) query.innerJoin(QuizVersion, 'version', 'version.id = setting.quizVersionId AND version.quizId = :quizId', { quizId });
    if (memberId) {
      query
        .leftJoin(StandardJudge, 'judge', 'judge.settingId = setting.id AND judge.judgeId = :memberId', { memberId })
        .andWhere('(judge.id IS NOT NULL OR setting.chairId = :memberId)');
    }
    return query.orderBy('setting.id', 'DESC').getMany();
  }

  /** Belongs inside an action. */
  async rate(settingId: string, round: number, judgeId: string, ratings: StandardRating['ratings']): Promise<void> {
    const rows = this.manager.getRepository(StandardRating);
    const sequence = ((await rows.maximum('sequence', { settingId, round, judgeId })) ?? 0) + 1;
    const row = { id: this.ids.next(), settingId, round, judgeId, sequence, ratings, ratedAt: this.clock.now() };
    await rows.insert(row as object);
  }

  async close(settingId: string, round: number, closedById: string): Promise<void> {
    const row = { id: this.ids.next(), settingId, round, closedById, closedAt: this.clock.now() };
    await this.manager.getRepository(StandardRoundClosing).insert(row);
  }

  async propose(cut: Omit<CutScore, 'id' | 'number' | 'proposedAt'>): Promise<CutScore> {
    const cuts = this.manager.getRepository(CutScore);
    const number = ((await cuts.maximum('number', { settingId: cut.settingId })) ?? 0) + 1;
    const proposed = { id: this.ids.next(), number, ...cut, proposedAt: this.clock.now() };
    await cuts.insert(proposed);
    return proposed;
  }

  /** Of two who decide at once, one runs into the unique key. */
  async decide(decision: Omit<CutScoreDecision, 'id' | 'decidedAt'>): Promise<void> {
    await this.manager
      .getRepository(CutScoreDecision)
      .insert({ id: this.ids.next(), ...decision, decidedAt: this.clock.now() });
  }

  async findCut(cutScoreId: string): Promise<{ cut: CutScore; decision: CutScoreDecision | null } | null> {
    const cut = await this.manager.getRepository(CutScore).findOneBy({ id: cutScoreId });
    return cut && { cut, decision: await this.manager.getRepository(CutScoreDecision).findOneBy({ cutScoreId }) };
  }

  /** Of panels, the newest first. */
  async cutsOf(settingIds: readonly string[]): Promise<{ cut: CutScore; decision: CutScoreDecision | null }[]> {
    if (settingIds.length === 0) return [];
    const cuts = await this.manager
      .getRepository(CutScore)
      .find({ where: { settingId: In([...settingIds]) }, order: { id: 'DESC' } });
    const ids = cuts.map(({ id }) => id);
    const rows = ids.length === 0 ? [] : await this.manager.getRepository(CutScoreDecision).findBy({ cutScoreId: In(ids) });
    const decisions = new Map(rows.map((row) => [row.cutScoreId, row]));
    return cuts.map((cut) => ({ cut, decision: decisions.get(cut.id) ?? null }));
  }

  /** Every cut score that was approved for what is asked, the first one first. */
  async approvedFor(askedDigest: string): Promise<CutInForce[]> {
    const rows = await this.manager.sql<ApprovedRow[]>`
      SELECT c."id", s."method", s."drawnFrom", d."decidedAt" FROM "cut_score" c JOIN "cut_score_decision" d ON d."cutScoreId" = c."id"
      JOIN "standard_setting" s ON s."id" = c."settingId"
      WHERE c."askedDigest" = ${askedDigest} AND d."outcome" = 'approved' ORDER BY d."decidedAt", d."id"`;
    if (rows.length === 0) return [];
    const cuts = await this.manager.getRepository(CutScore).findBy({ id: In(rows.map(({ id }) => id)) });
    const byId = new Map(cuts.map((cut) => [cut.id, cut]));
    return rows.map(({ id, method, drawnFrom, decidedAt }) => ({
      ...{ cut: byId.get(id) as CutScore, method },
      drawnFrom: drawnFrom === null ? null : new Set((JSON.parse(drawnFrom) as string[][]).flat()),
      since: new Date(decidedAt),
    }));
  }

  /** The newest cut score that was approved for a station, by its name; `null`: no panel has set what passes there. */
  async ofStation(station: string): Promise<Omit<CutInForce, 'drawnFrom'> | null> {
    const [row] = await this.manager.sql<Omit<ApprovedRow, 'drawnFrom'>[]>`
      SELECT c."id", s."method", d."decidedAt" FROM "standard_setting" s JOIN "cut_score" c ON c."settingId" = s."id"
      JOIN "cut_score_decision" d ON d."cutScoreId" = c."id"
      WHERE s."station" = ${station} AND d."outcome" = 'approved' ORDER BY d."decidedAt" DESC, d."id" DESC LIMIT 1`;
    if (!row) return null;
    const cut = await this.manager.getRepository(CutScore).findOneByOrFail({ id: row.id });
    return { cut, method: row.method, since: new Date(row.decidedAt) };
  }

  private get manager() {
    return this.unitOfWork.manager;
  }
}
