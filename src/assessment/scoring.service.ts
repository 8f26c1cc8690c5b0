import { Injectable } from '@nestjs/common';
import type { Actor } from '../audit/actor';
import { AuditTrail } from '../audit/audit-trail';
import { Clock } from '../kernel/clock';
import { AttemptBook } from './data/attempt-book';
import type { Attempt } from './data/attempt.entity';
import { CheckBook } from './data/check-book';
import { QuizBank } from './data/quiz-bank';
import { MarkingBook } from './data/marking-book';
import { RegradeBook } from './data/regrade-book';
import type { ScoringRun } from './data/scoring-run.entity';
import { DEFERRED, triesOf } from './domain/behaviour';
import type { Grade } from './domain/grade';
import { DecidedMark, stateOfMarking } from './domain/marking/marking';
import { AskedItem, ItemScore, scoreAttempt } from './domain/projection';
import type { Treatments } from './domain/regrade/treatment';
import type { Question } from './domain/question';
import { SCORER_VERSION } from './domain/types/registry';
import { PassRules } from './pass-rules.service';

export interface Scored {
  readonly grade: Grade;
  readonly scores: readonly ItemScore[];
  /** Ids of the question versions that it asked. */
  readonly asked: readonly string[];
  /** From when its result may count; `null`: it waits until a panel has set the pass mark. */
  readonly countsFrom: Date | null;
  /** Something that was answered can no longer be read: its writer was erased. */
  readonly isErased: boolean;
}

/** Why a run is recorded, by whom, and from when it counts. */
export interface RunCause {
  readonly reason: ScoringRun['reason'];
  readonly by: Actor;
  readonly inForceFrom: Date | null;
}

/** Scores attempts from their facts. Each scoring is a run of its own, beside the earlier ones. */
@Injectable()
export class Scoring {
  constructor(
    private readonly clock: Clock,
    private readonly bank: QuizBank,
    private readonly book: AttemptBook,
    private readonly checks: CheckBook,
    private readonly rules: PassRules,
    private readonly regrades: RegradeBook,
    private readonly marks: MarkingBook,
    private readonly audit: AuditTrail,
  ) {}

  /** @param treatments unless told, those of the regrades that are approved by now. */
  async score(attempt: Attempt, treatments?: Treatments): Promise<Scored> {
    const { content } = await this.bank.edition(attempt.quizVersionId);
    const asked = await this.book.itemsOf(attempt.id);
    const askedIds = asked.map(({ questionVersionId }) => questionVersionId);
    const questions = await this.bank.questionsOf(askedIds);
    const items = asked.map(({ id, questionVersionId, maxMark }) => ({
      id,
      questionVersionId,
      maxMark,
      question: questions.get(questionVersionId) as Question,
    }));
    const newest = await this.book.newestEventsOf(attempt.id);
    const events = newest.map(({ attemptItemId, sequence, payload, certainty }) => ({
      attemptItemId,
      sequence,
      response: payload,
      certainty,
    }));
    const { behaviour = DEFERRED } = content;
    const checks = triesOf(behaviour) > 0 ? await this.checks.ofAttempt(attempt.id) : [];
    const decisions = {
      treatments: treatments ?? (await this.regrades.treatmentsOf(attempt.quizId)),
      marks: await this.decidedMarks(attempt.id, items),
    };
    const end = (await this.book.findSubmission(attempt.id))?.endedAt ?? this.clock.now();
    const { rule, countsFrom } = await this.rules.forAttempt(content, end, askedIds);
    const scored = scoreAttempt(items, events, rule, { behaviour, checks }, decisions);
    return {
      ...scored,
      countsFrom,
      asked: askedIds,
      isErased: newest.some(({ isErased }) => isErased),
    };
  }

  private async decidedMarks(attemptId: string, items: readonly AskedItem[]): Promise<Map<string, DecidedMark>> {
    const decided = new Map<string, DecidedMark>();
    if (!items.some(({ question }) => question.type === 'essay')) return decided;
    const given = await this.marks.marksIn(attemptId);
    for (const { id, question } of items) {
      if (question.type !== 'essay') continue;
      const own = given.filter(({ attemptItemId }) => attemptItemId === id);
      const state = stateOfMarking(own, question.rubric);
      if (state.needs === null) decided.set(id, state.decided);
    }
    return decided;
  }

  /**
   * Many attempts at once, under one entry of the audit trail that whoever calls makes. Belongs inside an action that no
   * other scoring of these attempts can overtake.
   */
  recordAll(
    rescored: readonly { readonly attempt: Attempt; readonly scored: Scored; readonly inForceFrom: Date | null }[],
    { reason, by }: Pick<RunCause, 'reason' | 'by'>,
  ): Promise<ScoringRun[]> {
    const recordedAt = this.clock.now();
    return this.book.recordRuns(
      rescored.map(({ attempt, scored: { grade, scores }, inForceFrom }) => ({
        run: {
          ...grade,
          ...{ attemptId: attempt.id, scorerVersion: SCORER_VERSION, reason, actorId: by.id, inForceFrom, recordedAt },
        },
        scores,
      })),
    );
  }

  /** Belongs inside an action that holds the attempt. */
  async record(
    attempt: Attempt,
    { grade, scores }: Scored,
    { reason, by, inForceFrom }: RunCause,
  ): Promise<ScoringRun> {
    const run = await this.book.recordRun(
      {
        ...grade,
        attemptId: attempt.id,
        scorerVersion: SCORER_VERSION,
        reason,
        actorId: by.id,
        inForceFrom,
        recordedAt: this.clock.now(),
      },
      scores,
    );
    const { percentage, passed, provisional, scorerVersion } = run;
    const subject = { type: 'scoring-run', id: run.id };
    const outcome = { attemptId: attempt.id, reason, scorerVersion, percentage, passed, provisional };
    await this.audit.record('scoring-run.recorded', by, subject, outcome);
    return run;
  }
}
