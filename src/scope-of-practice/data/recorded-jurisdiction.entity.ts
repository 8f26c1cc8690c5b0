import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, IntegerColumn, JsonColumn, PrimaryIdColumn, TextColumn } from '../../database/columns';
import type { JurisdictionText } from '../domain/register';

/** What was recorded about a jurisdiction; the row with the highest sequence counts. */
@Entity('jurisdiction')
@Index(['code', 'sequence'], { unique: true })
export class RecordedJurisdiction {
  @PrimaryIdColumn()
  id: string;

  /** ISO 3166. */
  @TextColumn(6, { update: false })
  code: string;

  @IntegerColumn({ update: false })
  sequence: number;

  @JsonColumn({ update: false })
  text: JurisdictionText;

  @InstantColumn({ update: false })
  recordedAt: Date;

  /** `null`: the programme package. */
  @ForeignKey('Person')
  @IdColumn({ update: false, nullable: true })
  recordedBy: string | null;
}
