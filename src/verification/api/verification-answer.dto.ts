import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { CertificateStatus } from '../../certification/certificate';
import { REVIEW_STATES, STANDINGS } from '../../scope-of-practice/rule-set';
import { CHECK_OUTCOMES, CHECKS, VERDICTS } from '../domain/verdict';
import type { CertifiedView, VerificationAnswer } from '../verification.service';

/* What the public is told, for the OpenAPI document. What was sealed is shown as it was sealed, and described in its own room. */

const anObject = { type: 'object', additionalProperties: true } as const;
const aDay = { format: 'date' } as const;

const STATUSES: readonly CertificateStatus[] = [
  'valid',
  'not-yet-valid',
  'expired',
  'suspended',
  'revoked',
  'superseded',
];

export class CheckDto {
  @ApiProperty({ enum: CHECKS }) check: (typeof CHECKS)[number];
  @ApiProperty({ enum: CHECK_OUTCOMES, description: 'What could not be checked never counts as passed' })
  outcome: (typeof CHECK_OUTCOMES)[number];
  @ApiProperty({ description: 'A sentence for people' }) detail: string;
}

export class CertifiedSchemeDto {
  @ApiProperty({ example: 'dn-foundation' }) code: string;
  @ApiProperty() title: string;
}

export class CertifiedProgrammeDto {
  @ApiProperty({ example: 'dry-needling' }) slug: string;
  @ApiProperty() title: string;
  @ApiProperty() version: string;
}

export class IssuerDto {
  @ApiProperty() name: string;
  @ApiProperty() url: string;
}

export class CertifiedLicenceDto {
  @ApiProperty() number: string;
  @ApiProperty({ example: 'US-CO' }) jurisdiction: string;
}

export class CertifiedHolderDto {
  @ApiProperty({ description: 'By number alone masked: `M*** S***`' }) name: string;
  @ApiProperty() masked: boolean;
  @ApiProperty({ example: 'physical-therapist' }) profession: string;
  @ApiPropertyOptional({ type: CertifiedLicenceDto, nullable: true, description: 'With the secret only' })
  licence?: CertifiedLicenceDto | null;
}

export class StatementDto {
  @ApiProperty({ enum: ['no-authority', 'provisional', 'unapproved', 'proposed', 'fictional'] })
  code: CertifiedView['statements'][number]['code'];
  @ApiProperty() text: string;
}

/** What a certificate says, as much of it as whoever asks may see. Null where it was erased. */
export class CertifiedDto implements CertifiedView {
  @ApiProperty({ example: '7ZK4-0Q2M-9TRX-B3VD-~' }) number: string;
  @ApiProperty({
    type: String,
    enum: STATUSES,
    nullable: true,
    description: 'Null where nothing was known of it yet on the day asked',
  })
  status: CertificateStatus | null;
  @ApiProperty({ type: CertifiedSchemeDto, nullable: true }) scheme: CertifiedSchemeDto | null;
  @ApiProperty({ type: CertifiedProgrammeDto, nullable: true }) programme: CertifiedProgrammeDto | null;
  @ApiProperty({ type: IssuerDto, nullable: true }) issuer: IssuerDto | null;
  @ApiProperty({ type: CertifiedHolderDto, nullable: true }) holder: CertifiedHolderDto | null;
  @ApiProperty({ example: 'US-CO' }) jurisdiction: string;
  @ApiProperty({ example: 'physical-therapist' }) profession: string;
  @ApiProperty(aDay) issuedOn: string;
  @ApiProperty({ ...aDay, description: 'The last day on which it counts' }) expiresOn: string;
  @ApiProperty({ type: [StatementDto], description: 'What it says of itself in plain sight' })
  statements: readonly StatementDto[];
  @ApiPropertyOptional({ ...anObject, description: 'Everything that was signed; with the secret only' })
  certified?: CertifiedView['certified'];
  @ApiPropertyOptional({ description: 'Of the file as it was issued; with the secret only' }) pdfSha256?: string;
}

export class RuleSetTextDto {
  @ApiProperty({ format: 'uuid', description: 'Of the text: the same text has the same id everywhere' }) id: string;
  @ApiProperty({ example: 'US-CO/physical-therapist/2026-11-21.1' }) version: string;
  @ApiProperty({ description: 'SHA-256 over the canonical JSON of the texts that apply' }) digest: string;
}

class LawDto {
  @ApiProperty({ ...anObject, description: 'Code, name, regulator, and whether it is invented' })
  jurisdiction: VerificationLaw['jurisdiction'];
  @ApiProperty() profession: string;
  @ApiProperty(aDay) asOf: string;
  @ApiProperty({ enum: STANDINGS }) standing: VerificationLaw['standing'];
  @ApiProperty({ enum: REVIEW_STATES }) review: VerificationLaw['review'];
  @ApiProperty({ description: 'Whether every figure in it may be printed' }) printable: boolean;
  @ApiProperty({ type: 'array', items: anObject, description: 'Each as `GET /scope-of-practice/rules` gives it' })
  rules: VerificationLaw['rules'];
}

type VerificationLaw = NonNullable<VerificationAnswer['scopeNow']>;
type LawAtIssue = NonNullable<VerificationAnswer['scopeAtIssue']>;

export class ScopeNowDto extends LawDto implements VerificationLaw {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'US-CO/physical-therapist/2026-11-21.1' }) version: string;
  @ApiProperty({ description: 'SHA-256 over the canonical JSON of the texts that apply' }) digest: string;
}

export class ScopeAtIssueDto extends LawDto {
  @ApiProperty({ type: RuleSetTextDto }) ruleSet: RuleSetTextDto;
  @ApiProperty({ format: 'date-time', description: 'What the register knew by then' }) knownOn: string;
  @ApiPropertyOptional({ ...anObject, description: 'How the holder’s record met the rules; with the secret only' })
  evaluation?: Extract<LawAtIssue, { evaluation: unknown }>['evaluation'];
}

export class VerificationAnswerDto implements VerificationAnswer {
  @ApiProperty({ description: 'In groups of four where it could be a number; else what was typed, cleaned and cut' })
  number: string;
  @ApiProperty({ enum: VERDICTS, description: 'The gravest objection decides. The last three are for files' })
  verdict: VerificationAnswer['verdict'];
  @ApiProperty({ type: [CheckDto] }) checks: readonly CheckDto[];
  @ApiProperty({ type: CertifiedDto, nullable: true, description: 'Null where the register holds no such number' })
  certificate: CertifiedDto | null;
  @ApiProperty({ type: ScopeAtIssueDto, nullable: true, description: 'The law as it was recorded on the day of issue' })
  scopeAtIssue: LawAtIssue | null;
  @ApiProperty({ type: ScopeNowDto, nullable: true, description: 'The law as the register holds it today' })
  scopeNow: ScopeNowDto | null;
  @ApiProperty({ type: [String], description: 'What has changed since the day of issue, in sentences' })
  changes: readonly string[];
  @ApiProperty({ format: 'date-time', description: 'The moment up to which the status is known' })
  statusAsOf: string;
}

export class VerificationBatchAnswerDto {
  @ApiProperty({ type: [VerificationAnswerDto] }) items: readonly VerificationAnswerDto[];
}
