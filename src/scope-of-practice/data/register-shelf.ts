import { Injectable } from '@nestjs/common';
import { type HotRead, HotReads } from '../../database/hot-reads';
import { UnitOfWork } from '../../database/unit-of-work';
import type { Register } from '../domain/register';
import { RecordedJurisdiction } from './recorded-jurisdiction.entity';
import { RecordedRule } from './recorded-rule.entity';
import { RegisterSeed } from './register-seed.entity';
import { RuleReview } from './rule-review.entity';
import { RuleVersion } from './rule-version.entity';

/** Where the register lies. It is small and changes seldom, so the whole of it is kept in memory between changes. */
@Injectable()
export class RegisterShelf {
  private kept: { readonly revision: string; readonly register: Promise<Register> } | null = null;

  private readonly counts: HotRead<Record<'places' | 'versions' | 'reviews', number | string>>;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    hotReads: HotReads,
  ) {
    this.counts = hotReads.prepare(
      `SELECT (SELECT COUNT(*) FROM "jurisdiction") AS "places",
              (SELECT COUNT(*) FROM "rule_version") AS "versions",
              (SELECT COUNT(*) FROM "rule_review") AS "reviews"`,
    );
  }

  /** Differs whenever anything was recorded since: rows are only ever added, so counting them tells. One cheap query. */
  async revision(): Promise<string> {
    const counts = await this.counts();
    return `${counts?.places}.${counts?.versions}.${counts?.reviews}`;
  }

  /** Everything ever recorded. Inside an action it is read afresh, for what the action writes may be rolled back. */
  async whole(): Promise<Register> {
    if (this.unitOfWork.isRunning) return this.read();
    const revision = await this.revision();
    if (this.kept?.revision !== revision) {
      const register = this.read();
      this.kept = { revision, register };
      register.catch(() => (this.kept = null));
    }
    return this.kept.register;
  }

  isSeeded(programme: string, contentDigest: string): Promise<boolean> {
    return this.unitOfWork.manager.getRepository(RegisterSeed).existsBy({ programme, contentDigest });
  }

  async putSeed(seed: RegisterSeed): Promise<void> {
    await this.unitOfWork.manager.getRepository(RegisterSeed).insert(seed);
  }

  async putJurisdictions(rows: readonly RecordedJurisdiction[]): Promise<void> {
    if (rows.length > 0) await this.unitOfWork.manager.getRepository(RecordedJurisdiction).insert([...rows]);
  }

  async putRules(rows: readonly RecordedRule[]): Promise<void> {
    if (rows.length > 0) await this.unitOfWork.manager.getRepository(RecordedRule).insert([...rows]);
  }

  async putVersion(version: RuleVersion): Promise<void> {
    await this.unitOfWork.manager.getRepository(RuleVersion).insert(version);
  }

  async putReview(review: RuleReview): Promise<void> {
    await this.unitOfWork.manager.getRepository(RuleReview).insert(review);
  }

  /** With what their reviewers noted, sealed as it lies; the one recorded last first. */
  reviewsOf(ruleVersionId: string): Promise<RuleReview[]> {
    return this.unitOfWork.manager
      .getRepository(RuleReview)
      .find({ where: { ruleVersionId }, order: { sequence: 'DESC' } });
  }

  private async read(): Promise<Register> {
    const { manager } = this.unitOfWork;
    // One after another: on SQLite they share a connection anyway, and inside an action a transaction.
    const jurisdictions = await manager.getRepository(RecordedJurisdiction).find();
    const rules = await manager.getRepository(RecordedRule).find();
    const versions = await manager.getRepository(RuleVersion).find({ order: { ruleId: 'ASC', sequence: 'ASC' } });
    const reviews = await manager.getRepository(RuleReview).find({ order: { sequence: 'ASC' } });
    return {
      jurisdictions,
      rules,
      versions,
      reviews: reviews.map(({ ruleVersionId, ...review }) => ({ ...review, versionId: ruleVersionId })),
    };
  }
}
