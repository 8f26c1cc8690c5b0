import { Entity, ForeignKey, Index } from 'typeorm';
import {
  IdColumn,
  InstantColumn,
  IntegerColumn,
  NumberColumn,
  PrimaryIdColumn,
  TextColumn,
} from '../../database/columns';

/** One saved response that the candidate had checked under way, and how right they were told that it was. */
@Entity('response_check')
@Index(['attemptItemId', 'number'], { unique: true })
@Index(['attemptItemId', 'sequence'], { unique: true })
export class ResponseCheck {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('AttemptItem')
  @IdColumn({ update: false })
  attemptItemId: string;

  /** 1, 2, 3 … of this item. */
  @IntegerColumn({ update: false })
  number: number;

  /** Of the response event that was checked. */
  @NumberColumn({ update: false })
  sequence: number;

  /** 0 to 1, before any penalty. */
  @NumberColumn({ update: false })
  fraction: number;

  /** The code that scored it: `single@1`. */
  @TextColumn(40, { update: false })
  scorer: string;

  @InstantColumn({ update: false })
  checkedAt: Date;
}
