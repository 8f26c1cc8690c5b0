import { Injectable } from '@nestjs/common';
import { Actor, systemActor } from '../audit/actor';
import { AuditTrail } from '../audit/audit-trail';
import { UnitOfWork } from '../database/unit-of-work';
import { Clock } from '../kernel/clock';
import { NotFound } from '../kernel/errors';
import { AttemptVoid } from './assessment.errors';
import { AttemptBook } from './data/attempt-book';
import { Attempt } from './data/attempt.entity';
import { CheckBook } from './data/check-book';
import { QuizBank } from './data/quiz-bank';
import { ScoringRun } from './data/scoring-run.entity';
import { DEFERRED, triesOf } from './domain/behaviour';
import { endedAt, isOver, reasonOfEnd } from './domain/deadline';
import { scoreAttempt } from './domain/projection';
import type { Question } from './domain/question';
import { SCORER_VERSION } from './domain/types/registry';
import { AttemptNews } from './attempt-news';
import { Timekeeping } from './timekeeping.service';

const CLOCKWORK = systemActor('assessment');

/** Ends attempts and grades them with what was saved. */
@Injectable()
export class Grading {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly bank: QuizBank,
    private readonly book: AttemptBook,
    private readonly checks: CheckBook,
    private readonly timekeeping: Timekeeping,
    private readonly news: AttemptNews,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Hands an attempt in. Whoever does so twice, or at the same moment in two tabs, is told the same result; one whose
   * time is over is told what was saved in time.
   *
   * @throws AttemptVoid where the quiz takes nothing that is handed in too late, and this was.
   */
  async submit(attemptId: string, actor: Actor): Promise<ScoringRun> {
    const run = await this.unitOfWork.run(async () => {
      const attempt = await this.book.find(attemptId);
      if (!attempt || attempt.personId !== actor.id) throw new NotFound('That attempt');
      return this.end(attempt, actor);
    });
    if (!run) throw new AttemptVoid();
    return run;
  }

  /** Ends an attempt whose time is over; one that ended already stays as it is. */
  async closeIfOver(attempt: Attempt): Promise<void> {
    const now = this.clock.now();
    if (now <= attempt.deadlineAt || !isOver(await this.timekeeping.timingOf(attempt, now), now)) return;
    await this.unitOfWork.run(() => this.end(attempt, CLOCKWORK));
  }

  /** Ends every open attempt whose time is over, each in an action of its own. */
  async closeOverdue(personId?: string): Promise<number> {
    const now = this.clock.now();
    const late = await this.book.openPastDeadline(now, personId);
    const timings = await this.timekeeping.timingsOf(late, now);
    const over = late.filter(({ id }) => isOver(timings.get(id)!, now));
    for (const attempt of over) await this.closeIfOver(attempt);
    return over.length;
  }

  /** Belongs inside an action. `null`: the attempt is void, and was not scored. */
  private async end(attempt: Attempt, actor: Actor): Promise<ScoringRun | null> {
    await this.book.hold(attempt.id);
    const now = this.clock.now();
    const graded = (await this.book.runsInForce([attempt.id], now)).get(attempt.id);
    if (graded) return graded;
    if ((await this.book.findSubmission(attempt.id))?.reason === 'void') return null;

    const timing = await this.timekeeping.timingOf(attempt, now);
    const { content } = await this.bank.edition(attempt.quizVersionId);
    const reason = reasonOfEnd(content, timing, now);
    const end = endedAt(timing, now);
    await this.book.close({ attemptId: attempt.id, reason, endedAt: end, recordedAt: now });
    this.news.tellWhenCommitted(attempt.id);
    const who = reason === 'submission' ? actor : CLOCKWORK;
    const subject = { type: 'attempt', id: attempt.id };
    await this.audit.record('attempt.submitted', who, subject, { reason, endedAt: end.toISOString() });
    if (reason === 'void') return null;

    const { grade, scores } = await this.score(attempt);
    const run = await this.book.recordRun(
      {
        ...grade,
        attemptId: attempt.id,
        scorerVersion: SCORER_VERSION,
        reason,
        actorId: who.id,
        inForceFrom: end,
        recordedAt: now,
      },
      scores,
    );
    const { percentage, passed, provisional, scorerVersion } = run;
    await this.audit.record(
      'scoring-run.recorded',
      who,
      { type: 'scoring-run', id: run.id },
      {
        attemptId: attempt.id,
        reason,
        scorerVersion,
        percentage,
        passed,
        provisional,
      },
    );
    return run;
  }

  private async score(attempt: Attempt) {
    const { content } = await this.bank.edition(attempt.quizVersionId);
    const asked = await this.book.itemsOf(attempt.id);
    const questions = await this.bank.questionsOf(asked.map(({ questionVersionId }) => questionVersionId));
    const items = asked.map(({ id, questionVersionId, maxMark }) => ({
      id,
      maxMark,
      question: questions.get(questionVersionId) as Question,
    }));
    const events = (await this.book.newestEventsOf(attempt.id)).map(
      ({ attemptItemId, sequence, payload, certainty }) => ({ attemptItemId, sequence, response: payload, certainty }),
    );
    const { behaviour = DEFERRED } = content;
    const checks = triesOf(behaviour) > 0 ? await this.checks.ofAttempt(attempt.id) : [];
    return scoreAttempt(items, events, content, { behaviour, checks });
  }
}
