import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail';
import { UnitOfWork } from '../database/unit-of-work';
import type { PersonActor } from '../identity/access';
import { Clock } from '../kernel/clock';
import { NotFound } from '../kernel/errors';
import type { Listing, PageRequest } from '../kernel/listing';
import { Vault } from '../vault/vault.service';
import { AttemptBook } from './data/attempt-book';
import { QuizBank } from './data/quiz-bank';
import { AskedVersion, RegradeBook, WholeRegrade } from './data/regrade-book';
import type { Regrade } from './data/regrade.entity';
import { changeOf, Difference, isOpen, resultStateOf, standingIn, tallyOf } from './domain/regrade/differences';
import { DecidesOwnRegrade, NothingToRegrade, RegradeDecided, RegradeStale } from './regrade.errors';
import { PassChanges } from './pass-changes.service';
import { RegradePlans, WorkedOut } from './regrade-plans.service';
import { CHANGES, RegradePlan, RegradeRequest, RegradeState, RegradeSummary, RegradeView, Tally } from './regrade-view';
import { Scoring } from './scoring.service';

export interface RegradeDecisionGiven {
  /** Of the differences that whoever decides has seen; those of the proposal unless told. */
  readonly digest?: string;
  readonly note?: string;
}

/** Tries to write what was worked out outside the action, before somebody who hands in meanwhile makes it void. */
const TRIES = 3;

/**
 * Scores a quiz anew after its key turned out to be wrong. A new run stands beside the old one, both readable; nothing counts
 * before a second person has seen what it changes and approved it.
 */
@Injectable()
export class Regrades {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly vault: Vault,
    private readonly bank: QuizBank,
    private readonly book: RegradeBook,
    private readonly attempts: AttemptBook,
    private readonly plans: RegradePlans,
    private readonly passes: PassChanges,
    private readonly scoring: Scoring,
    private readonly audit: AuditTrail,
  ) {}

  /** What it would change, and nothing more. @throws NotFound, Invalid, NotComparable */
  async dryRun(quizId: string, request: RegradeRequest): Promise<RegradePlan> {
    return planIn((await this.prepare(quizId, request)).plan);
  }

  /** What attempts at the quiz asked, by question and version, with the key by which it is scored now. */
  async askedAt(quizId: string): Promise<AskedVersion[]> {
    const corrections = await this.book.correctionsOf(quizId);
    return (await this.book.askedVersions(quizId)).map((asked) => ({
      ...asked,
      content: corrections.get(asked.id) ?? asked.content,
    }));
  }

  /** @throws also NothingToRegrade */
  async propose(actor: PersonActor, quizId: string, request: RegradeRequest): Promise<RegradeView> {
    const { treatments, plan } = await this.prepare(quizId, request);
    if (treatments.length === 0) throw new NothingToRegrade();
    const { policy, neverLower, digest, tally } = plan;
    const regrade = await this.unitOfWork.run(async () => {
      await this.book.takeTurn(quizId);
      const entered = await this.book.enter({
        ...{ quizId, policy, neverLower, treatments, digest, tally },
        sealedReason: await this.vault.seal(actor.id, request.reason),
        proposedById: actor.id,
        proposedAt: this.clock.now(),
      });
      const questions = treatments.map(({ questionVersionId }) => questionVersionId);
      const facts = { quizId, policy, neverLower, questions, digest, ...passesIn(tally) };
      await this.audit.record('regrade.proposed', actor, { type: 'regrade', id: entered.id }, facts);
      return entered;
    });
    return this.view({ regrade, decision: null }, plan);
  }

  /** @throws NotFound */
  async get(regradeId: string): Promise<RegradeView> {
    const whole = await this.find(regradeId);
    if (whole.decision?.outcome !== 'approved') {
      return this.view(whole, await this.plans.workOut(whole.regrade.quizId, whole.regrade));
    }
    const { regrade, decision } = whole;
    const { quizId, policy, neverLower, digest } = regrade;
    const differences = await this.effectOf(regrade);
    return this.view(whole, {
      ...{ policy, neverLower, differences, digest },
      questions: await this.plans.questionsOf(regrade),
      passes: await this.passes.by(quizId, differences.filter(isOpen), decision.decidedAt),
      tally: decision.tally ?? tallyOf(differences),
    });
  }

  /** Newest first. */
  async list(page: PageRequest, quizId?: string): Promise<Listing<RegradeSummary>> {
    if (quizId && !(await this.bank.findQuiz(quizId))) throw new NotFound('That quiz');
    const { items, next } = await this.book.list(page, quizId);
    const summaries: RegradeSummary[] = [];
    for (const whole of items) summaries.push(await this.summary(whole));
    return { items: summaries, next };
  }

  /**
   * From now on the new runs count, all of them or none, and whoever hands in later is scored alike.
   *
   * @throws DecidesOwnRegrade, RegradeDecided, and RegradeStale where it would no longer do what was seen.
   */
  async approve(actor: PersonActor, regradeId: string, given: RegradeDecisionGiven = {}): Promise<RegradeView> {
    const { regrade } = await this.undecided(regradeId);
    if (regrade.proposedById === actor.id) throw new DecidesOwnRegrade();
    for (let tries = TRIES; ; tries -= 1) {
      const worked = await this.plans.workOut(regrade.quizId, regrade);
      if (worked.digest !== (given.digest ?? regrade.digest)) throw new RegradeStale(worked.digest);
      const isDone = await this.unitOfWork.run(() => this.takeEffect(actor, regrade, worked, given.note));
      if (isDone) return this.get(regradeId);
      if (tries === 1) throw new RegradeStale(worked.digest);
    }
  }

  /** It comes to nothing: declined by a second person, or withdrawn by who proposed it. @throws RegradeDecided */
  async decline(actor: PersonActor, regradeId: string, note?: string): Promise<RegradeView> {
    await this.unitOfWork.run(async () => {
      const { regrade } = await this.undecided(regradeId);
      const outcome = regrade.proposedById === actor.id ? 'withdrawn' : 'declined';
      await this.decide(actor, regrade, outcome, null, note);
    });
    return this.get(regradeId);
  }

  private async prepare(quizId: string, request: RegradeRequest) {
    if (!(await this.bank.findQuiz(quizId))) throw new NotFound('That quiz');
    const treatments = await this.plans.treatmentsFor(quizId, request);
    const neverLower = request.neverLower === true || request.policy === 'never-lower';
    const plan = await this.plans.workOut(quizId, { treatments, neverLower, policy: request.policy });
    return { treatments, plan };
  }

  /** Belongs inside an action. False: an attempt was graded since it was worked out. */
  private async takeEffect(actor: PersonActor, regrade: Regrade, worked: WorkedOut, note?: string): Promise<boolean> {
    await this.book.takeTurn(regrade.quizId);
    await this.undecided(regrade.id);
    if ((await this.book.markOf(regrade.quizId)) !== worked.mark) return false;
    const now = this.clock.now();
    const runs = await this.scoring.recordAll(
      worked.rescored.map(({ state, ...one }) => ({ ...one, inForceFrom: state === 'held-back' ? null : now })),
      { reason: 'regrade', by: actor },
    );
    await this.book.link(
      regrade.id,
      runs.map(({ id }, index) => ({ scoringRunId: id, previousRunId: worked.rescored[index].previous.id })),
    );
    await this.decide(actor, regrade, 'approved', worked, note);
    return true;
  }

  private async decide(
    actor: PersonActor,
    { id, quizId }: Regrade,
    outcome: Exclude<RegradeState, 'proposed'>,
    worked: WorkedOut | null,
    note?: string,
  ): Promise<void> {
    await this.book.decide({
      regradeId: id,
      outcome,
      tally: worked?.tally ?? null,
      sealedNote: note ? await this.vault.seal(actor.id, note) : null,
      decidedById: actor.id,
      decidedAt: this.clock.now(),
    });
    const facts = { quizId, ...(worked && { digest: worked.digest, ...passesIn(worked.tally) }) };
    await this.audit.record(`regrade.${outcome}`, actor, { type: 'regrade', id }, facts);
  }

  private async find(regradeId: string): Promise<WholeRegrade> {
    const whole = await this.book.find(regradeId);
    if (!whole) throw new NotFound('That regrade');
    return whole;
  }

  private async undecided(regradeId: string): Promise<WholeRegrade> {
    const whole = await this.find(regradeId);
    if (whole.decision) throw new RegradeDecided(whole.decision.outcome);
    return whole;
  }

  /** What took effect, from the runs that were put beside each other. */
  private async effectOf({ id }: Regrade): Promise<Difference[]> {
    const replaced = await this.book.replacementsIn(id);
    const awaiting = await this.attempts.awaitingAmong(replaced.map(({ run }) => run.id));
    return replaced
      .map(({ run, previous, attempt }): Difference => {
        const [before, after] = [standingIn(previous), standingIn(run)];
        const { id: attemptId, personId, number } = attempt;
        const state = resultStateOf(run, awaiting.has(run.id));
        const change = changeOf(before, after, state);
        return { attemptId, personId, number, state, runId: previous.id, before, after, change };
      })
      .sort((one, other) => CHANGES.indexOf(one.change) - CHANGES.indexOf(other.change));
  }

  private async view(whole: WholeRegrade, plan: RegradePlan): Promise<RegradeView> {
    const { decision, regrade } = whole;
    const note = decision?.sealedNote ? await this.vault.open(decision.decidedById, decision.sealedNote) : null;
    const isStale = !decision && plan.digest !== regrade.digest;
    return { ...(await this.summary(whole)), ...planIn(plan), note, isStale };
  }

  private async summary({ regrade, decision }: WholeRegrade): Promise<RegradeSummary> {
    const { slug, programme, content } = await this.bank.editionInUse(regrade.quizId);
    const { id, number, quizId, policy, neverLower, proposedById, proposedAt } = regrade;
    return {
      ...{ id, number, policy, neverLower, proposedAt },
      quiz: { id: quizId, slug, title: content.title, programme },
      reason: await this.vault.open(proposedById, regrade.sealedReason),
      state: decision?.outcome ?? 'proposed',
      tally: decision?.tally ?? regrade.tally,
      proposedBy: proposedById,
      decidedBy: decision?.decidedById ?? null,
      decidedAt: decision?.decidedAt ?? null,
    };
  }
}

function passesIn(tally: Tally) {
  return { attempts: tally.attempts, passesGained: tally['gains-pass'], passesLost: tally['loses-pass'] };
}

function planIn({ policy, neverLower, questions, tally, differences, passes, digest }: RegradePlan): RegradePlan {
  return { policy, neverLower, questions, tally, differences, passes, digest };
}
