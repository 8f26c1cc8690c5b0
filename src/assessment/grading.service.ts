import { Injectable } from '@nestjs/common';
import { Actor, systemActor } from '../audit/actor';
import { AuditTrail } from '../audit/audit-trail';
import { UnitOfWork } from '../database/unit-of-work';
import { Clock } from '../kernel/clock';
import { NotFound } from '../kernel/errors';
import { AttemptVoid } from './assessment.errors';
import { AttemptBook } from './data/attempt-book';
import { Attempt } from './data/attempt.entity';
import { QuizBank } from './data/quiz-bank';
import { RegradeBook } from './data/regrade-book';
import { ScoringRun } from './data/scoring-run.entity';
import type { Grade } from './domain/grade';
import { awaitsMarking } from './domain/projection';
import { endedAt, isOver, reasonOfEnd } from './domain/deadline';
import { AttemptNews } from './attempt-news';
import { type NewResult, NewResults } from './new-results';
import { type PassChange, PassChanges } from './pass-changes.service';
import { PassRules } from './pass-rules.service';
import { type Scored, Scoring } from './scoring.service';
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
    private readonly regrades: RegradeBook,
    private readonly scoring: Scoring,
    private readonly rules: PassRules,
    private readonly timekeeping: Timekeeping,
    private readonly news: AttemptNews,
    private readonly passes: PassChanges,
    private readonly results: NewResults,
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
    await this.regrades.holdOff(attempt.quizId);
    await this.book.hold(attempt.id);
    const now = this.clock.now();
    const ended = await this.book.findSubmission(attempt.id);
    if (ended) return ended.reason === 'void' ? null : this.runOf(attempt.id);

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

    const scored = await this.scoring.score(attempt);
    if (scored.countsFrom && (content.gradeMethod ?? 'best') !== 'best') {
      const passes = await this.passesBy(attempt, scored);
      if (passes.length > 0) this.announce('other-attempts', attempt, scored.grade, passes);
    }
    return this.scoring.record(attempt, scored, { reason, by: who, inForceFrom: scored.countsFrom });
  }

  /** Of other attempts too: where the last counts, or the mean, another attempt may undo a pass. Comes before it is recorded. */
  private passesBy({ quizId, personId, id: attemptId }: Attempt, { grade }: Scored): Promise<PassChange[]> {
    return this.passes.by(quizId, [{ personId, attemptId, before: null, after: grade }], this.clock.now());
  }

  private announce(
    because: NewResult['because'],
    { id: attemptId, quizId, personId }: Attempt,
    after: Grade,
    passes: readonly PassChange[],
  ): void {
    this.results.announceWhenCommitted({ because, quizId, attemptId, personId, before: null, after, passes });
  }

  /** The run that counts, else the newest, which waits for a panel. */
  private async runOf(attemptId: string): Promise<ScoringRun> {
    const inForce = (await this.book.runsInForce([attemptId], this.clock.now())).get(attemptId);
    return inForce ?? ((await this.book.runsOf(attemptId)).at(-1) as ScoringRun);
  }

  /**
   * Opens the results that waited for a panel, where one has set the pass mark by now: of a person, of a quiz, or all.
   * Whoever reads one of them has it opened anyway.
   */
  async openResults(of: { personId?: string; quizId?: string } = {}): Promise<number> {
    let opened = 0;
    const mayOpen = new Map<string, boolean>();
    for (const attempt of await this.book.heldBack(of)) {
      const { quizVersionId } = attempt;
      let may = mayOpen.get(quizVersionId);
      if (may === undefined) {
        may = await this.rules.isSetBySomePanel((await this.bank.edition(quizVersionId)).content);
        mayOpen.set(quizVersionId, may);
      }
      // Nothing is locked, nor scored, for as long as no panel has met: candidates look often.
      if (may && (await this.unitOfWork.run(() => this.open(attempt)))) opened += 1;
    }
    return opened;
  }

  /** Belongs inside an action. False: it still waits, or somebody was faster. */
  private async open(attempt: Attempt): Promise<boolean> {
    await this.regrades.holdOff(attempt.quizId);
    await this.book.hold(attempt.id);
    if ((await this.book.runsInForce([attempt.id], this.clock.now())).has(attempt.id)) return false;
    const scored = await this.scoring.score(attempt);
    // Of somebody who was erased the typed answers are gone: scored anew they would count as none.
    if (!scored.countsFrom || scored.isErased) return false;
    const cause = { reason: 'cut-score', by: CLOCKWORK, inForceFrom: scored.countsFrom } as const;
    const passes = await this.passesBy(attempt, scored);
    await this.scoring.record(attempt, scored, cause);
    // Until it is whole its candidate is told nothing; that a pass is gone, registrars learn at once.
    const isWhole = !scored.scores.some(awaitsMarking);
    if (isWhole || passes.length > 0) {
      this.announce(isWhole ? 'cut-score' : 'other-attempts', attempt, scored.grade, passes);
    }
    return true;
  }
}
