import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, JsonColumn, LongTextColumn, PrimaryIdColumn, TextColumn } from '../../database/columns';
import type { Tally } from '../domain/regrade/differences';

/** How a regrade was decided: once, so that of two who press the button one is told that it is done. */
@Entity('regrade_decision')
export class RegradeDecision {
  @PrimaryIdColumn()
  id: string;

  @Index({ unique: true })
  @ForeignKey('Regrade')
  @IdColumn({ update: false })
  regradeId: string;

  /** `withdrawn` by who proposed it; the others by somebody else. */
  @TextColumn(10, { update: false })
  outcome: 'approved' | 'declined' | 'withdrawn';

  /** What took effect, where it was approved. */
  @JsonColumn({ update: false, nullable: true })
  tally: Tally | null;

  @LongTextColumn({ update: false, nullable: true })
  sealedNote: string | null;

  @ForeignKey('Person')
  @IdColumn({ update: false })
  decidedById: string;

  @InstantColumn({ update: false })
  decidedAt: Date;
}
