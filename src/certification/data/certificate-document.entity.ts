import { Entity, ForeignKey } from 'typeorm';
import { BytesColumn, LongTextColumn, PrimaryIdColumn } from '../../database/columns';

/** What a certificate says, sealed under its own key: destroying that key erases it, and its line in the register stays. */
@Entity('certificate_document')
export class CertificateDocumentRow {
  @ForeignKey('Certificate')
  @PrimaryIdColumn()
  certificateId: string;

  /** The bytes that were signed, sealed. */
  @BytesColumn({ update: false })
  snapshot: Buffer;

  /** Ed25519 over those bytes, 64 bytes: tells nothing without them. */
  @BytesColumn({ update: false })
  signature: Buffer;

  /** The file as it was made, sealed. Never made again. */
  @BytesColumn({ update: false })
  pdf: Buffer;

  /** The QR code's secret, sealed, so that its holder can be shown the link again. */
  @LongTextColumn({ update: false })
  secret: string;
}
