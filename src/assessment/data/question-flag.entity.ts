import { Entity, ForeignKey, Index } from 'typeorm';
import { BooleanColumn, IdColumn, InstantColumn, IntegerColumn, PrimaryIdColumn } from '../../database/columns';

/** A candidate marked a question to come back to, or took the mark off. The newest counts. */
@Entity('attempt_flag')
@Index(['attemptItemId', 'sequence'], { unique: true })
export class QuestionFlag {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('AttemptItem')
  @IdColumn({ update: false })
  attemptItemId: string;

  /** 1, 2, 3 … for the question, in the order in which they arrived. */
  @IntegerColumn({ update: false })
  sequence: number;

  @BooleanColumn({ update: false })
  flagged: boolean;

  @InstantColumn({ update: false })
  at: Date;
}
