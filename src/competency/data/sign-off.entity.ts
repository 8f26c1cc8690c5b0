import { Entity, ForeignKey, Index } from 'typeorm';
import {
  IdColumn, InstantColumn, IntegerColumn, JsonColumn, LongTextColumn, PrimaryIdColumn, TextColumn,
} from '../../database/columns';

/** An assessor's signed statement that a person holds a competency at a level. Whether it still stands, its withdrawal says. */
@Entity('sign_off')
@Index(['personId', 'competency'])
@Index(['assessorId'])
export class SignOff {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('Person')
  @IdColumn({ update: false })
  personId: string;

  @ForeignKey('Person')
  @IdColumn({ update: false })
  assessorId: string;

  /** The version of the programme whose framework the code belongs to. */
  @ForeignKey('programme_version')
  @IdColumn({ update: false })
  programmeVersionId: string;

  @TextColumn(40, { update: false })
  competency: string;

  @IntegerColumn({ update: false })
  level: number;

  @IntegerColumn({ update: false })
  regionTier: number;

  /** Ids of the observations that it rests on. */
  @JsonColumn({ update: false })
  observations: readonly string[];

  /** The assessor's qualification that held at the moment of signing. */
  @ForeignKey('AssessorQualification')
  @IdColumn({ update: false })
  qualificationId: string;

  /** How the assessor proved, at that moment, to be who they are. */
  @TextColumn(20, { update: false })
  method: 'password';

  /** The very sentence signed, under the trainee's key. */
  @LongTextColumn({ update: false })
  sealedSentence: string;

  /** SHA-256 of the sentence, whose signing code keeps it from being guessed. */
  @TextColumn(64, { update: false })
  sentenceDigest: string;

  @LongTextColumn({ update: false, nullable: true })
  sealedComment: string | null;

  @InstantColumn({ update: false })
  observedAt: Date;

  @InstantColumn({ update: false })
  signedAt: Date;
}
