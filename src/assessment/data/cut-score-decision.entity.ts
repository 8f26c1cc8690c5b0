import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, LongTextColumn, PrimaryIdColumn, TextColumn } from '../../database/columns';

/** How a cut score was decided: once. */
@Entity('cut_score_decision')
export class CutScoreDecision {
  @PrimaryIdColumn()
  id: string;

  @Index({ unique: true })
  @ForeignKey('CutScore')
  @IdColumn({ update: false })
  cutScoreId: string;

  @TextColumn(10, { update: false })
  outcome: 'approved' | 'declined';

  @LongTextColumn({ update: false, nullable: true })
  sealedNote: string | null;

  @ForeignKey('Person')
  @IdColumn({ update: false })
  decidedById: string;

  /** Where it was approved: from when it counts. */
  @InstantColumn({ update: false })
  decidedAt: Date;
}
