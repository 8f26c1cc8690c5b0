import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail';
import { UnitOfWork } from '../database/unit-of-work';
import type { PersonActor } from '../identity/access';
import { NotFound } from '../kernel/errors';
import { Incomplete, OfPackage, SecondPersonRequired, StillAsked, WrongState } from './authoring.errors';
import { QuestionShelf } from './data/question-shelf';
import type { QuestionVersion } from './data/question-version.entity';
import { ReviewBook, type Step } from './data/review-book';
import { shortcomings } from './domain/readiness';
import { isOwnWork, mayBecome, type ReviewState, stateOf } from './domain/review-state';
import { Questions } from './questions.service';

export interface Decision {
  readonly outcome: 'approved' | 'returned';
  /** Free words; kept sealed. */
  readonly note?: string;
}

interface Reviewed {
  readonly version: QuestionVersion;
  readonly steps: readonly Step[];
  readonly programme: string;
}

/** Whoever approves, retires or counts on what is approved of a programme's bank does so one after the other. */
export const bankOf = (programme: string) => `question-bank/${programme}`;

/** Carries versions of questions from their author to those who are asked: two people, every step dated and kept. */
@Injectable()
export class QuestionReviews {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly shelf: QuestionShelf,
    private readonly book: ReviewBook,
    private readonly questions: Questions,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws Incomplete naming everything that is missing, WrongState, OfPackage */
  submit(actor: PersonActor, questionId: string, number: number, note?: string): Promise<void> {
    return this.unitOfWork.run(async () => {
      const reviewed = await this.reviewed(questionId, number);
      await this.mustBeReady(reviewed);
      await this.step(actor, reviewed, 'in-review', 'handed in for review', note);
    });
  }

  /**
   * Approves a version, or returns it to its author. A draft that a second person approves is taken into review by that.
   *
   * @throws SecondPersonRequired, Incomplete, WrongState, OfPackage
   */
  decide(actor: PersonActor, questionId: string, number: number, { outcome, note }: Decision): Promise<void> {
    return this.unitOfWork.run(async () => {
      let reviewed = await this.reviewed(questionId, number);
      await this.unitOfWork.hold(bankOf(reviewed.programme));
      if (outcome === 'returned') return this.step(actor, reviewed, 'draft', 'returned', note);
      if (isOwnWork(reviewed.steps, actor.id)) throw new SecondPersonRequired();
      await this.mustBeReady(reviewed);
      if (stateOf(reviewed.steps) === 'draft') {
        await this.step(actor, reviewed, 'in-review', 'taken into review');
        reviewed = await this.reviewed(questionId, number);
      }
      await this.step(actor, reviewed, 'approved', 'approved', note);
    });
  }

  /** Nobody is asked it any more. @throws StillAsked where an approved quiz pins it. */
  retire(actor: PersonActor, questionId: string, number: number, note?: string): Promise<void> {
    return this.unitOfWork.run(async () => {
      const reviewed = await this.reviewed(questionId, number);
      await this.unitOfWork.hold(bankOf(reviewed.programme));
      const pinned = await this.shelf.pinnedBy([reviewed.version.id]);
      const steps = await this.book.stepsOfAll(
        'quiz',
        pinned.map(({ quizVersionId }) => quizVersionId),
      );
      const asking = pinned.filter(({ quizVersionId }) => stateOf(steps.get(quizVersionId) ?? []) === 'approved');
      if (asking.length > 0)
        throw new StillAsked(asking.map(({ title, number: version }) => ({ title, number: version })));
      await this.step(actor, reviewed, 'retired', 'retired', note);
    });
  }

  private async reviewed(questionId: string, number: number): Promise<Reviewed> {
    const whole = await this.shelf.find(questionId);
    const version = whole?.versions.find((one) => one.number === number);
    if (!whole || !version) throw new NotFound('That version of the question');
    if (!whole.origin) throw new OfPackage('question');
    const steps = await this.book.stepsOf('question', version.id);
    return { version, steps, programme: whole.question.programme };
  }

  private async mustBeReady({ version, programme }: Reviewed): Promise<void> {
    const faults = shortcomings(version.content, await this.questions.groundsOf(programme));
    if (faults.length > 0) throw new Incomplete('question', faults);
  }

  private async step(
    actor: PersonActor,
    { version, steps }: Reviewed,
    toState: ReviewState,
    wanted: string,
    note?: string,
  ): Promise<void> {
    const fromState = stateOf(steps);
    if (!mayBecome(fromState, toState)) throw new WrongState(fromState, wanted);
    const sequence = steps.length + 1;
    await this.book.append('question', version.id, { sequence, fromState, toState, actorId: actor.id, note });
    const subject = { type: 'question', id: version.questionId };
    const facts = { version: version.number, fromState, toState, digest: version.digest };
    await this.audit.record('question.reviewed', actor, subject, facts);
  }
}
