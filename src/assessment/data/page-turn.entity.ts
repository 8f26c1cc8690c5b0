import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, IntegerColumn, PrimaryIdColumn } from '../../database/columns';

/** A candidate went on to a page of an attempt in which nobody goes back. */
@Entity('attempt_page_turn')
@Index(['attemptId', 'page'], { unique: true })
export class PageTurn {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('Attempt')
  @IdColumn({ update: false })
  attemptId: string;

  /** 1, 2, 3 … */
  @IntegerColumn({ update: false })
  page: number;

  @InstantColumn({ update: false })
  at: Date;
}
