import { Entity, ForeignKey } from 'typeorm';
import { IdColumn, InstantColumn, PrimaryIdColumn, TextColumn } from '../../database/columns';

/** People who learn and teach together. Who teaches sees these people and no others. */
@Entity('cohort')
export class Cohort {
  @PrimaryIdColumn()
  id: string;

  @TextColumn(200)
  name: string;

  /** Slug of the programme that it follows, if one was named. */
  @TextColumn(60, { nullable: true })
  programme: string | null;

  @ForeignKey('Person')
  @IdColumn({ nullable: true })
  createdById: string | null;

  @InstantColumn()
  createdAt: Date;
}
