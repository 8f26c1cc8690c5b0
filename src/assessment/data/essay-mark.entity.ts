import { Entity, ForeignKey, Index } from 'typeorm';
import {
  BooleanColumn,
  IdColumn,
  InstantColumn,
  IntegerColumn,
  JsonColumn,
  LongTextColumn,
  NumberColumn,
  PrimaryIdColumn,
  TextColumn,
} from '../../database/columns';
import type { GivenMark, Points } from '../domain/marking/marking';

/** A mark that somebody gave an essay. Another one stands beside it, never in its place. */
@Entity('essay_mark')
@Index(['attemptItemId', 'sequence'], { unique: true })
export class EssayMark implements GivenMark {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('AttemptItem')
  @IdColumn({ update: false })
  attemptItemId: string;

  /** 1, 2, 3 … of the answer: of two who mark at once, one finds it taken. */
  @IntegerColumn({ update: false })
  sequence: number;

  @TextColumn(10, { update: false })
  kind: GivenMark['kind'];

  @JsonColumn({ update: false })
  points: Points;

  /** By the plan when it was given: what becomes of it does not change with the plan. */
  @BooleanColumn({ update: false })
  doubled: boolean;

  @NumberColumn({ update: false })
  tolerance: number;

  /** To the candidate, under the candidate's key. */
  @LongTextColumn({ update: false, nullable: true })
  sealedComment: string | null;

  /** To those who mark, or why it was decided or changed so; under the marker's key. */
  @LongTextColumn({ update: false, nullable: true })
  sealedNote: string | null;

  @ForeignKey('Person')
  @IdColumn({ update: false })
  markerId: string;

  @InstantColumn({ update: false })
  markedAt: Date;
}
