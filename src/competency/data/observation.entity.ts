import { Entity, ForeignKey, Index } from 'typeorm';
import {
  IdColumn, InstantColumn, IntegerColumn, JsonColumn, LongTextColumn, PrimaryIdColumn, TextColumn,
} from '../../database/columns';

/** What a qualified assessor saw a trainee do, at a station or at work. */
@Entity('observation')
@Index(['personId'])
export class Observation {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('Person')
  @IdColumn({ update: false })
  personId: string;

  @ForeignKey('Person')
  @IdColumn({ update: false })
  observerId: string;

  /** The version of the programme whose framework the codes belong to. */
  @ForeignKey('programme_version')
  @IdColumn({ update: false })
  programmeVersionId: string;

  @TextColumn(20, { update: false })
  kind: 'station' | 'workplace';

  @TextColumn(40, { update: false, nullable: true })
  station: string | null;

  /** Codes, each with the level of the entrustment scale that was seen. */
  @JsonColumn({ update: false })
  competencies: readonly { readonly competency: string; readonly level: number }[];

  @IntegerColumn({ update: false })
  regionTier: number;

  /** How many critical fails were seen. Which ones is sealed with the comment. */
  @IntegerColumn({ update: false })
  criticalFails: number;

  /** The observer's qualifications that held at the moment of recording. */
  @JsonColumn({ update: false })
  qualificationIds: readonly string[];

  /** Comment and critical fails, under the trainee's key. */
  @LongTextColumn({ update: false })
  sealed: string;

  @InstantColumn({ update: false })
  observedAt: Date;

  @InstantColumn({ update: false })
  recordedAt: Date;
}
