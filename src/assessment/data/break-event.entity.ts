import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, IntegerColumn, PrimaryIdColumn, TextColumn } from '../../database/columns';

/** The clock of an attempt was stopped, or runs again. */
@Entity('attempt_break')
@Index(['attemptId', 'sequence'], { unique: true })
export class AttemptBreak {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('Attempt')
  @IdColumn({ update: false })
  attemptId: string;

  /** 1, 2, 3 … within the attempt. */
  @IntegerColumn({ update: false })
  sequence: number;

  @TextColumn(10, { update: false })
  change: 'began' | 'ended';

  @InstantColumn({ update: false })
  at: Date;
}
