import { Injectable } from '@nestjs/common';
import { digestOf } from '../kernel/canonical-json';
import { AttemptBook } from './data/attempt-book';
import type { Grade } from './domain/grade';
import { standingIn } from './domain/regrade/differences';
import { GradeBook, type Grades } from './grade-book.service';

/** An attempt whose pass begins or ceases to count, by itself or by what became of another attempt at the same quiz. */
export interface PassChange {
  readonly personId: string;
  readonly attemptId: string;
  readonly change: 'gains-pass' | 'loses-pass';
  /** Every scoring that the attempt ever had: whatever names one of them rests on its pass. */
  readonly scoringRunIds: readonly string[];
  /** No other attempt passes the quiz, so that the person's pass comes or goes with it. */
  readonly isDecisive: boolean;
}

/** An attempt that was graded so, and is, or would be, graded otherwise. */
export interface ChangedResult {
  readonly personId: string;
  readonly attemptId: string;
  readonly before: Grade | null;
  readonly after: Grade;
}

function isAnother({ before, after }: ChangedResult): boolean {
  return !before || digestOf(standingIn(before)) !== digestOf(standingIn(after));
}

/** Finds whose pass in a quiz is another once results are others: what rests on it is for the rooms above to say. */
@Injectable()
export class PassChanges {
  constructor(
    private readonly grades: GradeBook,
    private readonly book: AttemptBook,
  ) {}

  /** @param until as of when all the other attempts are looked at. */
  async by(quizId: string, given: readonly ChangedResult[], until: Date): Promise<PassChange[]> {
    const results = given.filter(isAnother);
    const [before, after] = (['before', 'after'] as const).map(
      (when): Grades => new Map(results.flatMap((one) => (one[when] ? [[one.attemptId, one[when]]] : []))),
    );
    const changes: Omit<PassChange, 'scoringRunIds'>[] = [];
    for (const personId of new Set(results.map((one) => one.personId))) {
      const had = await this.grades.countedPasses(personId, quizId, until, before);
      const has = await this.grades.countedPasses(personId, quizId, until, after);
      for (const attemptId of had.filter((id) => !has.includes(id))) {
        changes.push({ personId, attemptId, change: 'loses-pass', isDecisive: has.length === 0 });
      }
      for (const attemptId of has.filter((id) => !had.includes(id))) {
        changes.push({ personId, attemptId, change: 'gains-pass', isDecisive: had.length === 0 });
      }
    }
    const runs = await this.book.runsOfAll(changes.map(({ attemptId }) => attemptId));
    return changes.map((change) => ({
      ...change,
      scoringRunIds: (runs.get(change.attemptId) ?? []).map(({ id }) => id),
    }));
  }
}
