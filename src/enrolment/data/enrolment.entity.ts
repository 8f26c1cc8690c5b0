import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, IntegerColumn, LongTextColumn, PrimaryIdColumn, TextColumn } from '../../database/columns';

/** That a person began a programme, and on which version. Once for each programme. */
@Entity('enrolment')
@Index(['personId', 'programme'], { unique: true })
export class Enrolment {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('Person')
  @IdColumn({ update: false })
  personId: string;

  /** The programme's slug. */
  @TextColumn(60, { update: false })
  programme: string;

  /** The version that they began; moves say whether it is still theirs. */
  @ForeignKey('ProgrammeVersion')
  @IdColumn({ update: false })
  programmeVersionId: string;

  @InstantColumn({ update: false })
  enrolledAt: Date;
}

/** That an enrolment went over to another version of its programme. The newest move decides. */
@Entity('enrolment_move')
@Index(['enrolmentId', 'sequence'], { unique: true })
export class EnrolmentMove {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey(() => Enrolment)
  @IdColumn({ update: false })
  enrolmentId: string;

  /** 1, 2, 3 … within the enrolment. */
  @IntegerColumn({ update: false })
  sequence: number;

  @ForeignKey('ProgrammeVersion')
  @IdColumn({ update: false })
  programmeVersionId: string;

  @ForeignKey('Person')
  @IdColumn({ update: false })
  movedById: string;

  /** Sealed under the key of the person enrolled. */
  @LongTextColumn({ update: false })
  reason: string;

  @InstantColumn({ update: false })
  movedAt: Date;
}
