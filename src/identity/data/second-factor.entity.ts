import { Entity, ForeignKey } from 'typeorm';
import { InstantColumn, IntegerColumn, LongTextColumn, PrimaryIdColumn } from '../../database/columns';

/** A person's authenticator app (TOTP, RFC 6238). */
@Entity('second_factor')
export class SecondFactor {
  @ForeignKey('Person')
  @PrimaryIdColumn()
  personId: string;

  /** Base32, sealed under the person's key. */
  @LongTextColumn()
  sealedSecret: string;

  @InstantColumn()
  createdAt: Date;

  /** Until the person has shown one code it protects nothing. */
  @InstantColumn({ nullable: true })
  confirmedAt: Date | null;

  /** The time step of the last code taken: neither it nor an earlier one is taken again (RFC 6238, 5.2). */
  @IntegerColumn({ nullable: true })
  lastStep: number | null;
}
