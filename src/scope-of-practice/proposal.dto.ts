import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsObject, IsOptional, IsString, Matches, MaxLength, Min } from 'class-validator';
import { JurisdictionField } from './api/fields';
import { ReviewRuleDto } from './api/review-rule.dto';
import { presentRule, RuleDto } from './api/scope.presenter';
import { PROPOSAL_STATES, type ProposalState } from './domain/proposal';
import type { ProposalView } from './rule-proposals.service';

const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const IS_NAME = { message: 'is a name of small letters, digits and hyphens' };
const TEXT = {
  type: Object,
  description:
    'What the version says: an edition of `courses/schemas/jurisdiction.schema.json` without its name. Every fault is named at once',
} as const;

/** A wording of a version. */
export class WordRuleDto {
  @ApiProperty(TEXT)
  @IsObject({ message: 'is an object: what the version says' })
  text: object;
}

/** A new version of a rule, or the first of a new one. */
export class ProposeRuleDto extends WordRuleDto {
  @JurisdictionField()
  jurisdiction: string;

  @ApiProperty({ example: 'physical-therapist' })
  @IsString({ message: 'is text' })
  @Matches(NAME, IS_NAME)
  @MaxLength(60, { message: 'has at most 60 characters' })
  profession: string;

  @ApiProperty({ example: 'dry-needling' })
  @IsString({ message: 'is text' })
  @Matches(NAME, IS_NAME)
  @MaxLength(60, { message: 'has at most 60 characters' })
  intervention: string;

  @ApiProperty({ example: 'authority', description: 'Tells several rules for the same profession apart' })
  @IsString({ message: 'is text' })
  @Matches(NAME, IS_NAME)
  @MaxLength(60, { message: 'has at most 60 characters' })
  rule: string;

  @ApiProperty({ example: 'hb-188', description: 'Names the period of the law within its rule' })
  @IsString({ message: 'is text' })
  @Matches(NAME, IS_NAME)
  @MaxLength(60, { message: 'has at most 60 characters' })
  edition: string;

  @ApiPropertyOptional({ type: 'integer', description: 'The version that it puts right; absent: another period' })
  @IsOptional()
  @IsInt({ message: 'is the number of a version' })
  @Min(1, { message: 'is the number of a version' })
  corrects?: number;
}

export class ReviewProposalDto extends ReviewRuleDto {
  @ApiPropertyOptional({ description: 'Of the wording that was compared: refused if it is another by now' })
  @IsOptional()
  @Matches(/^[0-9a-f]{64}$/, { message: 'is a SHA-256 in lower-case hexadecimal' })
  digest?: string;
}

export class WithdrawProposalDto {
  @ApiPropertyOptional({ maxLength: 2000, description: 'Kept sealed' })
  @IsOptional()
  @IsString({ message: 'is text' })
  @MaxLength(2000, { message: 'has at most 2000 characters' })
  note?: string;
}

class ProposalStepDto {
  @ApiProperty({ enum: PROPOSAL_STATES.filter((state) => state !== 'draft') }) kind: string;
  @ApiProperty({ type: 'integer' }) wording: number;
  @ApiProperty({ type: String, nullable: true }) comparedWith: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) comparedOn: string | null;
  @ApiProperty({ type: String, nullable: true }) note: string | null;
  @ApiProperty({ format: 'uuid' }) by: string;
  @ApiProperty({ type: String, format: 'date-time' }) at: Date;
}

export class ProposalDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({
    enum: PROPOSAL_STATES,
    description:
      'draft: as worded, or worded anew. submitted: another registrar compares it. verified: may be published',
  })
  state: ProposalState;
  @ApiProperty({ type: 'integer', nullable: true }) corrects: number | null;
  @ApiProperty({ type: 'integer', description: 'Number of the newest wording' }) wording: number;
  @ApiProperty({ description: 'SHA-256 of the newest wording' }) digest: string;
  @ApiProperty({ type: RuleDto, description: 'As it would stand in the register; once published, as it stands there' })
  version: RuleDto;
  @ApiProperty({ type: 'integer', nullable: true, description: 'The version whose place it takes' })
  replaces: number | null;
  @ApiProperty({ type: [String], description: 'What differs from that, in sentences' }) changes: readonly string[];
  @ApiProperty({ format: 'uuid' }) proposedBy: string;
  @ApiProperty({ type: String, format: 'date-time' }) proposedAt: Date;
  @ApiProperty({ type: [ProposalStepDto] }) steps: readonly ProposalStepDto[];
}

export class ProposalListDto {
  @ApiProperty({ type: [ProposalDto] }) items: readonly ProposalDto[];
  @ApiProperty({ type: String, nullable: true }) next: string | null;
}

export function presentProposal(view: ProposalView): ProposalDto {
  const { id, state, corrects, wording, digest, version, replaces, changes, proposedBy, proposedAt, steps } = view;
  return {
    ...{ id, state, corrects, wording, digest, changes, proposedBy, proposedAt, steps },
    version: presentRule(version),
    replaces: replaces && replaces.version,
  };
}
