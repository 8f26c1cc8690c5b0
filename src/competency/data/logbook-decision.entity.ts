import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, LongTextColumn, PrimaryIdColumn, TextColumn } from '../../database/columns';

/** The supervisor's one word on a logbook entry. */
@Entity('logbook_decision')
export class LogbookDecision {
  @PrimaryIdColumn()
  id: string;

  @Index({ unique: true })
  @ForeignKey('LogbookEntry')
  @IdColumn({ update: false })
  entryId: string;

  @TextColumn(20, { update: false })
  outcome: 'verified' | 'returned';

  @ForeignKey('Person')
  @IdColumn({ update: false })
  byId: string;

  /** The supervisor's comment, under the trainee's key. */
  @LongTextColumn({ update: false, nullable: true })
  sealedComment: string | null;

  @InstantColumn({ update: false })
  decidedAt: Date;
}
