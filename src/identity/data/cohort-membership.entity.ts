import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, IntegerColumn, PrimaryIdColumn, TextColumn } from '../../database/columns';

/** Somebody joined a cohort or left it. The last word on each person counts. */
@Entity('cohort_membership')
@Index(['cohortId', 'personId', 'sequence'], { unique: true })
export class CohortMembership {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('Cohort')
  @IdColumn({ update: false })
  cohortId: string;

  @Index()
  @ForeignKey('Person')
  @IdColumn({ update: false })
  personId: string;

  @IntegerColumn({ update: false })
  sequence: number;

  @TextColumn(10, { update: false })
  change: 'joined' | 'left';

  @ForeignKey('Person')
  @IdColumn({ update: false, nullable: true })
  byId: string | null;

  @InstantColumn({ update: false })
  at: Date;
}
