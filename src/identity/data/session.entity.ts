import { Entity, ForeignKey, Index } from 'typeorm';
import { BooleanColumn, IdColumn, InstantColumn, PrimaryIdColumn, TextColumn } from '../../database/columns';

/** One signing in, until it is ended or expires. Erasable. */
@Entity('session')
export class Session {
  @PrimaryIdColumn()
  id: string;

  @Index()
  @ForeignKey('Person')
  @IdColumn()
  personId: string;

  /** SHA-256 of the token, so that whoever reads the database cannot sign in with it. */
  @Index({ unique: true })
  @TextColumn(64)
  tokenHash: string;

  /** `api`: a bearer token; `page`: a cookie. */
  @TextColumn(10)
  kind: 'api' | 'page';

  @InstantColumn()
  startedAt: Date;

  @InstantColumn()
  expiresAt: Date;

  @InstantColumn({ nullable: true })
  endedAt: Date | null;

  @BooleanColumn()
  secondFactorDone: boolean;
}
