import { ApiProperty } from '@nestjs/swagger';
import type { CertificateSummary, CertificateView } from '../certification.service';
import {
  CERTIFICATE_EVENTS,
  type CertificateEventType,
  type CertificateStatus,
  type StatusFact,
} from '../domain/certificate-status';
import type { CertificateSnapshot } from '../domain/snapshot';
import type { PublicIssuerKey } from '../issuer-keys';
import type { SignedSnapshot } from '../register.service';

const STATUSES = ['valid', 'not-yet-valid', 'expired', 'suspended', 'revoked', 'superseded'];

export class StatusFactDto {
  @ApiProperty({ enum: STATUSES.slice(1) })
  status: string;

  @ApiProperty({ format: 'date-time', description: 'From when it counts; of not-yet-valid, when it ends' })
  effectiveAt: string;

  @ApiProperty({ format: 'date-time', type: String, nullable: true })
  recordedAt: string | null;

  @ApiProperty({ description: 'A revocation that a second registrar has not confirmed' })
  awaitingConfirmation: boolean;
}

export class PersonLinkDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, nullable: true })
  name: string | null;
}

export class CertificateLinkDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  number: string;
}

export class CertificateSummaryDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ example: '7ZK4-0Q2M-9TRX-B3VD-~' })
  number: string;

  @ApiProperty({ enum: STATUSES })
  status: CertificateStatus;

  @ApiProperty({ type: [StatusFactDto], description: 'All that holds against it, the gravest first' })
  statusFacts: StatusFactDto[];

  @ApiProperty({ type: PersonLinkDto })
  holder: PersonLinkDto;

  @ApiProperty({ example: 'dn-foundation' })
  scheme: string;

  @ApiProperty({ example: 'US-CO' })
  jurisdiction: string;

  @ApiProperty({ example: 'physical-therapist' })
  profession: string;

  @ApiProperty({ format: 'date' })
  issuedOn: string;

  @ApiProperty({ format: 'date', description: 'The last day on which it counts' })
  expiresOn: string;

  @ApiProperty()
  pdfUrl: string;
}

export class CertificateEventDto {
  @ApiProperty({ type: 'integer' })
  sequence: number;

  @ApiProperty({ enum: CERTIFICATE_EVENTS })
  type: CertificateEventType;

  @ApiProperty({ format: 'date-time' })
  effectiveAt: string;

  @ApiProperty({ format: 'date-time' })
  recordedAt: string;

  @ApiProperty({ type: PersonLinkDto })
  actor: PersonLinkDto;

  @ApiProperty({ type: String, nullable: true })
  reason: string | null;
}

export class CertificateDto extends CertificateSummaryDto {
  @ApiProperty({ format: 'date-time' })
  validFrom: string;

  @ApiProperty({ format: 'date-time', description: 'The first moment at which it no longer counts' })
  validUntil: string;

  @ApiProperty({ description: 'What its QR code opens: whoever has it sees every field' })
  verifyUrl: string;

  @ApiProperty()
  pdfSha256: string;

  @ApiProperty()
  snapshotDigest: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description:
      'The law as recorded on the day of issue: ruleSet, jurisdiction, standing, review, evaluation, rules. Null once erased',
  })
  scopeOfPractice: CertificateSnapshot['scopeOfPractice'] | null;

  @ApiProperty({ type: CertificateLinkDto, nullable: true })
  supersedes: CertificateLinkDto | null;

  @ApiProperty({ type: CertificateLinkDto, nullable: true })
  supersededBy: CertificateLinkDto | null;

  @ApiProperty({ type: [CertificateEventDto] })
  events: CertificateEventDto[];
}

export class CertificateListDto {
  @ApiProperty({ type: [CertificateSummaryDto] })
  items: CertificateSummaryDto[];

  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

export class IssuerKeyDto {
  @ApiProperty({ description: 'RFC 7638 thumbprint' })
  id: string;

  @ApiProperty({ example: 'Ed25519' })
  algorithm: 'Ed25519';

  @ApiProperty({ format: 'date-time' })
  activeFrom: string;

  @ApiProperty({ description: 'SubjectPublicKeyInfo' })
  pem: string;

  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  jwk: Record<string, string>;
}

export class IssuerKeyListDto {
  @ApiProperty({ type: [IssuerKeyDto] })
  items: IssuerKeyDto[];

  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

/** The native form: what was signed, and all that is needed to verify it. */
export class NativeCredentialDto {
  @ApiProperty({ enum: ['native'] })
  format: 'native';

  @ApiProperty({ type: 'object', additionalProperties: true })
  snapshot: CertificateSnapshot;

  @ApiProperty({ description: 'base64url, over the canonical JSON (RFC 8785) of the snapshot in UTF-8' })
  signature: string;

  @ApiProperty({ description: 'SHA-256 of the signed bytes' })
  digest: string;

  @ApiProperty({ type: IssuerKeyDto })
  key: IssuerKeyDto;
}

const presentFact = ({ status, effectiveAt, recordedAt, awaitingConfirmation }: StatusFact): StatusFactDto => ({
  status,
  effectiveAt: effectiveAt.toISOString(),
  recordedAt: recordedAt?.toISOString() ?? null,
  awaitingConfirmation,
});

export function presentSummary({
  id,
  number,
  status,
  facts,
  holder,
  scheme,
  jurisdiction,
  profession,
  issuedOn,
  expiresOn,
}: CertificateSummary): CertificateSummaryDto {
  return {
    id,
    number,
    status,
    statusFacts: facts.map(presentFact),
    holder,
    scheme,
    jurisdiction,
    profession,
    issuedOn,
    expiresOn,
    pdfUrl: `/api/v1/certificates/${id}/pdf`,
  };
}

export function presentCertificate(view: CertificateView): CertificateDto {
  const { validFrom, validUntil, verifyUrl, pdfSha256, snapshotDigest, supersedes, supersededBy, events, snapshot } =
    view;
  return {
    ...presentSummary(view),
    validFrom: validFrom.toISOString(),
    validUntil: validUntil.toISOString(),
    verifyUrl,
    pdfSha256,
    snapshotDigest,
    scopeOfPractice: snapshot?.scopeOfPractice ?? null,
    supersedes,
    supersededBy,
    events: events.map(({ sequence, type, effectiveAt, recordedAt, actor, reason }) => ({
      sequence,
      type,
      effectiveAt: effectiveAt.toISOString(),
      recordedAt: recordedAt.toISOString(),
      actor,
      reason,
    })),
  };
}

export function presentKey({ id, activeFrom, pem, jwk }: PublicIssuerKey): IssuerKeyDto {
  return { id, algorithm: 'Ed25519', activeFrom: activeFrom.toISOString(), pem, jwk: { ...jwk } };
}

export function presentCredential({ snapshot, signature, key }: SignedSnapshot, digest: string): NativeCredentialDto {
  return { format: 'native', snapshot, signature: signature.toString('base64url'), digest, key: presentKey(key) };
}
