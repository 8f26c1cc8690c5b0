import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, IntegerColumn, PrimaryIdColumn, TextColumn } from '../../database/columns';
import type { Role } from '../domain/permissions';

/** A role given or taken. Which roles a person has now follows from all of them, in order. */
@Entity('role_grant')
@Index(['personId', 'sequence'], { unique: true })
export class RoleGrant {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('Person')
  @IdColumn({ update: false })
  personId: string;

  /** 1, 2, 3 … for each person. */
  @IntegerColumn({ update: false })
  sequence: number;

  @TextColumn(20, { update: false })
  role: Role;

  @TextColumn(10, { update: false })
  change: 'given' | 'taken';

  /** Who gave or took it; `null`: the product itself. */
  @ForeignKey('Person')
  @IdColumn({ update: false, nullable: true })
  byId: string | null;

  @InstantColumn({ update: false })
  at: Date;
}
