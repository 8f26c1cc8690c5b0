import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock';
import { AttemptBook } from './data/attempt-book';
import type { Attempt } from './data/attempt.entity';
import { QuizBank, type QuizEdition } from './data/quiz-bank';
import type { Grade } from './domain/grade';
import { PassRules } from './pass-rules.service';
import { gradeOfQuiz, QuizGrade } from './domain/quiz-grade';

/** By the id of the attempt: what it would be graded instead of what it is. */
export type Grades = ReadonlyMap<string, Grade>;

interface GradedAt {
  readonly attempt: Attempt;
  readonly endedAt: Date;
  readonly grade: Grade;
}

/** What a person has reached in a quiz, over all their attempts. */
@Injectable()
export class GradeBook {
  constructor(
    private readonly clock: Clock,
    private readonly bank: QuizBank,
    private readonly book: AttemptBook,
    private readonly rules: PassRules,
  ) {}

  /** By the rule of the edition that the person sits now; `null` while nothing is graded. */
  async gradeOf(
    personId: string,
    edition: QuizEdition,
    until: Date = this.clock.now(),
    instead: Grades = new Map(),
  ): Promise<QuizGrade | null> {
    const { quizId, content } = edition;
    const graded = await this.gradedAt(personId, quizId, until, instead);
    const newest = graded.at(-1);
    if (!newest) return null;
    const method = content.gradeMethod ?? 'best';
    const passMark = method === 'mean' ? await this.passMarkOf(newest) : content.passMark;
    const attempts = graded.map(({ attempt: { number }, grade }) => ({ ...grade, number }));
    return gradeOfQuiz(method, attempts, passMark);
  }

  /** By which an attempt was judged: what is drawn, or set, for others later undoes no pass. */
  private async passMarkOf({ attempt: { id, quizVersionId }, endedAt }: GradedAt): Promise<number> {
    const { content } = await this.bank.edition(quizVersionId);
    const asked = (await this.book.itemsOf(id)).map(({ questionVersionId }) => questionVersionId);
    return (await this.rules.forAttempt(content, endedAt, asked)).rule.passMark;
  }

  /** Whether a passed attempt counts by the rule of its quiz. Where the best counts, any pass does. */
  async counts(attempt: Attempt, edition: QuizEdition, until: Date, instead?: Grades): Promise<boolean> {
    if ((edition.content.gradeMethod ?? 'best') === 'best') return true;
    const grade = await this.gradeOf(attempt.personId, edition, until, instead);
    return grade !== null && grade.passed && grade.attempts.includes(attempt.number);
  }

  /** Ids of a person's attempts at a quiz whose pass counted by a moment, were some of them graded otherwise. */
  async countedPasses(personId: string, quizId: string, until: Date, instead: Grades = new Map()): Promise<string[]> {
    const passes: string[] = [];
    for (const { attempt, grade } of await this.gradedAt(personId, quizId, until, instead)) {
      if (!grade.passed) continue;
      const edition = await this.bank.edition(attempt.quizVersionId);
      if (await this.counts(attempt, edition, until, instead)) passes.push(attempt.id);
    }
    return passes;
  }

  /** In their order. */
  private async gradedAt(personId: string, quizId: string, until: Date, instead: Grades): Promise<GradedAt[]> {
    const ended = (await this.book.attemptsAt(personId, quizId)).filter(
      ({ submission }) => submission && submission.endedAt <= until,
    );
    const runs = await this.book.runsInForce(
      ended.map(({ attempt }) => attempt.id),
      until,
    );
    return ended
      .flatMap(({ attempt, submission }): GradedAt[] => {
        const grade = instead.get(attempt.id) ?? runs.get(attempt.id);
        return grade && submission ? [{ attempt, endedAt: submission.endedAt, grade }] : [];
      })
      .sort((one, other) => one.attempt.number - other.attempt.number);
  }
}
