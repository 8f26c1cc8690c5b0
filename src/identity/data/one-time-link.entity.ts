import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, PrimaryIdColumn, TextColumn } from '../../database/columns';

export type LinkPurpose = 'confirm-email' | 'reset-password' | 'set-up';

/** The secret end of a link in a letter: good for one purpose, once, and not for long. */
@Entity('one_time_link')
export class OneTimeLink {
  @PrimaryIdColumn()
  id: string;

  @TextColumn(20)
  purpose: LinkPurpose;

  /** Whose; `null` for the first administrator, who does not exist yet. */
  @Index()
  @ForeignKey('Person')
  @IdColumn({ nullable: true })
  personId: string | null;

  @Index({ unique: true })
  @TextColumn(64)
  tokenHash: string;

  @InstantColumn()
  createdAt: Date;

  @InstantColumn()
  expiresAt: Date;

  /** Also set when the link was withdrawn before anybody used it. */
  @InstantColumn({ nullable: true })
  usedAt: Date | null;
}
