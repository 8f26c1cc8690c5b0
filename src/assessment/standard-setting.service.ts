import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail';
import { UnitOfWork } from '../database/unit-of-work';
import type { PersonActor } from '../identity/access';
import { People } from '../identity/people.service';
import { digestOf } from '../kernel/canonical-json';
import { Forbidden, Invalid, NotFound } from '../kernel/errors';
import { Vault } from '../vault/vault.service';
import type { CutScoreDecision } from './data/cut-score-decision.entity';
import type { CutScore } from './data/cut-score.entity';
import { AttemptBook } from './data/attempt-book';
import { QuizBank, type QuizEdition } from './data/quiz-bank';
import { askedDigestOf, Panel, StandardBook } from './data/standard-book';
import type { StandardSetting } from './data/standard-setting.entity';
import { faultsOfRatings, type JudgedMethod } from './domain/standard-setting/ratings';
import { Grading } from './grading.service';
import { ApprovesOwnCut, CutDecided, CutFrozen, NoCut, NotEnoughRatings, RoundIsOver } from './standard.errors';
import { QuestionDraw } from './question-draw.service';
import { StandardResults } from './standard-results.service';
import type {
  CutScoreView,
  HeldBack,
  PanelCalled,
  RoundView,
  StandardResult,
  StandardSettingView,
  StationResults,
} from './standard-view';

/** A panel of one or two is nobody's judgement but theirs. */
const FEWEST_JUDGES = 2;

export interface CutProposed {
  /** Per cent; the computed one unless told. */
  readonly adopted?: number;
  /** Needed where another is adopted. */
  readonly reason?: string;
}

/**
 * A pass mark is what a panel comes to. Judges rate by themselves, see each other's ratings once a round is closed, and may rate
 * again; the chair proposes the cut score, a second person approves it, and from then on it is frozen and counts for every
 * attempt that ends later.
 */
@Injectable()
export class StandardSettings {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly vault: Vault,
    private readonly bank: QuizBank,
    private readonly book: StandardBook,
    private readonly attempts: AttemptBook,
    private readonly results: StandardResults,
    private readonly grading: Grading,
    private readonly draws: QuestionDraw,
    private readonly people: People,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws NotFound, Invalid */
  async call(actor: PersonActor, called: PanelCalled): Promise<StandardSettingView> {
    const { method, quizId, borderline, judges = [] } = called;
    const isStation = method === 'borderline-regression';
    if (!isStation && quizId && !(await this.bank.findQuiz(quizId))) throw new NotFound('That quiz');
    await this.assertCallable(called);
    const edition = isStation ? null : await this.bank.approvedEdition(quizId as string);
    if (!isStation && !edition) {
      throw new Invalid([{ path: 'quizId', message: 'has no approved version: have one approved, and then judged' }]);
    }
    const quizVersionId = edition && edition.quizVersionId;
    const setting = await this.unitOfWork.run(async () => {
      const entered = await this.book.call(
        {
          ...{ method, quizVersionId, borderline, chairId: actor.id },
          drawnFrom: edition?.content.pools ? await this.draws.candidatesOf(edition) : null,
          station: isStation ? (called.station ?? null) : null,
          results: isStation && called.results ? plain(called.results) : null,
        },
        isStation ? [] : [...new Set(judges)],
      );
      const facts = { method, quizId: quizId ?? null, station: called.station ?? null, judges: [...judges] };
      await this.audit.record('standard-setting.called', actor, { type: 'standard-setting', id: entered.id }, facts);
      return entered;
    });
    return this.get(actor, setting.id);
  }

  /** For its chair and judges, and for those who decide on cut scores. @throws NotFound */
  async get(actor: PersonActor, settingId: string): Promise<StandardSettingView> {
    const panel = await this.find(settingId);
    const { setting, judgeIds } = panel;
    const edition = setting.quizVersionId ? await this.bank.edition(setting.quizVersionId) : null;
    const cuts = await this.book.cutsOf([settingId]);
    return {
      id: settingId,
      method: setting.method,
      quiz: edition && { id: edition.quizId, title: edition.content.title, version: edition.quizVersionId },
      station: setting.station,
      borderline: setting.borderline,
      chairId: setting.chairId,
      judgeIds,
      calledAt: setting.calledAt,
      items: edition && setting.method !== 'hofstee' ? await this.results.itemsOf(edition, setting) : [],
      rounds: setting.quizVersionId ? await this.roundsOf(actor, panel, cuts.some(isApproved)) : [],
      result: setting.results && this.results.ofStation(setting.results),
      heldBack: edition && (await this.heldBackAt(edition, setting)),
      cutScores: await this.cutViews(cuts),
    };
  }

  /** Newest first: those of a quiz, or those that one chairs or judges on. */
  async list(of: { quizId: string } | { memberId: string }): Promise<StandardSetting[]> {
    return this.book.list(of);
  }

  /** Everything that one says in the round that is open, whole. @throws Invalid, RoundIsOver, CutFrozen, Forbidden */
  async rate(
    actor: PersonActor,
    settingId: string,
    round: number,
    ratings: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    await this.unitOfWork.run(async () => {
      await this.unitOfWork.hold(panelOf(settingId));
      const panel = await this.find(settingId);
      if (!panel.judgeIds.includes(actor.id)) throw new Forbidden('You are not among the judges of this panel.');
      if (round !== panel.closings.length + 1) throw new RoundIsOver();
      await this.assertNotFrozen(settingId);
      const edition = await this.bank.edition(panel.setting.quizVersionId as string);
      const items = await this.results.itemsOf(edition, panel.setting);
      const faults = faultsOfRatings(panel.setting.method as JudgedMethod, ratings, items);
      if (faults.length > 0) throw new Invalid(faults);
      await this.book.rate(settingId, round, actor.id, ratings);
    });
  }

  /** Ends the round: its ratings stand, and the judges see each other's. @throws NotEnoughRatings */
  async closeRound(actor: PersonActor, settingId: string): Promise<void> {
    await this.unitOfWork.run(async () => {
      await this.unitOfWork.hold(panelOf(settingId));
      const panel = await this.find(settingId);
      this.assertChair(actor, panel);
      await this.assertNotFrozen(settingId);
      const round = panel.closings.length + 1;
      const rated = panel.ratings.filter((one) => one.round === round).length;
      if (rated < panel.judgeIds.length) throw new NotEnoughRatings(panel.judgeIds.length - rated);
      await this.book.close(settingId, round, actor.id);
      const facts = { round, judges: rated };
      await this.audit.record(
        'standard-setting.round-closed',
        actor,
        { type: 'standard-setting', id: settingId },
        facts,
      );
    });
  }

  /** The cut score of the last round that was closed, or of the station. @throws NotEnoughRatings, NoCut, CutFrozen, Invalid */
  async propose(actor: PersonActor, settingId: string, { adopted, reason }: CutProposed): Promise<CutScoreView> {
    const panel = await this.find(settingId);
    this.assertChair(actor, panel);
    const { computed, result, round } = await this.outcomeOf(panel);
    const chosen = adopted ?? computed;
    if (chosen !== computed && !reason?.trim()) {
      throw new Invalid([{ path: 'reason', message: 'is missing: why another than the panel came to' }]);
    }
    const { setting, ratings } = panel;
    const edition = setting.quizVersionId ? await this.bank.edition(setting.quizVersionId) : null;
    const rests = ratings.filter((one) => one.round === round).map((one) => [one.judgeId, one.ratings]);
    return this.unitOfWork.run(async () => {
      await this.unitOfWork.hold(panelOf(settingId));
      await this.assertNotFrozen(settingId);
      const cut = await this.book.propose({
        ...{ settingId, round, computed, adopted: chosen, standardError: result.standardError },
        judges: setting.quizVersionId ? rests.length : null,
        ratingsDigest: digestOf(setting.results ?? rests),
        askedDigest: edition && askedDigestOf(edition.content),
        sealedReason: reason?.trim() ? await this.vault.seal(actor.id, reason.trim()) : null,
        proposedById: actor.id,
      });
      const facts = { settingId, computed, adopted: chosen, ratingsDigest: cut.ratingsDigest };
      await this.audit.record('cut-score.proposed', actor, { type: 'cut-score', id: cut.id }, facts);
      const [view] = await this.cutViews([{ cut, decision: null }]);
      return view;
    });
  }

  /** From now on it counts, results that waited for it open, and the panel is frozen. @throws ApprovesOwnCut, CutDecided, CutFrozen */
  async approve(actor: PersonActor, cutScoreId: string, note?: string): Promise<CutScoreView> {
    const approved = await this.decide(actor, cutScoreId, 'approved', note);
    const quizId = await this.quizOf(cutScoreId);
    if (quizId) await this.grading.openResults({ quizId });
    return approved;
  }

  /** It comes to nothing: declined, or taken back by who proposed it. @throws CutDecided */
  decline(actor: PersonActor, cutScoreId: string, note?: string): Promise<CutScoreView> {
    return this.decide(actor, cutScoreId, 'declined', note);
  }

  /** Of every panel of a quiz, the newest first. @throws NotFound */
  async cutScoresOf(quizId: string): Promise<CutScoreView[]> {
    if (!(await this.bank.findQuiz(quizId))) throw new NotFound('That quiz');
    const settings = await this.book.list({ quizId });
    return this.cutViews(await this.book.cutsOf(settings.map(({ id }) => id)));
  }

  /** What passes at a practical station, in per cent of its checklist; `null`: no panel has set it. */
  async stationMark(station: string): Promise<{ passMark: number; since: Date } | null> {
    const found = await this.book.ofStation(station);
    return found && { passMark: found.cut.adopted, since: found.since };
  }

  private async heldBackAt(edition: QuizEdition, { drawnFrom }: StandardSetting): Promise<HeldBack | null> {
    const attempts = await this.attempts.heldBack({ quizId: edition.quizId });
    if (attempts.length === 0) return null;
    const seen = new Set([...edition.content.slots.map((slot) => slot.questionVersionId), ...(drawnFrom ?? []).flat()]);
    const asked = await this.attempts.askedIn(attempts.map(({ id }) => id));
    const isBeyond = ({ id }: { readonly id: string }) => asked.get(id)?.some((versionId) => !seen.has(versionId));
    return { attempts: attempts.length, beyondPanel: attempts.filter(isBeyond).length };
  }

  private async quizOf(cutScoreId: string): Promise<string | null> {
    const found = await this.book.findCut(cutScoreId);
    const { quizVersionId } = (await this.find(found?.cut.settingId ?? '')).setting;
    return quizVersionId && (await this.bank.edition(quizVersionId)).quizId;
  }

  private async decide(actor: PersonActor, cutScoreId: string, outcome: CutScoreDecision['outcome'], note?: string) {
    return this.unitOfWork.run(async () => {
      const found = await this.book.findCut(cutScoreId);
      if (!found) throw new NotFound('That cut score');
      await this.unitOfWork.hold(panelOf(found.cut.settingId));
      const { cut, decision } = (await this.book.findCut(cutScoreId)) ?? found;
      if (decision) throw new CutDecided();
      if (outcome === 'approved') {
        if (cut.proposedById === actor.id) throw new ApprovesOwnCut();
        await this.assertNotFrozen(cut.settingId);
      }
      const sealedNote = note?.trim() ? await this.vault.seal(actor.id, note.trim()) : null;
      await this.book.decide({ cutScoreId, outcome, sealedNote, decidedById: actor.id });
      const facts = { settingId: cut.settingId, adopted: cut.adopted };
      await this.audit.record(`cut-score.${outcome}`, actor, { type: 'cut-score', id: cutScoreId }, facts);
      const [view] = await this.cutViews([{ cut, decision: (await this.book.findCut(cutScoreId))?.decision ?? null }]);
      return view;
    });
  }

  private async outcomeOf(panel: Panel): Promise<{ computed: number; result: StandardResult; round: number | null }> {
    const { setting, closings } = panel;
    const round = setting.results ? null : closings.length;
    if (round === 0) throw new NotEnoughRatings(0);
    const result = setting.results
      ? this.results.ofStation(setting.results)
      : await this.results.ofRound(panel, round as number);
    if (result.cut === null) throw new NoCut(result.because ?? 'nothing was rated.');
    // Rounded upwards: what the panel expects is not given away by a hundredth.
    return { computed: Math.ceil(result.cut * 100 - 1e-6) / 100, result, round };
  }

  private async roundsOf(actor: PersonActor, panel: Panel, isFrozen: boolean): Promise<RoundView[]> {
    const { closings, ratings } = panel;
    const rounds: RoundView[] = [];
    for (let round = 1; round <= closings.length + (isFrozen ? 0 : 1); round += 1) {
      const given = ratings.filter((one) => one.round === round);
      const closing = closings.find((one) => one.round === round);
      rounds.push({
        round,
        closedAt: closing?.closedAt ?? null,
        rated: given.map(({ judgeId }) => judgeId),
        own: given.find(({ judgeId }) => judgeId === actor.id)?.ratings ?? null,
        result: closing ? await this.results.ofRound(panel, round) : null,
      });
    }
    return rounds;
  }

  private async cutViews(
    cuts: readonly { cut: CutScore; decision: CutScoreDecision | null }[],
  ): Promise<CutScoreView[]> {
    const views: CutScoreView[] = [];
    for (const { cut, decision } of cuts) {
      const { id, number, round, computed, adopted, standardError, judges, ratingsDigest, proposedById, proposedAt } =
        cut;
      views.push({
        ...{ id, number, round, computed, adopted, standardError, judges, ratingsDigest, proposedAt },
        reason: cut.sealedReason && (await this.vault.open(proposedById, cut.sealedReason)),
        state: decision?.outcome ?? 'proposed',
        proposedBy: proposedById,
        decidedBy: decision?.decidedById ?? null,
        decidedAt: decision?.decidedAt ?? null,
      });
    }
    return views;
  }

  private async assertCallable({ method, quizId, station, results, judges = [] }: PanelCalled): Promise<void> {
    const faults: { path: string; message: string }[] = [];
    if (method === 'borderline-regression') {
      if (!station?.trim()) faults.push({ path: 'station', message: 'is missing: its name' });
      if (!results) faults.push({ path: 'results', message: 'are missing: scores and global ratings' });
      else if (results.results.some(({ score }) => score < 0 || score > results.maxScore)) {
        faults.push({ path: 'results', message: `hold a score that is not within 0 and ${results.maxScore}` });
      }
    } else {
      if (!quizId) faults.push({ path: 'quizId', message: 'is missing: whose pass mark is set' });
      if (new Set(judges).size < FEWEST_JUDGES)
        faults.push({ path: 'judges', message: `are ${FEWEST_JUDGES} at least` });
      for (const [index, id] of judges.entries()) {
        const roles = (await this.people.find(id))?.roles ?? [];
        if (roles.includes('instructor') || roles.includes('assessor')) continue;
        faults.push({ path: `judges.${index}`, message: 'is no instructor or assessor' });
      }
    }
    if (faults.length > 0) throw new Invalid(faults);
  }

  private assertChair(actor: PersonActor, { setting }: Panel): void {
    if (setting.chairId !== actor.id) throw new Forbidden('The chair of the panel does this.');
  }

  private async assertNotFrozen(settingId: string): Promise<void> {
    if ((await this.book.cutsOf([settingId])).some(isApproved)) throw new CutFrozen();
  }

  private async find(settingId: string): Promise<Panel> {
    const panel = await this.book.find(settingId);
    if (!panel) throw new NotFound('That panel');
    return panel;
  }
}

/** Without the class that checked it: what is kept is plain JSON. */
function plain({ maxScore, borderline, results }: StationResults): StationResults {
  return { maxScore, borderline, results: results.map(({ score, rating }) => ({ score, rating })) };
}

/** Rating, closing and deciding on one panel happen one after the other. */
const panelOf = (settingId: string) => `standard-setting/${settingId}`;

function isApproved({ decision }: { decision: CutScoreDecision | null }): boolean {
  return decision?.outcome === 'approved';
}
