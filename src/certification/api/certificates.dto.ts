import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength, MinLength, ValidateBy } from 'class-validator';
import { isDay } from '../../kernel/day';
import { JURISDICTION_CODE } from '../../scope-of-practice/rule-set';
import { PageQuery } from '../../kernel/page-query';

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z$/;

const isMoment = (value: unknown) =>
  typeof value === 'string' && MOMENT.test(value) && isDay(value.slice(0, 10)) && !Number.isNaN(Date.parse(value));

function IsMoment(): PropertyDecorator {
  return ValidateBy({
    name: 'moment',
    validator: { validate: isMoment, defaultMessage: () => 'is a moment in UTC such as 2026-11-22T09:00:00Z' },
  });
}

/** Text that somebody wrote, sealed later: it must have a canonical form, so no lone surrogates. */
function IsWellFormed(): PropertyDecorator {
  return ValidateBy({
    name: 'wellFormed',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && value.isWellFormed(),
      defaultMessage: () => 'is well-formed text',
    },
  });
}

const trimmed = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.trim() : value);

/** What a registrar sends to issue one certificate. */
export class IssueCertificateDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID(undefined, { message: 'is the id of a person' })
  personId: string;

  @ApiProperty({ example: 'dn-foundation', maxLength: 60 })
  @IsString({ message: 'is the code of a scheme' })
  @MaxLength(60)
  scheme: string;

  @ApiProperty({ example: 'US-CO', description: 'ISO 3166-1 or 3166-2 code of the place whose law is recorded' })
  @Matches(JURISDICTION_CODE, { message: 'is an ISO 3166 code in capitals, such as US-CO, GB-ENG or IE' })
  jurisdiction: string;

  @ApiPropertyOptional({
    example: 'physical-therapist',
    description: 'As the profile states, unless told',
    maxLength: 60,
  })
  @IsOptional()
  @MaxLength(60)
  @Matches(/^[a-z0-9]+(-[a-z0-9]+)*$/, { message: 'is a profession such as physical-therapist' })
  profession?: string;
}

/** Why the standing of a certificate changes, and from when. */
export class ChangeCertificateDto {
  @ApiProperty({ minLength: 3, maxLength: 2000 })
  @Transform(trimmed)
  @IsWellFormed()
  @MinLength(3, { message: 'has at least 3 characters' })
  @MaxLength(2000, { message: 'has at most 2000 characters' })
  reason: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Now unless told; not before the issue, not ahead of now' })
  @IsOptional()
  @IsMoment()
  effectiveAt?: string;
}

/** The confirmation of a revocation that somebody else asked for. */
export class ConfirmRevocationDto {
  @ApiPropertyOptional({ minLength: 3, maxLength: 2000 })
  @IsOptional()
  @Transform(trimmed)
  @IsWellFormed()
  @MinLength(3, { message: 'has at least 3 characters' })
  @MaxLength(2000, { message: 'has at most 2000 characters' })
  reason?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'If given, the moment that was asked for' })
  @IsOptional()
  @IsMoment()
  effectiveAt?: string;
}

export class ListCertificatesQuery extends PageQuery {
  @ApiPropertyOptional({ enum: ['true', 'false', ''], description: 'Only one’s own: what everybody may ask' })
  @IsOptional()
  @IsIn(['true', 'false', ''], { message: 'is true or false' })
  mine?: string;
}

export class CredentialQuery {
  @ApiPropertyOptional({ enum: ['native', 'ob3', 'jwt'], default: 'native', description: 'Only `native` is made yet' })
  @IsOptional()
  @IsIn(['native', 'ob3', 'jwt'], { message: 'is native, ob3 or jwt' })
  format?: 'native' | 'ob3' | 'jwt';
}
