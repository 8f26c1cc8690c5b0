import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, JsonColumn, LongTextColumn, PrimaryIdColumn, TextColumn } from '../../database/columns';
import type { StationResult } from '../domain/standard-setting/borderline-regression';
import type { StandardMethod } from '../domain/standard-setting/ratings';

/** What a station's results are when a cut is worked out from them. */
export interface StationResults {
  readonly maxScore: number;
  /** The global rating that is borderline. */
  readonly borderline: number;
  readonly results: readonly StationResult[];
}

/** A panel that sets the pass mark of a version of a quiz, or of a practical station. */
@Entity('standard_setting')
export class StandardSetting {
  @PrimaryIdColumn()
  id: string;

  @TextColumn(30, { update: false })
  method: StandardMethod;

  @Index()
  @ForeignKey('QuizVersion')
  @IdColumn({ update: false, nullable: true })
  quizVersionId: string | null;

  /** Its name, where it is of a station. */
  @TextColumn(80, { update: false, nullable: true })
  station: string | null;

  /** Whom the judges have in mind: the candidate who is only just good enough. */
  @LongTextColumn({ update: false })
  borderline: string;

  @JsonColumn({ update: false, nullable: true })
  results: StationResults | null;

  /** Of each pool, in order, the versions that might be drawn when the panel was called: what the judges see. */
  @JsonColumn({ update: false, nullable: true })
  drawnFrom: readonly (readonly string[])[] | null;

  @ForeignKey('Person')
  @IdColumn({ update: false })
  chairId: string;

  @InstantColumn({ update: false })
  calledAt: Date;
}
