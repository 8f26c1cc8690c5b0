import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, IntegerColumn, JsonColumn, NumberColumn, PrimaryIdColumn } from '../../database/columns';

/** What decided the time of an attempt when it began: what changes later for the quiz or the person does not touch it. */
@Entity('attempt_timing')
@Index(['attemptId'], { unique: true })
export class AttemptTiming {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('Attempt')
  @IdColumn({ update: false })
  attemptId: string;

  @IntegerColumn({ update: false })
  timeLimitMinutes: number;

  /** 1.25: a quarter more time than the limit. */
  @NumberColumn({ update: false })
  factor: number;

  @IntegerColumn({ update: false })
  breakMinutes: number;

  /** The end of this person's window; `null`: the quiz has none. */
  @InstantColumn({ update: false, nullable: true })
  closesAt: Date | null;

  /** The accommodations that were in force. */
  @JsonColumn({ update: false })
  accommodationIds: readonly string[];
}
