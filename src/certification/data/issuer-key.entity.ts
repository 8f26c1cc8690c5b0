import { Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn, IntegerColumn, LongTextColumn } from '../../database/columns';

/** A key with which the house signs certificates. Never deleted: old certificates are verified with it for ever. */
@Entity('issuer_key')
export class IssuerKey {
  /** RFC 7638 thumbprint of the public key. */
  @PrimaryColumn({ type: 'varchar', length: 43 })
  id: string;

  /** 1, 2, 3 …: the newest signs. Of two made at once, one finds its number taken. */
  @Index({ unique: true })
  @IntegerColumn({ update: false })
  sequence: number;

  /** PEM (SubjectPublicKeyInfo). */
  @LongTextColumn({ update: false })
  publicKey: string;

  /** PEM (PKCS #8), sealed under `KEY_ENCRYPTION_KEY`. */
  @LongTextColumn({ update: false })
  privateKey: string;

  @InstantColumn({ update: false })
  activeFrom: Date;
}
