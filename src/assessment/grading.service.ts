import { Injectable } from '@nestjs/common';
import { Actor, systemActor } from '../audit/actor';
import { AuditTrail } from '../audit/audit-trail';
import { UnitOfWork } from '../database/unit-of-work';
import { Clock } from '../kernel/clock';
import { NotFound } from '../kernel/errors';
import { AttemptBook } from './data/attempt-book';
import { Attempt } from './data/attempt.entity';
import { CheckBook } from './data/check-book';
import { QuizBank } from './data/quiz-bank';
import { ScoringRun } from './data/scoring-run.entity';
import { DEFERRED, triesOf } from './domain/behaviour';
import { endedAt, isOver } from './domain/deadline';
import { scoreAttempt } from './domain/projection';
import { SCORER_VERSION } from './domain/types/registry';

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
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Hands an attempt in. Whoever does so twice, or at the same moment in two tabs, is told the same result; one whose
   * time is over is told what was saved in time.
   */
  submit(attemptId: string, actor: Actor): Promise<ScoringRun> {
    return this.unitOfWork.run(async () => {
      const attempt = await this.book.find(attemptId);
      if (!attempt || attempt.personId !== actor.id) throw new NotFound('That attempt');
      return this.end(attempt, actor);
    });
  }

  /** Ends an attempt whose time is over; one that ended already stays as it is. */
  async closeIfOver(attempt: Attempt): Promise<void> {
    if (!isOver(attempt, this.clock.now())) return;
    await this.unitOfWork.run(() => this.end(attempt, CLOCKWORK));
  }

  /** Ends every open attempt whose time is over, each in an action of its own. */
  async closeOverdue(personId?: string): Promise<number> {
    const now = this.clock.now();
    const over = (await this.book.openPastDeadline(now, personId)).filter((attempt) => isOver(attempt, now));
    for (const attempt of over) await this.closeIfOver(attempt);
    return over.length;
  }

  /** Belongs inside an action. */
  private async end(attempt: Attempt, actor: Actor): Promise<ScoringRun> {
    await this.book.hold(attempt.id);
    const now = this.clock.now();
    const graded = (await this.book.runsInForce([attempt.id], now)).get(attempt.id);
    if (graded) return graded;

    const reason = isOver(attempt, now) ? 'time-out' : 'submission';
    const end = endedAt(attempt, now);
    await this.book.close({ attemptId: attempt.id, reason, endedAt: end, recordedAt: now });
    const who = reason === 'time-out' ? CLOCKWORK : actor;
    const subject = { type: 'attempt', id: attempt.id };
    await this.audit.record('attempt.submitted', who, subject, { reason, endedAt: end.toISOString() });

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
    const { content, questions } = await this.bank.edition(attempt.quizVersionId);
    const bySlot = new Map(questions.map(({ slot, question }) => [slot, question]));
    const items = (await this.book.itemsOf(attempt.id)).flatMap(({ id, slot, maxMark }) => {
      const question = bySlot.get(slot);
      return question ? [{ id, maxMark, question }] : [];
    });
    const events = (await this.book.newestEventsOf(attempt.id)).map(
      ({ attemptItemId, sequence, payload, certainty }) => ({ attemptItemId, sequence, response: payload, certainty }),
    );
    const { behaviour = DEFERRED } = content;
    const checks = triesOf(behaviour) > 0 ? await this.checks.ofAttempt(attempt.id) : [];
    return scoreAttempt(items, events, content, { behaviour, checks });
  }
}
