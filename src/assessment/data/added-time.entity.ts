import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, IntegerColumn, LongTextColumn, PrimaryIdColumn } from '../../database/columns';

/** Minutes that somebody added to a running attempt. */
@Entity('attempt_added_time')
@Index(['attemptId', 'sequence'], { unique: true })
export class AddedTime {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('Attempt')
  @IdColumn({ update: false })
  attemptId: string;

  /** 1, 2, 3 … within the attempt. */
  @IntegerColumn({ update: false })
  sequence: number;

  @IntegerColumn({ update: false })
  minutes: number;

  /** Why, sealed under the candidate's key. */
  @LongTextColumn({ update: false })
  sealedReason: string;

  @ForeignKey('Person')
  @IdColumn({ update: false })
  addedById: string;

  @InstantColumn({ update: false })
  addedAt: Date;
}
