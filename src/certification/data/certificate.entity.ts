import { Entity, ForeignKey, Index } from 'typeorm';
import { DayColumn, IdColumn, InstantColumn, IntegerColumn, PrimaryIdColumn, TextColumn } from '../../database/columns';

/** One line of the register, as it read on the day of issue. Its status follows from its events and is never stored. */
@Entity('certificate')
@Index(['holderId', 'schemeCode', 'jurisdiction', 'turn'], { unique: true })
export class Certificate {
  @PrimaryIdColumn()
  id: string;

  /** 16 characters and the check symbol, without hyphens. */
  @Index({ unique: true })
  @TextColumn(17, { update: false })
  number: string;

  @ForeignKey('Person')
  @IdColumn({ update: false })
  holderId: string;

  @TextColumn(60, { update: false })
  schemeCode: string;

  @ForeignKey('ProgrammeVersion')
  @IdColumn({ update: false })
  programmeVersionId: string;

  /** ISO 3166 code of the place whose law is recorded. */
  @TextColumn(10, { update: false })
  jurisdiction: string;

  @TextColumn(60, { update: false })
  profession: string;

  /** 1, 2, 3 … for this holder, scheme and place: of two issued at once, one finds its turn taken. */
  @IntegerColumn({ update: false })
  turn: number;

  /** SHA-256 of the signed snapshot. */
  @TextColumn(64, { update: false })
  snapshotDigest: string;

  @TextColumn(64, { update: false })
  pdfSha256: string;

  @IntegerColumn({ update: false })
  pdfSize: number;

  @ForeignKey('IssuerKey')
  @TextColumn(43, { update: false })
  keyId: string;

  /** SHA-256 of the secret that the QR code carries. */
  @TextColumn(64, { update: false })
  secretHash: string;

  @DayColumn({ update: false })
  issuedOn: string;

  /** The last day on which it counts. */
  @DayColumn({ update: false })
  expiresOn: string;

  /** The moment of issue. */
  @InstantColumn({ update: false })
  validFrom: Date;

  /** The first moment at which it no longer counts. */
  @InstantColumn({ update: false })
  validUntil: Date;

  /** Whose place it takes; a certificate is superseded once. */
  @Index({ unique: true })
  @ForeignKey('Certificate')
  @IdColumn({ update: false, nullable: true })
  supersedesId: string | null;

  @ForeignKey('Person')
  @IdColumn({ update: false })
  issuedById: string;
}
