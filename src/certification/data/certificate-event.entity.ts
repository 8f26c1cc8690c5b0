import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, IntegerColumn, LongTextColumn, PrimaryIdColumn, TextColumn } from '../../database/columns';
import type { CertificateEventType } from '../domain/certificate-status';

/** Something that befell a certificate: from when it counts, and when it was recorded. */
@Entity('certificate_event')
@Index(['certificateId', 'sequence'], { unique: true })
export class CertificateEvent {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('Certificate')
  @IdColumn({ update: false })
  certificateId: string;

  /** 1, 2, 3 … within the certificate: of two recorded at once, one finds its number taken. */
  @IntegerColumn({ update: false })
  sequence: number;

  @TextColumn(30, { update: false })
  type: CertificateEventType;

  @InstantColumn({ update: false })
  effectiveAt: Date;

  @InstantColumn({ update: false })
  recordedAt: Date;

  @ForeignKey('Person')
  @IdColumn({ update: false })
  actorId: string;

  /** Sealed under the certificate's key; null for the issue itself. */
  @LongTextColumn({ update: false, nullable: true })
  reason: string | null;

  /** The certificate that takes its place, where it is superseded. */
  @ForeignKey('Certificate')
  @IdColumn({ update: false, nullable: true })
  successorId: string | null;

  /** Of the event before; 64 zeros for the first. */
  @TextColumn(64, { update: false })
  previousHash: string;

  @TextColumn(64, { update: false })
  hash: string;
}
