import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail';
import { Programmes } from '../catalogue/programmes.service';
import { UnitOfWork } from '../database/unit-of-work';
import type { PersonActor } from '../identity/access';
import { Clock } from '../kernel/clock';
import { type Fault, Invalid, NotFound } from '../kernel/errors';
import { Incomplete, OfPackage, SecondPersonRequired, WrongState } from './authoring.errors';
import { QuestionShelf } from './data/question-shelf';
import { isOfTheBank, QuizShelf, type WholeQuiz } from './data/quiz-shelf';
import type { QuizVersion } from './data/quiz-version.entity';
import { ReviewBook, type Step } from './data/review-book';
import { isOwnWork, mayBecome, type ReviewState, stateOf } from './domain/review-state';
import { bankOf, type Decision } from './question-reviews.service';
import type { QuizContent } from './quiz-content';
import { quizDraft } from './quiz-drafts';
import { QuizPlans } from './quiz-plans.service';

export interface WrittenQuiz {
  readonly quizId: string;
  readonly number: number;
  readonly isNew: boolean;
}

/** When a quiz is open: `[opensAt, closesAt)`. Absent: at once, and without end. */
export interface OpeningHours {
  readonly opensAt?: Date;
  readonly closesAt?: Date;
}

interface Reviewed {
  readonly whole: WholeQuiz;
  readonly version: QuizVersion;
  readonly steps: readonly Step[];
}

/** Builds quizzes of the bank, carries them through review, and schedules them. A version never changes. */
@Injectable()
export class QuizAuthoring {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly programmes: Programmes,
    private readonly shelf: QuizShelf,
    private readonly questions: QuestionShelf,
    private readonly plans: QuizPlans,
    private readonly book: ReviewBook,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws Invalid naming every fault at once. */
  async write(actor: PersonActor, programme: string, sent: unknown): Promise<WrittenQuiz> {
    const content = quizDraft(sent);
    if (!(await this.programmes.list()).some(({ slug }) => slug === programme)) {
      throw new Invalid([{ path: 'programme', message: 'is not a programme that runs here' }]);
    }
    return this.unitOfWork.run(async () => {
      await this.mustHold(programme, content);
      const version = await this.shelf.enter(programme, content);
      await this.begun(actor, version, 'quiz.written');
      return { quizId: version.quizId, number: 1, isNew: true };
    });
  }

  /** Makes another version; the same content again makes none. @throws OfPackage */
  async edit(actor: PersonActor, quizId: string, sent: unknown): Promise<WrittenQuiz> {
    const content = quizDraft(sent);
    return this.unitOfWork.run(async () => {
      const whole = await this.own(quizId);
      await this.mustHold(whole.quiz.programme, content);
      const { version, isNew } = await this.shelf.addVersion(whole, content);
      if (isNew) await this.begun(actor, version, 'quiz.edited');
      return { quizId, number: version.number, isNew };
    });
  }

  /** @throws Incomplete naming everything that does not fit, WrongState, OfPackage */
  submit(actor: PersonActor, quizId: string, number: number, note?: string): Promise<void> {
    return this.unitOfWork.run(async () => {
      const reviewed = await this.reviewed(quizId, number);
      await this.mustBeReady(reviewed);
      await this.step(actor, reviewed, 'in-review', 'handed in for review', note);
    });
  }

  /** As for a question. @throws SecondPersonRequired, Incomplete, WrongState, OfPackage */
  decide(actor: PersonActor, quizId: string, number: number, { outcome, note }: Decision): Promise<void> {
    return this.unitOfWork.run(async () => {
      let reviewed = await this.reviewed(quizId, number);
      await this.unitOfWork.hold(bankOf(reviewed.whole.quiz.programme));
      if (outcome === 'returned') return this.step(actor, reviewed, 'draft', 'returned', note);
      if (isOwnWork(reviewed.steps, actor.id)) throw new SecondPersonRequired();
      await this.mustBeReady(reviewed);
      if (stateOf(reviewed.steps) === 'draft') {
        await this.step(actor, reviewed, 'in-review', 'taken into review');
        reviewed = await this.reviewed(quizId, number);
      }
      await this.step(actor, reviewed, 'approved', 'approved', note);
    });
  }

  /** Nobody starts it any more; where it is scheduled, it closes now. What was begun is finished. */
  retire(actor: PersonActor, quizId: string, number: number, note?: string): Promise<void> {
    return this.unitOfWork.run(async () => {
      const reviewed = await this.reviewed(quizId, number);
      await this.step(actor, reviewed, 'retired', 'retired', note);
      const schedule = await this.shelf.findSchedule(quizId);
      const now = this.clock.now();
      if (schedule?.quizVersionId !== reviewed.version.id || (schedule.closesAt && schedule.closesAt <= now)) return;
      const opensAt = schedule.opensAt && schedule.opensAt > now ? now : schedule.opensAt;
      await this.enter(actor, reviewed.version, { opensAt, closesAt: now });
    });
  }

  /** From now on this version is the one that is sat, within its hours. @throws WrongState where it is not approved. */
  schedule(actor: PersonActor, quizId: string, number: number, { opensAt, closesAt }: OpeningHours): Promise<void> {
    const now = this.clock.now();
    const faults: Fault[] = [];
    if (closesAt && closesAt <= now) faults.push({ path: 'closesAt', message: 'lies in the past' });
    if (opensAt && closesAt && closesAt <= opensAt)
      faults.push({ path: 'closesAt', message: 'is not after the opening' });
    if (faults.length > 0) throw new Invalid(faults);
    return this.unitOfWork.run(async () => {
      const { version, steps } = await this.reviewed(quizId, number);
      const state = stateOf(steps);
      if (state !== 'approved') throw new WrongState(state, 'scheduled');
      await this.enter(actor, version, { opensAt: opensAt ?? null, closesAt: closesAt ?? null });
    });
  }

  private async enter(
    actor: PersonActor,
    { id: quizVersionId, quizId, number }: QuizVersion,
    { opensAt, closesAt }: { opensAt: Date | null; closesAt: Date | null },
  ): Promise<void> {
    await this.shelf.schedule({ quizId, quizVersionId, opensAt, closesAt, actorId: actor.id });
    const facts = {
      version: number,
      opensAt: opensAt?.toISOString() ?? null,
      closesAt: closesAt?.toISOString() ?? null,
    };
    await this.audit.record('quiz.scheduled', actor, { type: 'quiz', id: quizId }, facts);
  }

  /** What a draft may not do either: name questions that are not of its programme, or one of them twice. */
  private async mustHold(programme: string, { slots }: QuizContent): Promise<void> {
    const versions = new Map(
      (await this.questions.versionsOf(slots.map(({ questionVersionId }) => questionVersionId))).map((version) => [
        version.id,
        version,
      ]),
    );
    const seen = new Set<string>();
    const faults = slots.flatMap(({ questionVersionId }, index): Fault[] => {
      const path = `content.slots.${index}.questionVersionId`;
      const version = versions.get(questionVersionId);
      if (version?.programme !== programme)
        return [{ path, message: 'is not a version of a question of the programme' }];
      if (seen.has(version.questionId)) return [{ path, message: 'is of a question that is asked already' }];
      seen.add(version.questionId);
      return [];
    });
    if (faults.length > 0) throw new Invalid(faults);
  }

  private async mustBeReady({ whole, version }: Reviewed): Promise<void> {
    const { faults } = await this.plans.of(whole.quiz.programme, version.content);
    if (faults.length > 0) throw new Incomplete('quiz', faults);
  }

  private async own(quizId: string): Promise<WholeQuiz> {
    const whole = await this.shelf.find(quizId);
    if (!whole) throw new NotFound('That quiz');
    if (!isOfTheBank(whole.quiz)) throw new OfPackage('quiz');
    return whole;
  }

  private async reviewed(quizId: string, number: number): Promise<Reviewed> {
    const whole = await this.own(quizId);
    const version = whole.versions.find((one) => one.number === number);
    if (!version) throw new NotFound('That version of the quiz');
    return { whole, version, steps: await this.book.stepsOf('quiz', version.id) };
  }

  private async begun(actor: PersonActor, { id, quizId, number, digest }: QuizVersion, action: string): Promise<void> {
    await this.book.append('quiz', id, { sequence: 1, fromState: null, toState: 'draft', actorId: actor.id });
    await this.audit.record(action, actor, { type: 'quiz', id: quizId }, { version: number, digest });
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
    await this.book.append('quiz', version.id, { sequence, fromState, toState, actorId: actor.id, note });
    const subject = { type: 'quiz', id: version.quizId };
    const facts = { version: version.number, fromState, toState, digest: version.digest };
    await this.audit.record('quiz.reviewed', actor, subject, facts);
  }
}
