import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, LongTextColumn, PrimaryIdColumn } from '../../database/columns';

/** An accommodation ended before its day. */
@Entity('accommodation_withdrawal')
@Index(['accommodationId'], { unique: true })
export class AccommodationWithdrawal {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('Accommodation')
  @IdColumn({ update: false })
  accommodationId: string;

  /** Sealed under the person's key. */
  @LongTextColumn({ update: false })
  sealedReason: string;

  @ForeignKey('Person')
  @IdColumn({ update: false })
  withdrawnById: string;

  @InstantColumn({ update: false })
  withdrawnAt: Date;
}
