import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { UnitOfWork } from '../../database/unit-of-work';
import { Clock } from '../../kernel/clock';
import { Ids } from '../../kernel/ids';
import { Vault } from '../../vault/vault.service';
import type { ReviewState } from '../domain/review-state';
import { QuestionVersionEvent } from './question-version-event.entity';
import { QuizVersionEvent } from './quiz-version-event.entity';

/** What is reviewed: a version of a question, or of a quiz. */
export type Reviewed = 'question' | 'quiz';

/** One step as it is read again. */
export interface Step {
  readonly sequence: number;
  readonly fromState: ReviewState | null;
  readonly toState: ReviewState;
  readonly actorId: string;
  /** `null`: nothing was said, or whoever said it has been erased. */
  readonly note: string | null;
  readonly at: Date;
}

/** The steps of versions between author and candidates: appended, never changed. */
@Injectable()
export class ReviewBook {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly vault: Vault,
  ) {}

  /** In order. None: the version came with a package. */
  async stepsOf(what: Reviewed, versionId: string): Promise<Step[]> {
    return (await this.stepsOfAll(what, [versionId])).get(versionId) ?? [];
  }

  /** By version; every version that was asked for is there. */
  async stepsOfAll(what: Reviewed, versionIds: readonly string[]): Promise<Map<string, Step[]>> {
    const steps = new Map<string, Step[]>(versionIds.map((id) => [id, []]));
    if (versionIds.length === 0) return steps;
    const rows = await this.rowsOf(what, versionIds);
    const sealed = rows.flatMap(({ event: { actorId, noteSealed } }) =>
      noteSealed === null ? [] : [{ subjectId: actorId, sealed: noteSealed }],
    );
    const opened = await this.vault.openAll(sealed);
    let next = 0;
    for (const { versionId, event } of rows) {
      const { sequence, fromState, toState, actorId, noteSealed, recordedAt } = event;
      const note = noteSealed === null ? null : opened[next++];
      steps.get(versionId)?.push({ sequence, fromState, toState, actorId, note, at: recordedAt });
    }
    return steps;
  }

  /** Belongs inside an action. Of two that append the same step, one runs into the unique key: a conflict. */
  async append(
    what: Reviewed,
    versionId: string,
    step: { sequence: number; fromState: ReviewState | null; toState: ReviewState; actorId: string; note?: string },
  ): Promise<void> {
    const { sequence, fromState, toState, actorId, note } = step;
    const row = {
      id: this.ids.next(),
      sequence,
      fromState,
      toState,
      actorId,
      noteSealed: note ? await this.vault.seal(actorId, note) : null,
      recordedAt: this.clock.now(),
    };
    if (what === 'question') {
      await this.manager.getRepository(QuestionVersionEvent).insert({ ...row, questionVersionId: versionId });
    } else {
      await this.manager.getRepository(QuizVersionEvent).insert({ ...row, quizVersionId: versionId });
    }
  }

  /** Many versions written at once, as an import does. */
  async begin(versionIds: readonly string[], actorId: string): Promise<void> {
    const recordedAt = this.clock.now();
    const rows = versionIds.map((questionVersionId) => ({
      id: this.ids.next(),
      questionVersionId,
      sequence: 1,
      fromState: null,
      toState: 'draft' as const,
      actorId,
      noteSealed: null,
      recordedAt,
    }));
    if (rows.length > 0) await this.manager.getRepository(QuestionVersionEvent).insert(rows);
  }

  private async rowsOf(what: Reviewed, versionIds: readonly string[]) {
    const order = { sequence: 'ASC' } as const;
    if (what === 'question') {
      const where = { questionVersionId: In([...versionIds]) };
      const events = await this.manager.getRepository(QuestionVersionEvent).find({ where, order });
      return events.map((event) => ({ versionId: event.questionVersionId, event }));
    }
    const where = { quizVersionId: In([...versionIds]) };
    const events = await this.manager.getRepository(QuizVersionEvent).find({ where, order });
    return events.map((event) => ({ versionId: event.quizVersionId, event }));
  }

  private get manager() {
    return this.unitOfWork.manager;
  }
}
