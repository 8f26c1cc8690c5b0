import { Injectable } from '@nestjs/common';
import type { PersonActor } from '../identity/access';
import { NotFound } from '../kernel/errors';
import { Vault } from '../vault/vault.service';
import { AttemptBook } from './data/attempt-book';
import type { EssayMark } from './data/essay-mark.entity';
import { MarkingBook } from './data/marking-book';
import { QuestionShelf } from './data/question-shelf';
import type { QuestionVersion } from './data/question-version.entity';
import { QuizBank } from './data/quiz-bank';
import { RegradeBook } from './data/regrade-book';
import type { ScoringRun } from './data/scoring-run.entity';
import { agreementOf, type MarkPair } from './domain/marking/agreement';
import { mostOf, stateOfMarking, totalOf } from './domain/marking/marking';
import type { EssayQuestion } from './domain/question';
import { awaitsMarking } from './domain/projection';
import { changeOf } from './domain/regrade/differences';
import type { EssayReview } from './attempt-view';
import { Marking, taskOf } from './marking.service';
import type { MarkingPile, PairAgreement, QuestionAgreement, ScoreChange } from './marking-view';

/** What waits to be marked, how far markers agree, and what became of scores. */
@Injectable()
export class MarkingReports {
  constructor(
    private readonly vault: Vault,
    private readonly bank: QuizBank,
    private readonly shelf: QuestionShelf,
    private readonly marking: Marking,
    private readonly book: MarkingBook,
    private readonly attempts: AttemptBook,
    private readonly regrades: RegradeBook,
  ) {}

  /** By quiz and question, those first where two marks lie apart. */
  async queue(actor: PersonActor): Promise<MarkingPile[]> {
    const piles = new Map<
      string,
      { quizId: string; versionId: string; waiting: number; reconciling: number; others: number }
    >();
    for (const standing of await this.marking.standings()) {
      const { quizId, questionVersionId: versionId, personId } = standing.answer;
      const key = `${quizId}/${versionId}`;
      const pile = piles.get(key) ?? { quizId, versionId, waiting: 0, reconciling: 0, others: 0 };
      piles.set(key, pile);
      const task = taskOf(standing, actor.id);
      if (task === 'mark') pile.waiting += 1;
      else if (task === 'reconciliation') pile.reconciling += 1;
      else if (personId !== actor.id) pile.others += 1;
    }
    const versions = await this.versionsOf([...piles.values()].map(({ versionId }) => versionId));
    const described: MarkingPile[] = [];
    for (const { quizId, versionId, waiting, reconciling, others } of piles.values()) {
      const { programme, content } = await this.bank.editionInUse(quizId);
      const { questionId: id, number: version, content: question } = versions.get(versionId) as QuestionVersion;
      described.push({
        quiz: { id: quizId, title: content.title, programme },
        question: { id, slug: question.slug, version, prompt: question.prompt },
        questionVersionId: versionId,
        ...{ waiting, reconciling, waitingForOthers: others },
      });
    }
    return described.sort((one, other) => other.reconciling - one.reconciling || other.waiting - one.waiting);
  }

  /** Of every question of the quiz that two people have marked. */
  async agreement(quizId: string): Promise<QuestionAgreement[]> {
    if (!(await this.bank.findQuiz(quizId))) throw new NotFound('That quiz');
    const byVersion = new Map<string, Map<string, EssayMark[]>>();
    for (const { mark, questionVersionId } of await this.book.marksAt(quizId)) {
      if (mark.kind !== 'mark') continue;
      const answers = byVersion.get(questionVersionId) ?? new Map<string, EssayMark[]>();
      byVersion.set(questionVersionId, answers);
      answers.set(mark.attemptItemId, [...(answers.get(mark.attemptItemId) ?? []), mark]);
    }
    const versions = await this.versionsOf([...byVersion.keys()]);
    const agreements: QuestionAgreement[] = [];
    for (const [questionVersionId, answers] of byVersion) {
      const twice = [...answers.values()]
        .filter((marks) => marks.length > 1)
        .map(([one, other]) => [one, other] as const);
      const { content, number: version } = versions.get(questionVersionId) as QuestionVersion;
      const { rubric } = (await this.bank.question(questionVersionId)) as EssayQuestion;
      agreements.push({
        ...{ questionVersionId, slug: content.slug, version },
        overall: agreementOf(
          twice.map(([one, other]) => ({ first: totalOf(one.points), second: totalOf(other.points) })),
        ),
        criteria: rubric.map(({ slug, title }) => ({
          ...{ slug, title },
          ...agreementOf(twice.map(([one, other]) => ({ first: one.points[slug], second: other.points[slug] }))),
        })),
        pairs: pairsIn(twice),
      });
    }
    return agreements;
  }

  /** Every whole result that became another after it first counted, the newest first. */
  async scoreChanges(quizId: string): Promise<ScoreChange[]> {
    if (!(await this.bank.findQuiz(quizId))) throw new NotFound('That quiz');
    const attempts = await this.regrades.attemptsAt(quizId);
    const runs = await this.attempts.runsOfAll(attempts.map(({ id }) => id));
    const regrades = await this.regrades.regradesOfRuns([...runs.values()].flat().map(({ id }) => id));
    const changes: ScoreChange[] = [];
    for (const { id: attemptId, personId, number } of attempts) {
      const counted = (runs.get(attemptId) ?? []).filter(({ inForceFrom }) => inForceFrom !== null);
      for (const [index, run] of counted.entries()) {
        if (index === 0 || (run.reason !== 'marking' && run.reason !== 'regrade')) continue;
        if ((await this.waited(counted[index - 1])) || isSame(counted[index - 1], run)) continue;
        const [from, to] = [counted[index - 1], run].map(({ mark, percentage, passed }) => ({
          mark,
          percentage,
          passed,
        }));
        const regrade = regrades.get(run.id);
        changes.push({
          ...{ id: run.id, attemptId, personId, number, reason: run.reason, from, to },
          at: run.inForceFrom as Date,
          by: run.actorId,
          because: regrade
            ? await this.vault.open(regrade.proposedById, regrade.sealedReason)
            : await this.noteAt(attemptId, run.recordedAt),
        });
      }
    }
    return changes.sort((one, other) => (one.id < other.id ? 1 : -1));
  }

  /** It was no whole result: somebody had still to mark something. */
  private async waited({ id }: ScoringRun): Promise<boolean> {
    return (await this.attempts.scoresOf(id)).some(awaitsMarking);
  }

  /** What people gave the essays of an attempt, for its candidate: by attempt item. */
  async reviewsOf(attemptId: string, personId: string): Promise<Map<string, EssayReview>> {
    const given = await this.book.marksIn(attemptId);
    const reviews = new Map<string, EssayReview>();
    if (given.length === 0) return reviews;
    const items = await this.attempts.itemsOf(attemptId);
    for (const { id, questionVersionId } of items) {
      const marks = given.filter(({ attemptItemId }) => attemptItemId === id);
      if (marks.length === 0) continue;
      const { rubric } = (await this.bank.question(questionVersionId)) as EssayQuestion;
      const state = stateOfMarking(marks, rubric);
      if (state.needs !== null) continue;
      const { points, markIds } = state.decided;
      const sealed = marks.flatMap(({ id: markId, sealedComment }) =>
        sealedComment && markIds.includes(markId) ? [{ subjectId: personId, sealed: sealedComment }] : [],
      );
      reviews.set(id, {
        criteria: rubric.map(({ slug, title, levels }) => ({
          ...{ title, points: points[slug], most: mostOf([{ slug, title, levels }]) },
          level: levels.find((level) => level.points === points[slug])?.description ?? null,
        })),
        comments: (await this.vault.openAll(sealed)).filter((comment) => comment !== null),
      });
    }
    return reviews;
  }

  /** Why it was decided or changed so: the note of the mark that was given in the same action. */
  private async noteAt(attemptId: string, at: Date): Promise<string | null> {
    const marks = await this.book.marksIn(attemptId);
    const mark = marks.find(({ markedAt, sealedNote }) => sealedNote && markedAt.getTime() === at.getTime());
    return mark?.sealedNote ? this.vault.open(mark.markerId, mark.sealedNote) : null;
  }

  private async versionsOf(ids: readonly string[]): Promise<Map<string, QuestionVersion>> {
    return new Map((await this.shelf.versionsOf([...new Set(ids)])).map((version) => [version.id, version]));
  }
}

function isSame(one: ScoringRun, other: ScoringRun): boolean {
  return changeOf(one, other, 'graded') === 'same' && one.mark === other.mark && one.maxMark === other.maxMark;
}

function pairsIn(twice: readonly (readonly [EssayMark, EssayMark])[]): PairAgreement[] {
  const byMarkers = new Map<string, MarkPair[]>();
  for (const [one, other] of twice) {
    const [first, second] = one.markerId < other.markerId ? [one, other] : [other, one];
    const key = `${first.markerId}/${second.markerId}`;
    byMarkers.set(key, [
      ...(byMarkers.get(key) ?? []),
      { first: totalOf(first.points), second: totalOf(second.points) },
    ]);
  }
  return [...byMarkers].map(([key, pairs]) => ({
    markers: key.split('/') as [string, string],
    ...agreementOf(pairs),
  }));
}
