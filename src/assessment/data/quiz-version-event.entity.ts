import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, IntegerColumn, LongTextColumn, PrimaryIdColumn, TextColumn } from '../../database/columns';
import type { ReviewState, ReviewStep } from '../domain/review-state';

/** One step of a version of a quiz between its author and those who are asked. */
@Entity('quiz_version_event')
@Index(['quizVersionId', 'sequence'], { unique: true })
export class QuizVersionEvent implements ReviewStep {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('QuizVersion')
  @IdColumn({ update: false })
  quizVersionId: string;

  /** 1, 2, 3 … Unique: the loser of a race sees the conflict. */
  @IntegerColumn({ update: false })
  sequence: number;

  /** `null`: it was written. */
  @TextColumn(10, { update: false, nullable: true })
  fromState: ReviewState | null;

  @TextColumn(10, { update: false })
  toState: ReviewState;

  @ForeignKey('Person')
  @IdColumn({ update: false })
  actorId: string;

  /** Free words of whoever took the step, sealed under their key. */
  @LongTextColumn({ update: false, nullable: true })
  noteSealed: string | null;

  @InstantColumn({ update: false })
  recordedAt: Date;
}
