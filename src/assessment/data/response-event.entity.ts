import { Entity, ForeignKey, Index } from 'typeorm';
import {
  IdColumn,
  InstantColumn,
  IntegerColumn,
  JsonColumn,
  NumberColumn,
  PrimaryIdColumn,
  TextColumn,
} from '../../database/columns';
import type { Response } from '../domain/types/registry';

/** One saved response. The current one of an item has its highest sequence, so that a late packet overwrites nothing. */
@Entity('response_event')
@Index(['attemptItemId', 'sequence'], { unique: true })
export class ResponseEvent {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('AttemptItem')
  @IdColumn({ update: false })
  attemptItemId: string;

  /** Counted by the candidate's browser: a whole number that may be a clock's milliseconds, hence not an `integer`. */
  @NumberColumn({ update: false })
  sequence: number;

  @InstantColumn({ update: false })
  receivedAt: Date;

  @TextColumn(10, { update: false })
  kind: 'autosave' | 'clear';

  /** As it was sent: ids of choices or a number. What somebody typed lies sealed under their key. */
  @JsonColumn({ update: false, nullable: true })
  payload: Response | null;

  /** How sure the candidate was, 1 to 3, where the quiz asks. */
  @IntegerColumn({ update: false, nullable: true })
  certainty: number | null;

  @TextColumn(64, { update: false })
  receipt: string;
}
