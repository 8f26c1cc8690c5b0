import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, JsonColumn, PrimaryIdColumn, TextColumn } from '../../database/columns';
import type { Role } from '../domain/permissions';

/** A letter that lets one person join the staff with these roles, once. Erasable: it holds an address. */
@Entity('invitation')
export class Invitation {
  @PrimaryIdColumn()
  id: string;

  @TextColumn(254)
  email: string;

  /** What the inviter called them; the person writes their own name when accepting. */
  @TextColumn(200, { nullable: true })
  name: string | null;

  @JsonColumn()
  roles: Role[];

  @Index({ unique: true })
  @TextColumn(64)
  tokenHash: string;

  @ForeignKey('Person')
  @IdColumn()
  invitedById: string;

  @InstantColumn()
  invitedAt: Date;

  @InstantColumn()
  expiresAt: Date;

  @InstantColumn({ nullable: true })
  acceptedAt: Date | null;
}
