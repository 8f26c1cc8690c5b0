import { Entity, ForeignKey, Index } from 'typeorm';
import {
  BooleanColumn, DayColumn, IdColumn, InstantColumn, IntegerColumn, LongTextColumn, PrimaryIdColumn,
} from '../../database/columns';

/** A supervised session as the trainee wrote it down. What the supervisor made of it, its decision says. */
@Entity('logbook_entry')
@Index(['personId'])
@Index(['supervisorId'])
export class LogbookEntry {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('Person')
  @IdColumn({ update: false })
  personId: string;

  @ForeignKey('Person')
  @IdColumn({ update: false })
  supervisorId: string;

  @DayColumn({ update: false })
  performedOn: string;

  @IntegerColumn({ update: false })
  regionTier: number;

  @IntegerColumn({ update: false })
  minutes: number;

  @IntegerColumn({ update: false })
  needlesIn: number;

  @IntegerColumn({ update: false })
  needlesOut: number;

  @BooleanColumn({ update: false })
  hasAdverseEvent: boolean;

  /** Region, technique, adverse event and reflection, under the trainee's key. */
  @LongTextColumn({ update: false })
  sealed: string;

  /** The returned entry that this one sets right; each is corrected once. */
  @Index({ unique: true })
  @ForeignKey('LogbookEntry')
  @IdColumn({ update: false, nullable: true })
  corrects: string | null;

  @InstantColumn({ update: false })
  writtenAt: Date;
}
