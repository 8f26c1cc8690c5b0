import { Entity, Index } from 'typeorm';
import { PrimaryIdColumn, TextColumn } from '../../database/columns';

/** What makes a rule the same rule through all its versions. */
@Entity('rule')
@Index(['jurisdiction', 'profession', 'intervention', 'rule'], { unique: true })
export class RecordedRule {
  /** UUIDv5 of the four below: the same in every installation. */
  @PrimaryIdColumn()
  id: string;

  @TextColumn(6, { update: false })
  jurisdiction: string;

  @TextColumn(60, { update: false })
  profession: string;

  @TextColumn(60, { update: false })
  intervention: string;

  @TextColumn(60, { update: false })
  rule: string;
}
