import { Injectable } from '@nestjs/common';
import type { QuestionDefinition } from '../catalogue/question-definition';
import { Clock } from '../kernel/clock';
import { NotFound } from '../kernel/errors';
import type { Listing, PageRequest } from '../kernel/listing';
import { QuestionShelf } from './data/question-shelf';
import type { QuizSchedule } from './data/quiz-schedule.entity';
import { isOfTheBank, QuizShelf } from './data/quiz-shelf';
import { ReviewBook } from './data/review-book';
import { type ReviewState, stateOf } from './domain/review-state';
import { QuestionDraw } from './question-draw.service';
import type { StepView } from './question-view';
import { stepViews } from './questions.service';
import type { QuizContent } from './quiz-content';
import { QuizPlans, type QuizPlan } from './quiz-plans.service';

export interface ScheduleView {
  readonly version: number;
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
}

export interface QuizVersionView {
  readonly id: string;
  readonly number: number;
  readonly digest: string;
  readonly recordedAt: Date;
  readonly state: ReviewState;
  readonly content: QuizContent;
  readonly steps: readonly StepView[];
  readonly attempts: number;
}

/** A quiz as its authors see it. */
export interface AuthoredQuiz {
  readonly id: string;
  readonly programme: string;
  readonly title: string;
  /** Came with its programme's package. */
  readonly ofPackage: boolean;
  readonly schedule: ScheduleView | null;
  readonly versions: readonly QuizVersionView[];
}

export interface AuthoredQuizSummary {
  readonly id: string;
  readonly programme: string;
  readonly title: string;
  readonly version: number;
  readonly state: ReviewState;
  readonly schedule: ScheduleView | null;
}

/** A quiz of the bank that candidates can sit now or later. */
export interface ScheduledQuiz {
  readonly id: string;
  readonly title: string;
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
}

/** Quizzes as those who build them look at them. */
@Injectable()
export class QuizVersions {
  constructor(
    private readonly clock: Clock,
    private readonly shelf: QuizShelf,
    private readonly book: ReviewBook,
    private readonly plans: QuizPlans,
    private readonly draw: QuestionDraw,
    private readonly questions: QuestionShelf,
  ) {}

  /** @throws NotFound */
  async get(quizId: string): Promise<AuthoredQuiz> {
    const whole = await this.shelf.find(quizId);
    if (!whole) throw new NotFound('That quiz');
    const { quiz, versions } = whole;
    const ids = versions.map(({ id }) => id);
    const steps = await this.book.stepsOfAll('quiz', ids);
    const attempts = await this.shelf.attemptsOn(ids);
    const numbers = new Map(versions.map(({ id, number }) => [id, number]));
    return {
      id: quiz.id,
      programme: quiz.programme,
      title: versions[versions.length - 1].content.title,
      ofPackage: !isOfTheBank(quiz),
      schedule: scheduleView(await this.shelf.findSchedule(quizId), numbers),
      versions: versions.map(({ id, number, digest, recordedAt, content }) => ({
        id,
        number,
        digest,
        recordedAt,
        state: stateOf(steps.get(id) ?? []),
        content,
        steps: stepViews(steps.get(id) ?? []),
        attempts: attempts.get(id) ?? 0,
      })),
    };
  }

  async list(page: PageRequest, programme?: string): Promise<Listing<AuthoredQuizSummary>> {
    const { items, next } = await this.shelf.list(page, programme);
    const steps = await this.book.stepsOfAll(
      'quiz',
      items.map(({ version }) => version.id),
    );
    const summaries: AuthoredQuizSummary[] = [];
    for (const { quiz, version } of items) {
      const schedule = await this.shelf.findSchedule(quiz.id);
      const versions = (await this.shelf.find(quiz.id))?.versions ?? [];
      summaries.push({
        id: quiz.id,
        programme: quiz.programme,
        title: version.content.title,
        version: version.number,
        state: stateOf(steps.get(version.id) ?? []),
        schedule: scheduleView(schedule, new Map(versions.map(({ id, number }) => [id, number]))),
      });
    }
    return { items: summaries, next };
  }

  /** What a quiz would ask, whether it is kept already or still being built. */
  planOf(programme: string, content: QuizContent): Promise<QuizPlan> {
    return this.plans.of(programme, content);
  }

  /** The questions as one candidate or another would be asked them, with what each counts. */
  async sampleOf(programme: string, content: QuizContent): Promise<{ content: QuestionDefinition; mark: number }[]> {
    const sample = await this.draw.sampleOf(programme, content);
    const versions = await this.questions.versionsOf(sample.map(({ questionVersionId }) => questionVersionId));
    const contents = new Map(versions.map((version) => [version.id, version.content]));
    return sample.flatMap(({ questionVersionId, mark }) => {
      const question = contents.get(questionVersionId);
      return question ? [{ content: question, mark: mark ?? question.mark }] : [];
    });
  }

  /** The quizzes of a programme's bank that are open or will open. */
  async scheduled(programme: string): Promise<ScheduledQuiz[]> {
    const now = this.clock.now();
    const open = (await this.shelf.schedulesOf(programme)).filter(({ closesAt }) => !closesAt || closesAt > now);
    const quizzes: ScheduledQuiz[] = [];
    for (const { quizId, quizVersionId, opensAt, closesAt } of open) {
      const whole = await this.shelf.find(quizId);
      const version = whole?.versions.find(({ id }) => id === quizVersionId);
      if (version) quizzes.push({ id: quizId, title: version.content.title, opensAt, closesAt });
    }
    return quizzes;
  }
}

function scheduleView(schedule: QuizSchedule | null, numbers: ReadonlyMap<string, number>): ScheduleView | null {
  if (!schedule) return null;
  const { quizVersionId, opensAt, closesAt } = schedule;
  return { version: numbers.get(quizVersionId) ?? 0, opensAt, closesAt };
}
