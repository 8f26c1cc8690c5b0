import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail';
import { UnitOfWork } from '../database/unit-of-work';
import type { PersonActor } from '../identity/access';
import { digestOf } from '../kernel/canonical-json';
import { Clock } from '../kernel/clock';
import { Invalid, NotFound } from '../kernel/errors';
import { Vault } from '../vault/vault.service';
import { AttemptBook } from './data/attempt-book';
import type { EssayMark } from './data/essay-mark.entity';
import { EssayAnswer, MarkingBook } from './data/marking-book';
import { QuizBank } from './data/quiz-bank';
import { RegradeBook } from './data/regrade-book';
import {
  faultsOfPlan,
  faultsOfPoints,
  inOrderOf,
  isDouble,
  type MarkingPlan,
  type MarkingState,
  type Points,
  planFor,
  pseudonymOf,
  stateOfMarking,
  totalOf,
} from './domain/marking/marking';
import { awaitsMarking } from './domain/projection';
import type { EssayQuestion } from './domain/question';
import { standingIn } from './domain/regrade/differences';
import { MarkedAlready, MarkedMeanwhile, OwnAnswer } from './marking.errors';
import type { AnswerToMark, MarkGiven, MarkingTask, MarkView } from './marking-view';
import { NewResults } from './new-results';
import { PassChanges } from './pass-changes.service';
import { Scoring } from './scoring.service';

/** Where an answer stands for one who marks. */
interface Standing {
  readonly answer: EssayAnswer;
  readonly question: EssayQuestion;
  readonly marks: readonly EssayMark[];
  readonly state: MarkingState;
}

/**
 * People mark essays by question, without knowing whose they are: each answer against its rubric, twice where the plan has it
 * so, neither knowing of the other. Marks are appended; what is decided is scored at once.
 */
@Injectable()
export class Marking {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly vault: Vault,
    private readonly bank: QuizBank,
    private readonly book: MarkingBook,
    private readonly attempts: AttemptBook,
    private readonly regrades: RegradeBook,
    private readonly scoring: Scoring,
    private readonly passes: PassChanges,
    private readonly results: NewResults,
    private readonly audit: AuditTrail,
  ) {}

  /** The next answer of a question for this marker, in an order of their own; `null`: nothing waits for them. */
  async next(actor: PersonActor, quizId: string, questionVersionId: string): Promise<AnswerToMark | null> {
    const waiting = (await this.standings()).filter(
      ({ answer }) => answer.quizId === quizId && answer.questionVersionId === questionVersionId,
    );
    const mine = waiting.filter((standing) => taskOf(standing, actor.id) !== null);
    const [next] = inOrderOf(
      actor.id,
      mine.map((standing) => ({ id: standing.answer.id, standing })),
    );
    return next ? this.view(next.standing, actor) : null;
  }

  /** Every answer that waits, with where it stands. */
  async standings(): Promise<Standing[]> {
    const answers = await this.awaiting();
    const marks = await this.book.marksOf(answers.map(({ id }) => id));
    const standings: Standing[] = [];
    for (const answer of answers) standings.push(await this.standing(answer, marks.get(answer.id) ?? []));
    return standings;
  }

  /** Every answer without which its attempt waits. Of somebody who was erased nothing is left to mark. */
  async awaiting(): Promise<EssayAnswer[]> {
    const answers = await this.book.awaiting();
    const openable = await this.vault.openableAmong([...new Set(answers.map(({ personId }) => personId))]);
    return answers.filter(({ personId }) => openable.has(personId));
  }

  /** @throws NotFound, also of one that others have to mark */
  async get(actor: PersonActor, answerId: string): Promise<AnswerToMark> {
    return this.view(await this.find(answerId), actor);
  }

  /**
   * Gives a mark, decides between two, or changes what was decided. The one who marks is told at once what became of it.
   *
   * @throws Invalid of points that fit no level, or a reason that is missing; OwnAnswer, MarkedAlready, and MarkedMeanwhile
   *   where a colleague was faster.
   */
  async mark(actor: PersonActor, answerId: string, given: MarkGiven): Promise<MarkingState['needs'] | 'nothing'> {
    const { attemptId, quizId } = (await this.find(answerId)).answer;
    return this.unitOfWork.run(async () => {
      await this.regrades.holdOff(quizId);
      await this.attempts.hold(attemptId);
      const standing = await this.find(answerId);
      const kind = kindOf(standing, actor.id, given.task ?? 'mark');
      this.assertFit(given, standing.question, kind);
      await this.give(actor, standing, kind, given);
      const { state } = await this.find(answerId);
      if (state.needs === null) await this.rescore(actor, attemptId);
      return state.needs ?? 'nothing';
    });
  }

  async planOf(quizId: string): Promise<MarkingPlan | null> {
    if (!(await this.bank.findQuiz(quizId))) throw new NotFound('That quiz');
    return this.book.planOf(quizId);
  }

  /** For answers on which nobody has begun. @throws Invalid */
  async setPlan(actor: PersonActor, quizId: string, plan: MarkingPlan): Promise<void> {
    const faults = faultsOfPlan(plan);
    if (faults.length > 0) throw new Invalid(faults);
    await this.unitOfWork.run(async () => {
      if (!(await this.bank.findQuiz(quizId))) throw new NotFound('That quiz');
      await this.book.setPlan(quizId, plan, actor.id);
      await this.audit.record('marking-plan.set', actor, { type: 'quiz', id: quizId }, { ...plan });
    });
  }

  private async find(answerId: string): Promise<Standing> {
    const answer = await this.book.answer(answerId);
    if (!answer) throw new NotFound('That answer');
    return this.standing(answer, (await this.book.marksOf([answerId])).get(answerId) ?? []);
  }

  private async standing(answer: EssayAnswer, marks: readonly EssayMark[]): Promise<Standing> {
    const question = (await this.bank.question(answer.questionVersionId)) as EssayQuestion;
    return { answer, question, marks, state: stateOfMarking(marks, question.rubric) };
  }

  private assertFit({ points, note }: MarkGiven, { rubric }: EssayQuestion, kind: EssayMark['kind']): void {
    const faults = faultsOfPoints(points, rubric);
    if (kind !== 'mark' && !note?.trim()) faults.push({ path: 'note', message: 'is missing: why it is decided so' });
    if (faults.length > 0) throw new Invalid(faults);
  }

  private async give(
    actor: PersonActor,
    { answer, question, marks }: Standing,
    kind: EssayMark['kind'],
    given: MarkGiven,
  ) {
    const plan = planFor(await this.book.planOf(answer.quizId), question.safetyCritical);
    const { comment, note } = given;
    const mark = await this.book.give({
      attemptItemId: answer.id,
      sequence: marks.length + 1,
      kind,
      points: given.points as Points,
      doubled: marks[0]?.doubled ?? isDouble(answer.id, plan),
      tolerance: marks[0]?.tolerance ?? plan.tolerance,
      sealedComment: comment?.trim() ? await this.vault.seal(answer.personId, comment.trim()) : null,
      sealedNote: note?.trim() ? await this.vault.seal(actor.id, note.trim()) : null,
      markerId: actor.id,
      markedAt: this.clock.now(),
    });
    const facts = { answer: answer.id, attemptId: answer.attemptId, kind, total: totalOf(mark.points) };
    await this.audit.record('essay.marked', actor, { type: 'essay-mark', id: mark.id }, facts);
  }

  private async rescore(actor: PersonActor, attemptId: string): Promise<void> {
    const attempt = await this.attempts.find(attemptId);
    if (!attempt) throw new NotFound('That attempt');
    const now = this.clock.now();
    const previous = (await this.attempts.runsInForce([attemptId], now)).get(attemptId);
    const waited = previous && (await this.attempts.scoresOf(previous.id)).some(awaitsMarking);
    const scored = await this.scoring.score(attempt);
    // Of somebody who was erased the typed answers are gone: their result stays what it was.
    if (scored.isErased) return;
    const { quizId, personId } = attempt;
    const change = { personId, attemptId, before: previous ?? null, after: scored.grade };
    const passes = await this.passes.by(quizId, [change], now);
    const inForceFrom = scored.countsFrom && now;
    await this.scoring.record(attempt, scored, { reason: 'marking', by: actor, inForceFrom });
    if (!inForceFrom) return;
    if (scored.scores.some(awaitsMarking)) {
      const result = { quizId, attemptId, personId, before: null, after: scored.grade, passes };
      if (passes.length > 0) this.results.announceWhenCommitted({ because: 'other-attempts', ...result });
      return;
    }
    const [before, after] = [previous && !waited ? standingIn(previous) : null, standingIn(scored.grade)];
    if (before && digestOf(before) === digestOf(after)) return;
    this.results.announceWhenCommitted({ because: 'marking', quizId, attemptId, personId, before, after, passes });
  }

  private async view(standing: Standing, actor: PersonActor): Promise<AnswerToMark> {
    const { answer, question, marks } = standing;
    if (answer.personId === actor.id) throw new OwnAnswer();
    const task = taskOf(standing, actor.id);
    const text = await this.textOf(answer);
    return {
      id: answer.id,
      pseudonym: pseudonymOf(answer.id),
      quizId: answer.quizId,
      questionVersionId: answer.questionVersionId,
      prompt: question.prompt,
      format: question.format,
      rubric: question.rubric,
      modelAnswer: question.modelAnswer ?? null,
      maxMark: answer.maxMark,
      text,
      words: text?.split(/\s+/).filter((word) => word !== '').length ?? 0,
      task: task ?? 'change',
      marks:
        standing.state.needs === 'mark' || standing.state.needs === 'second-mark'
          ? []
          : await this.markViews(answer, marks),
    };
  }

  private async textOf({ id, attemptId }: EssayAnswer): Promise<string | null> {
    const events = await this.attempts.newestEventsOf(attemptId);
    const text = events.find(({ attemptItemId }) => attemptItemId === id)?.payload?.text;
    return typeof text === 'string' ? text : null;
  }

  private async markViews({ personId }: EssayAnswer, marks: readonly EssayMark[]): Promise<MarkView[]> {
    const markers = [...new Set(marks.map(({ markerId }) => markerId))];
    const views: MarkView[] = [];
    for (const { kind, markerId, points, sealedComment, sealedNote, markedAt } of marks) {
      const comment = sealedComment && (await this.vault.open(personId, sealedComment));
      const note = sealedNote && (await this.vault.open(markerId, sealedNote));
      const by = `Marker ${markers.indexOf(markerId) + 1}`;
      views.push({ kind, by, points, total: totalOf(points), comment, note, markedAt });
    }
    return views;
  }
}

/** What an answer asks of somebody; `null`: nothing, at least not of them. */
export function taskOf(
  { answer, marks, state }: Pick<Standing, 'answer' | 'marks' | 'state'>,
  markerId: string,
): MarkingTask | null {
  if (answer.personId === markerId) return null;
  if (state.needs === 'reconciliation') return 'reconciliation';
  if (state.needs === null) return null;
  return marks.some((mark) => mark.markerId === markerId) ? null : 'mark';
}

function kindOf(standing: Standing, markerId: string, task: MarkingTask): EssayMark['kind'] {
  const { answer, marks, state } = standing;
  if (answer.personId === markerId) throw new OwnAnswer();
  switch (task) {
    case 'mark':
      if (state.needs !== 'mark' && state.needs !== 'second-mark') throw new MarkedMeanwhile(state.needs);
      if (marks.some((mark) => mark.markerId === markerId)) throw new MarkedAlready();
      return 'mark';
    case 'reconciliation':
      if (state.needs !== 'reconciliation') throw new MarkedMeanwhile(state.needs);
      return 'decision';
    case 'change':
      if (state.needs !== null) throw new MarkedMeanwhile(state.needs);
      return 'change';
  }
}
