import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock';
import { Invalid, NotFound } from '../kernel/errors';
import { questionOf } from './authored';
import { AttemptBook, newestInForce } from './data/attempt-book';
import type { Attempt } from './data/attempt.entity';
import { QuestionShelf } from './data/question-shelf';
import { AskedVersion, RegradeBook } from './data/regrade-book';
import type { Regrade, WrittenTreatment } from './data/regrade.entity';
import { ReviewBook } from './data/review-book';
import type { ScoringRun } from './data/scoring-run.entity';
import { awaitsMarking } from './domain/projection';
import {
  changeOf,
  Difference,
  digestOfDifferences,
  isOpen,
  resultStateOf,
  standingIn,
  tallyOf,
} from './domain/regrade/differences';
import { isKeyedAlike, unlike } from './domain/regrade/correction';
import { keysInForce, stacked, type Treatment, type Treatments } from './domain/regrade/treatment';
import { withKey } from './domain/regrade/with-key';
import { stateOf } from './domain/review-state';
import { keyOf } from './domain/types/registry';
import { faultsOfQuestion } from '../catalogue/question-check';
import { PassChanges } from './pass-changes.service';
import { NotComparable } from './regrade.errors';
import { CHANGES, RegradePlan, RegradePolicy, RegradeRequest, TreatedQuestion } from './regrade-view';
import { Scored, Scoring } from './scoring.service';

/** One attempt, scored anew in the mind only. */
export interface Rescored extends Difference {
  readonly attempt: Attempt;
  readonly previous: ScoringRun;
  readonly scored: Scored;
}

/** What a regrade would do to every graded attempt at a quiz. */
export interface WorkedOut extends RegradePlan {
  readonly rescored: readonly Rescored[];
  /** Of the runs on which it rests. */
  readonly mark: string;
}

/** Works regrades out, and changes nothing. */
@Injectable()
export class RegradePlans {
  constructor(
    private readonly clock: Clock,
    private readonly regrades: RegradeBook,
    private readonly book: AttemptBook,
    private readonly shelf: QuestionShelf,
    private readonly reviews: ReviewBook,
    private readonly scoring: Scoring,
    private readonly passes: PassChanges,
  ) {}

  /** @throws NotFound of the question, Invalid of the request, NotComparable */
  async treatmentsFor(quizId: string, request: RegradeRequest): Promise<WrittenTreatment[]> {
    const asked = await this.regrades.askedVersions(quizId);
    const { policy, question, key } = request;
    if (policy === 'void-item' || policy === 'full-marks') {
      if (!question) throw new Invalid([{ path: 'question', message: 'is missing: which one, by its id or slug' }]);
      return named(asked, question).map(({ id }) => ({
        ...{ questionVersionId: id, kind: policy },
        ...{ correctedVersionId: null, corrected: null },
      }));
    }
    const kind = policy === 'accept-two-keys' ? policy : 'new-key';
    if (!key)
      return this.byNewestVersions(quizId, question ? named(asked, question) : asked, kind, question !== undefined);
    if (!question) throw new Invalid([{ path: 'question', message: 'is missing: whose key it is' }]);
    return named(asked, question).map(({ id, content }): WrittenTreatment => {
      const corrected = withKey(content, key);
      const faults = faultsOfQuestion(corrected, null);
      if (faults.length > 0) {
        throw new Invalid(faults.map(({ message, remedy }) => ({ path: 'key', message: `${message} ${remedy}` })));
      }
      return { questionVersionId: id, kind, correctedVersionId: null, corrected };
    });
  }

  /** What the treatments would do to everything that is graded by now, on top of what earlier regrades did. */
  async workOut(
    quizId: string,
    {
      treatments,
      neverLower,
      policy,
    }: { treatments: readonly WrittenTreatment[]; neverLower: boolean; policy: RegradePolicy },
  ): Promise<WorkedOut> {
    const mark = await this.regrades.markOf(quizId);
    const asked = await this.regrades.askedVersions(quizId);
    const added = await this.regrades.treatmentsIn({ treatments, neverLower });
    const inForce = await this.regrades.treatmentsOf(quizId);
    const all = stacked(inForce, added);
    const rescored = await this.rescore(quizId, all, new Set(added.keys()));
    const differences = rescored
      .map(({ attempt: _attempt, previous: _previous, scored: _scored, ...difference }): Difference => difference)
      .sort((one, other) => CHANGES.indexOf(one.change) - CHANGES.indexOf(other.change));
    return {
      ...{ policy, neverLower, mark, rescored, differences },
      questions: questionsIn(treatments, asked, all),
      passes: await this.passes.by(quizId, differences.filter(isOpen), this.clock.now()),
      tally: tallyOf(differences),
      digest: digestOfDifferences(differences),
    };
  }

  /** What a regrade scores otherwise, beside how it was scored until then. */
  async questionsOf({ id, quizId, treatments, neverLower }: Regrade): Promise<TreatedQuestion[]> {
    const asked = await this.regrades.askedVersions(quizId);
    const added = await this.regrades.treatmentsIn({ treatments, neverLower });
    return questionsIn(treatments, asked, stacked(await this.regrades.treatmentsOf(quizId, id), added));
  }

  /** Only those that asked what is treated anew. */
  private async rescore(quizId: string, treatments: Treatments, touched: ReadonlySet<string>): Promise<Rescored[]> {
    const attempts = await this.regrades.attemptsAt(quizId);
    const runs = await this.book.runsOfAll(attempts.map(({ id }) => id));
    const now = this.clock.now();
    const rescored: Rescored[] = [];
    for (const attempt of attempts) {
      const own = runs.get(attempt.id) ?? [];
      // What waits for a panel is scored anew too: the panel judges by it.
      const previous = newestInForce(own, now) ?? own.at(-1);
      if (!previous) continue;
      const scored = await this.scoring.score(attempt, treatments);
      // Of somebody who was erased the typed answers are gone: their result stays what it was.
      if (scored.isErased || !scored.asked.some((id) => touched.has(id))) continue;
      const [before, after] = [standingIn(previous), standingIn(scored.grade)];
      const { id: attemptId, personId, number } = attempt;
      const state = resultStateOf(previous, scored.scores.some(awaitsMarking));
      const change = changeOf(before, after, state);
      const difference = { attemptId, personId, number, state, runId: previous.id, before, after, change };
      rescored.push({ ...difference, attempt, previous, scored });
    }
    return rescored;
  }

  private async byNewestVersions(
    quizId: string,
    asked: readonly AskedVersion[],
    kind: Treatment['kind'],
    isNamed: boolean,
  ): Promise<WrittenTreatment[]> {
    const keyed = await this.regrades.correctionsOf(quizId);
    const treatments: WrittenTreatment[] = [];
    const faults: { path: string; message: string }[] = [];
    for (const version of asked) {
      const newer = await this.newestApproved(version);
      if (!newer || isKeyedAlike(keyed.get(version.id) ?? version.content, newer.content)) continue;
      const differing = unlike(version.content, newer.content);
      if (differing.length > 0) {
        faults.push(...differing.map(({ path, message }) => ({ path: `${version.slug}.${path}`, message })));
      }
      const { id: correctedVersionId, content: corrected } = newer;
      treatments.push({ questionVersionId: version.id, kind, correctedVersionId, corrected });
    }
    if (faults.length > 0) throw new NotComparable(faults);
    if (isNamed && treatments.length === 0) {
      const message = 'has no newer approved version with another key: have it approved first, or give the key here';
      throw new Invalid([{ path: 'question', message }]);
    }
    return treatments;
  }

  private async newestApproved({ questionId, number }: AskedVersion) {
    const whole = await this.shelf.find(questionId);
    const newer = (whole?.versions ?? []).filter((version) => version.number > number);
    const steps = await this.reviews.stepsOfAll(
      'question',
      newer.map(({ id }) => id),
    );
    return newer.findLast(({ id }) => stateOf(steps.get(id) ?? []) === 'approved') ?? null;
  }
}

/** @throws NotFound where no attempt asked it. */
function named(asked: readonly AskedVersion[], question: string): AskedVersion[] {
  const found = asked.filter(
    ({ questionId, slug, content }) =>
      questionId === question.toLowerCase() || slug === question || content.slug === question,
  );
  if (found.length === 0) throw new NotFound('That question, in the attempts at this quiz,');
  return found;
}

function questionsIn(
  treatments: readonly WrittenTreatment[],
  asked: readonly AskedVersion[],
  all: Treatments,
): TreatedQuestion[] {
  return treatments.map(({ questionVersionId, kind }) =>
    treatedQuestion(asked.find(({ id }) => id === questionVersionId) as AskedVersion, kind, all),
  );
}

function treatedQuestion(asked: AskedVersion, kind: Treatment['kind'], treatments: Treatments): TreatedQuestion {
  const { id: questionVersionId, questionId, slug, number: version, content, digest } = asked;
  const treatment = treatments.get(questionVersionId);
  const corrected = treatment?.corrected;
  return {
    ...{ questionId, questionVersionId, slug, version, kind },
    prompt: content.prompt,
    keyBefore: [...new Set(keysInForce(questionOf(content, digest), treatment?.earlier).flatMap(keyOf))],
    keyAfter: corrected ? keyOf(corrected) : null,
  };
}
