import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock';
import { AttemptBook } from './data/attempt-book';
import type { Attempt } from './data/attempt.entity';
import type { QuizEdition } from './data/quiz-bank';
import { gradeOfQuiz, QuizGrade } from './domain/quiz-grade';

/** What a person has reached in a quiz, over all their attempts. */
@Injectable()
export class GradeBook {
  constructor(
    private readonly clock: Clock,
    private readonly book: AttemptBook,
  ) {}

  /** By the rule of the edition that the person sits now; `null` while nothing is graded. */
  async gradeOf(
    personId: string,
    { quizId, content }: QuizEdition,
    until: Date = this.clock.now(),
  ): Promise<QuizGrade | null> {
    const ended = (await this.book.attemptsAt(personId, quizId)).filter(
      ({ submission }) => submission && submission.endedAt <= until,
    );
    const runs = await this.book.runsInForce(
      ended.map(({ attempt }) => attempt.id),
      until,
    );
    const graded = ended.flatMap(({ attempt: { id, number } }) => {
      const run = runs.get(id);
      return run ? [{ ...run, number }] : [];
    });
    return gradeOfQuiz(content.gradeMethod ?? 'best', graded, content.passMark);
  }

  /** Whether a passed attempt counts by the rule of its quiz. Where the best counts, any pass does. */
  async counts(attempt: Attempt, edition: QuizEdition, until: Date): Promise<boolean> {
    if ((edition.content.gradeMethod ?? 'best') === 'best') return true;
    const grade = await this.gradeOf(attempt.personId, edition, until);
    return grade !== null && grade.passed && grade.attempts.includes(attempt.number);
  }
}
