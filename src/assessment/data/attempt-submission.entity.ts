import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, PrimaryIdColumn, TextColumn } from '../../database/columns';

/** The end of an attempt. There is one: of two who submit at once, the second is told what the first was told. */
@Entity('attempt_submission')
@Index(['attemptId'], { unique: true })
export class AttemptSubmission {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('Attempt')
  @IdColumn({ update: false })
  attemptId: string;

  /**
   * Handed in by the candidate; closed because its time was over; or void, because its time was over and the quiz wants it
   * handed in: then it is never scored.
   */
  @TextColumn(20, { update: false })
  reason: 'submission' | 'time-out' | 'void';

  /** When it counts as ended: never after its deadline. */
  @InstantColumn({ update: false })
  endedAt: Date;

  @InstantColumn({ update: false })
  recordedAt: Date;
}
