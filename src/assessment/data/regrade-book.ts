import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { QuestionDefinition } from '../../catalogue/question-definition';
import { UnitOfWork } from '../../database/unit-of-work';
import { Ids } from '../../kernel/ids';
import { cursorKey, DEFAULT_LIMIT, Listing, PageRequest, pageOf } from '../../kernel/listing';
import { questionOf } from '../authored';
import { stacked, type Treatments } from '../domain/regrade/treatment';
import { Attempt } from './attempt.entity';
import { QuestionVersion } from './question-version.entity';
import { RegradeDecision } from './regrade-decision.entity';
import { RegradeRun } from './regrade-run.entity';
import { Regrade, WrittenTreatment } from './regrade.entity';
import { ScoringRun } from './scoring-run.entity';

/** One version of a question that candidates of a quiz were asked. */
export interface AskedVersion {
  readonly id: string;
  readonly questionId: string;
  readonly slug: string;
  readonly number: number;
  readonly content: QuestionDefinition;
  readonly digest: string;
}

export interface WholeRegrade {
  readonly regrade: Regrade;
  /** `null`: it waits for a second person. */
  readonly decision: RegradeDecision | null;
}

/** Regrades of quizzes, and what became of them. */
@Injectable()
export class RegradeBook {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
  ) {}

  /** Whoever proposes or decides on regrades of a quiz does so one after the other, and while nobody scores. */
  takeTurn(quizId: string): Promise<void> {
    return this.unitOfWork.hold(regradesOf(quizId));
  }

  /**
   * Until this action is over no regrade of the quiz takes effect: whoever scores meanwhile would keep the old key. Comes
   * before anything else is held, so that nobody waits for one who waits for them.
   */
  holdOff(quizId: string): Promise<void> {
    return this.unitOfWork.hold(regradesOf(quizId), 'shared');
  }

  /** Every version that an attempt at the quiz asked, by question and number. */
  async askedVersions(quizId: string): Promise<AskedVersion[]> {
    const rows = await this.manager.sql<{ id: string; slug: string }[]>`
      SELECT DISTINCT v."id" AS "id", q."slug" AS "slug"
      FROM "attempt" a JOIN "attempt_item" i ON i."attemptId" = a."id"
      JOIN "question_version" v ON v."id" = i."questionVersionId" JOIN "question" q ON q."id" = v."questionId"
      WHERE a."quizId" = ${quizId}`;
    const slugs = new Map(rows.map(({ id, slug }) => [id, slug]));
    const versions = await this.manager.getRepository(QuestionVersion).find({
      where: { id: In([...slugs.keys()]) },
      order: { questionId: 'ASC', number: 'ASC' },
    });
    return versions.map(({ id, questionId, number, content, digest }) => ({
      ...{ id, questionId, number, content, digest },
      slug: slugs.get(id) as string,
    }));
  }

  /** Those that began first, first; whether they have ended or not. */
  attemptsAt(quizId: string): Promise<Attempt[]> {
    return this.manager.getRepository(Attempt).find({ where: { quizId }, order: { id: 'ASC' } });
  }

  /** Differs as soon as any attempt at the quiz has another run. */
  async markOf(quizId: string): Promise<string> {
    const [row] = await this.manager.sql<{ runs: number | string; newest: string | null }[]>`
      SELECT COUNT(*) AS "runs", MAX(r."id") AS "newest" FROM "attempt" a
      JOIN "scoring_run" r ON r."attemptId" = a."id" WHERE a."quizId" = ${quizId}`;
    return `${row.runs}/${row.newest}`;
  }

  async enter(regrade: Omit<Regrade, 'id' | 'number'>): Promise<Regrade> {
    const regrades = this.manager.getRepository(Regrade);
    const number = ((await regrades.maximum('number', { quizId: regrade.quizId })) ?? 0) + 1;
    const entered = { id: this.ids.next(), number, ...regrade };
    await regrades.insert(entered);
    return entered;
  }

  async find(regradeId: string): Promise<WholeRegrade | null> {
    const regrade = await this.manager.getRepository(Regrade).findOneBy({ id: regradeId });
    if (!regrade) return null;
    const decision = await this.manager.getRepository(RegradeDecision).findOneBy({ regradeId });
    return { regrade, decision };
  }

  /** Newest first; of one quiz, or of all. */
  async list(page: PageRequest, quizId?: string): Promise<Listing<WholeRegrade>> {
    const query = this.manager.getRepository(Regrade).createQueryBuilder('regrade');
    if (quizId) query.andWhere('regrade.quizId = :quizId', { quizId });
    const after = cursorKey(page);
    if (after !== null) query.andWhere('regrade.id < :after', { after });
    const rows = await query
      .orderBy('regrade.id', 'DESC')
      .take((page.limit ?? DEFAULT_LIMIT) + 1)
      .getMany();
    const { items, next } = pageOf(rows, page, ({ id }) => id);
    return { items: await this.withDecisions(items), next };
  }

  /** Belongs inside an action. Of two who decide at once, one runs into the unique key. */
  async decide(decision: Omit<RegradeDecision, 'id'>): Promise<void> {
    await this.manager.getRepository(RegradeDecision).insert({ id: this.ids.next(), ...decision });
  }

  async link(regradeId: string, runs: readonly { scoringRunId: string; previousRunId: string }[]): Promise<void> {
    const rows = runs.map((run) => ({ id: this.ids.next(), regradeId, ...run }));
    for (let from = 0; from < rows.length; from += AT_A_TIME) {
      await this.manager.getRepository(RegradeRun).insert(rows.slice(from, from + AT_A_TIME));
    }
  }

  /**
   * How the versions asked in a quiz are scored by now: by the newest approved regrade of each, on top of those before.
   *
   * @param beforeRegradeId as it was when that one was approved; one that never was has all of them before it.
   */
  async treatmentsOf(quizId: string, beforeRegradeId?: string): Promise<Treatments> {
    let inForce: Treatments = new Map();
    for (const regrade of await this.approvedOf(quizId)) {
      if (regrade.id === beforeRegradeId) break;
      inForce = stacked(inForce, await this.treatmentsIn(regrade));
    }
    return inForce;
  }

  /** By version that was asked: the question as the newest approved regrade corrected it, where one gave it a key. */
  async correctionsOf(quizId: string): Promise<Map<string, QuestionDefinition>> {
    const corrections = new Map<string, QuestionDefinition>();
    for (const { treatments } of await this.approvedOf(quizId)) {
      for (const { questionVersionId, corrected } of treatments) {
        if (corrected) corrections.set(questionVersionId, corrected);
      }
    }
    return corrections;
  }

  /** In the order in which they took effect. */
  private approvedOf(quizId: string): Promise<Regrade[]> {
    return this.manager
      .getRepository(Regrade)
      .createQueryBuilder('regrade')
      .innerJoin(RegradeDecision, 'decision', 'decision.regradeId = regrade.id')
      .where('regrade.quizId = :quizId AND decision.outcome = :approved', { quizId, approved: 'approved' })
      .orderBy('decision.decidedAt', 'ASC')
      .addOrderBy('decision.id', 'ASC')
      .getMany();
  }

  async treatmentsIn({ treatments, neverLower }: Pick<Regrade, 'treatments' | 'neverLower'>): Promise<Treatments> {
    const ids = treatments.map(({ questionVersionId }) => questionVersionId);
    const asked = ids.length === 0 ? [] : await this.manager.getRepository(QuestionVersion).findBy({ id: In(ids) });
    const digests = new Map(asked.map(({ id, digest }) => [id, digest]));
    return new Map(
      treatments.map(({ questionVersionId, kind, corrected }: WrittenTreatment) => [
        questionVersionId,
        // Under the digest of the version that was asked, its parts have the ids that candidates sent.
        {
          kind,
          neverLower,
          ...(corrected && { corrected: questionOf(corrected, digests.get(questionVersionId) as string) }),
        },
      ]),
    );
  }

  /** Which regrade put each of these runs there. */
  async regradesOfRuns(runIds: readonly string[]): Promise<Map<string, Regrade>> {
    if (runIds.length === 0) return new Map();
    const links = await this.manager.getRepository(RegradeRun).findBy({ scoringRunId: In([...runIds]) });
    const ids = [...new Set(links.map(({ regradeId }) => regradeId))];
    const regrades = ids.length === 0 ? [] : await this.manager.getRepository(Regrade).findBy({ id: In(ids) });
    const byId = new Map(regrades.map((regrade) => [regrade.id, regrade]));
    return new Map(links.map(({ scoringRunId, regradeId }) => [scoringRunId, byId.get(regradeId) as Regrade]));
  }

  /** Every run that an approved regrade put beside another, with that other. */
  async replacementsIn(regradeId: string): Promise<{ run: ScoringRun; previous: ScoringRun; attempt: Attempt }[]> {
    const links = await this.manager.getRepository(RegradeRun).find({ where: { regradeId }, order: { id: 'ASC' } });
    const ids = links.flatMap(({ scoringRunId, previousRunId }) => [scoringRunId, previousRunId]);
    const runs = ids.length === 0 ? [] : await this.manager.getRepository(ScoringRun).findBy({ id: In(ids) });
    const byId = new Map(runs.map((run) => [run.id, run]));
    const attemptIds = [...new Set(runs.map(({ attemptId }) => attemptId))];
    const attempts =
      attemptIds.length === 0 ? [] : await this.manager.getRepository(Attempt).findBy({ id: In(attemptIds) });
    const attemptOf = new Map(attempts.map((attempt) => [attempt.id, attempt]));
    return links.map(({ scoringRunId, previousRunId }) => {
      const run = byId.get(scoringRunId) as ScoringRun;
      return { run, previous: byId.get(previousRunId) as ScoringRun, attempt: attemptOf.get(run.attemptId) as Attempt };
    });
  }

  private async withDecisions(regrades: readonly Regrade[]): Promise<WholeRegrade[]> {
    const ids = regrades.map(({ id }) => id);
    const rows = ids.length === 0 ? [] : await this.manager.getRepository(RegradeDecision).findBy({ regradeId: In(ids) });
    const decisions = new Map(rows.map((row) => [row.regradeId, row]));
    return regrades.map((regrade) => ({ regrade, decision: decisions.get(regrade.id) ?? null }));
  }

  private get manager() {
    return this.unitOfWork.manager;
  }
}

const AT_A_TIME = 200;

const regradesOf = (quizId: string) => `regrades/${quizId}`;
