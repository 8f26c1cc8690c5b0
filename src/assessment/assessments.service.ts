import { Injectable } from '@nestjs/common';
import { systemActor } from '../audit/actor';
import { AuditTrail } from '../audit/audit-trail';
import type { ProgrammeVersion } from '../catalogue/programme';
import { UnitOfWork } from '../database/unit-of-work';
import { AttemptBook } from './data/attempt-book';
import { QuestionCards } from './data/question-cards';
import { QuizBank } from './data/quiz-bank';
import { GradeBook } from './grade-book.service';
import { Grading } from './grading.service';

/** A quiz that was passed, and on what that rests. */
export interface QuizPassed {
  readonly quizId: string;
  /** Its slug. */
  readonly quiz: string;
  readonly programme: string;
  readonly attemptId: string;
  readonly scoringRunId: string;
  readonly percentage: number;
  /** The pass mark was not yet set by a panel. */
  readonly provisional: boolean;
  /** When the attempt ended: never after its deadline. */
  readonly passedAt: Date;
}

/** What the rooms above ask of assessment. */
@Injectable()
export class Assessments {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly bank: QuizBank,
    private readonly cards: QuestionCards,
    private readonly book: AttemptBook,
    private readonly grading: Grading,
    private readonly grades: GradeBook,
    private readonly audit: AuditTrail,
  ) {}

  /** Takes over the quizzes of a programme's version. What was taken over before stays as it is. */
  adopt(version: ProgrammeVersion): Promise<void> {
    return this.unitOfWork.run(async () => {
      const quizzes = await this.bank.adopt(version);
      await this.cards.fillMissing();
      if (quizzes === 0) return;
      const subject = { type: 'programme-version', id: version.id };
      await this.audit.record('quizzes.adopted', systemActor('assessment'), subject, { quizzes });
    });
  }

  /**
   * Every attempt that had passed by a moment, the earliest first, judged by the scoring run in force at that moment. One
   * pass is enough: a later attempt that fails takes nothing away. Where a quiz counts another attempt than the best, only
   * those passes are told on which its grade rests.
   */
  async passesOf(personId: string, until: Date): Promise<QuizPassed[]> {
    await this.grading.closeOverdue(personId);
    await this.grading.openResults({ personId });
    const ended = await this.book.endedBy(personId, until);
    const runs = await this.book.runsInForce(
      ended.map(({ attempt }) => attempt.id),
      until,
    );
    const passes: QuizPassed[] = [];
    for (const { attempt, submission } of ended) {
      const run = runs.get(attempt.id);
      if (!run?.passed || !submission) continue;
      const edition = await this.bank.edition(attempt.quizVersionId);
      if (!(await this.grades.counts(attempt, edition, until))) continue;
      const { quizId, slug, programme } = edition;
      passes.push({
        quizId,
        quiz: slug,
        programme,
        attemptId: attempt.id,
        scoringRunId: run.id,
        percentage: run.percentage,
        provisional: run.provisional,
        passedAt: submission.endedAt,
      });
    }
    return passes.sort((one, other) => one.passedAt.getTime() - other.passedAt.getTime());
  }

  /**
   * Grades every open attempt whose time is over, and opens results that wait for no panel any more; how many there were. For
   * a periodic call: whoever asks for one of them has it done anyway.
   */
  async closeOverdue(): Promise<number> {
    return (await this.grading.closeOverdue()) + (await this.grading.openResults());
  }
}
