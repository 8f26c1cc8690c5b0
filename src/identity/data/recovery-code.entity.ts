import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, PrimaryIdColumn, TextColumn } from '../../database/columns';

/** Lets somebody in once whose authenticator is lost. */
@Entity('recovery_code')
@Index(['personId', 'codeHash'], { unique: true })
export class RecoveryCode {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('Person')
  @IdColumn()
  personId: string;

  /** A keyed hash: the code itself was shown once and is kept nowhere. */
  @TextColumn(64)
  codeHash: string;

  @InstantColumn({ nullable: true })
  usedAt: Date | null;
}
