import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, LongTextColumn, PrimaryIdColumn } from '../../database/columns';

/** From this moment a sign-off no longer stands. The sign-off itself remains as it was signed. */
@Entity('sign_off_withdrawal')
export class SignOffWithdrawal {
  @PrimaryIdColumn()
  id: string;

  @Index({ unique: true })
  @ForeignKey('SignOff')
  @IdColumn({ update: false })
  signOffId: string;

  @ForeignKey('Person')
  @IdColumn({ update: false })
  byId: string;

  /** The reason, under the trainee's key. */
  @LongTextColumn({ update: false })
  sealed: string;

  @InstantColumn({ update: false })
  withdrawnAt: Date;
}
