import { Entity, ForeignKey, Index } from 'typeorm';
import {
  BooleanColumn,
  IdColumn,
  InstantColumn,
  IntegerColumn,
  JsonColumn,
  NumberColumn,
  PrimaryIdColumn,
  TextColumn,
} from '../../database/columns';

/** One scoring of an attempt. A regrade is another run beside it; both stay readable. */
@Entity('scoring_run')
@Index(['attemptId', 'number'], { unique: true })
@Index(['inForceFrom'])
export class ScoringRun {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('Attempt')
  @IdColumn({ update: false })
  attemptId: string;

  @IntegerColumn({ update: false })
  number: number;

  @IntegerColumn({ update: false })
  scorerVersion: number;

  @TextColumn(20, { update: false })
  reason: 'submission' | 'time-out' | 'marking' | 'regrade' | 'cut-score';

  /** Who had it scored; `null`: the product itself. */
  @IdColumn({ update: false, nullable: true })
  actorId: string | null;

  /** From when it is the one that counts, until a later run does; `null`: it never counts, since results wait for a panel. */
  @InstantColumn({ update: false, nullable: true })
  inForceFrom: Date | null;

  @NumberColumn({ update: false })
  mark: number;

  @NumberColumn({ update: false })
  maxMark: number;

  /** 0 to 100, two decimals, never rounded up. */
  @NumberColumn({ update: false })
  percentage: number;

  @BooleanColumn({ update: false })
  passed: boolean;

  /** The pass mark was not yet set by a panel. */
  @BooleanColumn({ update: false })
  provisional: boolean;

  @JsonColumn({ update: false })
  failedSafetyTopics: readonly string[];

  @InstantColumn({ update: false })
  recordedAt: Date;
}
