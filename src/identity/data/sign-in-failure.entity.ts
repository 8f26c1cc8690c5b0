import { Entity, Index } from 'typeorm';
import { InstantColumn, PrimaryIdColumn, TextColumn } from '../../database/columns';

/** A failed proof of identity, kept only as long as it counts. */
@Entity('sign_in_failure')
@Index(['accountKey', 'at'])
@Index(['addressKey', 'at'])
export class SignInFailure {
  @PrimaryIdColumn()
  id: string;

  /** Keyed hash of the account tried, whether or not it exists. */
  @TextColumn(64)
  accountKey: string;

  /** Keyed hash of the network address it came from, where there was one. */
  @TextColumn(64, { nullable: true })
  addressKey: string | null;

  @InstantColumn()
  at: Date;
}
