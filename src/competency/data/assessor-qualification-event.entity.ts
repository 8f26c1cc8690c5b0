import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, IntegerColumn, PrimaryIdColumn, TextColumn } from '../../database/columns';

/** Something that happened to a qualification after it was granted. */
@Entity('assessor_qualification_event')
@Index(['qualificationId', 'sequence'], { unique: true })
export class AssessorQualificationEvent {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('AssessorQualification')
  @IdColumn({ update: false })
  qualificationId: string;

  /** 1, 2, 3 … for each qualification: of two changes at once one is refused. */
  @IntegerColumn({ update: false })
  sequence: number;

  @TextColumn(20, { update: false })
  kind: 'suspended' | 'reinstated' | 'ended';

  @InstantColumn({ update: false })
  effectiveAt: Date;

  /** Who did it; `null`: the product itself. */
  @ForeignKey('Person')
  @IdColumn({ update: false, nullable: true })
  byId: string | null;

  @InstantColumn({ update: false })
  recordedAt: Date;
}
