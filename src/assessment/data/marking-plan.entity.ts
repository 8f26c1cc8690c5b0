import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, IntegerColumn, NumberColumn, PrimaryIdColumn } from '../../database/columns';

/** How the essays of a quiz are marked; the one with the highest sequence counts. */
@Entity('marking_plan')
@Index(['quizId', 'sequence'], { unique: true })
export class MarkingPlanRow {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('Quiz')
  @IdColumn({ update: false })
  quizId: string;

  @IntegerColumn({ update: false })
  sequence: number;

  /** Per cent. */
  @NumberColumn({ update: false })
  doubleShare: number;

  /** Points. */
  @NumberColumn({ update: false })
  tolerance: number;

  @ForeignKey('Person')
  @IdColumn({ update: false })
  setById: string;

  @InstantColumn({ update: false })
  setAt: Date;
}
