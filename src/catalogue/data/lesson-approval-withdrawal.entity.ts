import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, LongTextColumn, PrimaryIdColumn } from '../../database/columns';

/** An approval of a lesson does not count any more. */
@Entity('lesson_approval_withdrawal')
@Index(['approvalId'], { unique: true })
export class LessonApprovalWithdrawal {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('LessonApproval')
  @IdColumn({ update: false })
  approvalId: string;

  /** Sealed under the key of whoever withdrew it. */
  @LongTextColumn({ update: false })
  sealedReason: string;

  @ForeignKey('Person')
  @IdColumn({ update: false })
  withdrawnById: string;

  @InstantColumn({ update: false })
  withdrawnAt: Date;
}
