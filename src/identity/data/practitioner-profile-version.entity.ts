import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, IntegerColumn, LongTextColumn, PrimaryIdColumn } from '../../database/columns';

/** What a person stated about their profession, as of one moment. */
@Entity('practitioner_profile_version')
@Index(['personId', 'sequence'], { unique: true })
export class PractitionerProfileVersion {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('Person')
  @IdColumn({ update: false })
  personId: string;

  @IntegerColumn({ update: false })
  sequence: number;

  /** The profile as JSON, sealed under the person's key. */
  @LongTextColumn({ update: false })
  sealed: string;

  @InstantColumn({ update: false })
  recordedAt: Date;
}
