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
    const graded = (await this.gradedAt(personId, quizId, until, instead)).map(({ attempt: { number }, grade }) => ({
      ...grade,
      number,
    }));
    const { passMark } = await this.rules.at(edition, until);
    return gradeOfQuiz(content.gradeMethod ?? 'best', graded, passMark);
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

  private async gradedAt(personId: string, quizId: string, until: Date, instead: Grades) {
    const ended = (await this.book.attemptsAt(personId, quizId)).filter(
      ({ submission }) => submission && submission.endedAt <= until,
    );
    const runs = await this.book.runsInForce(
      ended.map(({ attempt }) => attempt.id),
      until,
    );
    return ended.flatMap(({ attempt }): { attempt: Attempt; grade: Grade }[] => {
      const grade = instead.get(attempt.id) ?? runs.get(attempt.id);
      return grade ? [{ attempt, grade }] : [];
    });
  }
}
