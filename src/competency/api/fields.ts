import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, TransformFnParams } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Matches, Max, MaxLength, Min, ValidateBy } from 'class-validator';
import { isDay } from '../../kernel/day';
import { REGION_TIERS } from '../domain/framework';
import { PageQuery } from '../../kernel/page-query';

/** What the field holds, as a sentence that follows its name; in a list of each of its items. */
function holds(message: string, test: (value: unknown) => boolean, each = false): PropertyDecorator {
  const validator = { validate: test, defaultMessage: () => message };
  return ValidateBy({ name: message, validator }, { each });
}

const trim = (value: unknown): unknown => (typeof value === 'string' ? value.trim() : value);
const trimmed = ({ value }: TransformFnParams): unknown =>
  Array.isArray(value) ? (value as unknown[]).map(trim) : trim(value);

// Line breaks and tabs belong to written text; other control characters do not.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

const isWrittenText = (value: unknown) =>
  typeof value === 'string' && value !== '' && value.isWellFormed() && !CONTROL.test(value);

/** What somebody writes: several lines, surrounding spaces taken off. */
export function WrittenText(max: number, { each = false } = {}) {
  return applyDecorators(
    Transform(trimmed),
    MaxLength(max, { each, message: `has at most ${max} characters` }),
    holds('is text, not empty, without control characters', isWrittenText, each),
  );
}

const MOMENT = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

const isMoment = (value: unknown) =>
  typeof value === 'string' && MOMENT.test(value) && isDay(value.slice(0, 10)) && !Number.isNaN(Date.parse(value));

/** A moment, with `Z` or an offset. */
export function IsMoment() {
  return holds('is a moment such as 2026-11-22T09:00:00Z', isMoment);
}

export function IsDayField() {
  return holds('is a day such as 2026-11-22', isDay);
}

/** The code of a competency: `C19`. */
export function CompetencyCode({ each = false } = {}) {
  return Matches(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/, { each, message: 'is the code of a competency such as C19' });
}

export function IsIntBetween(least: number, most: number) {
  const message = `is a whole number from ${least} to ${most}`;
  return applyDecorators(IsInt({ message }), Min(least, { message }), Max(most, { message }));
}

export function IsRegionTier() {
  return IsIntBetween(REGION_TIERS[0], REGION_TIERS[REGION_TIERS.length - 1]);
}

/** A step of the entrustment scale. */
export function IsLevel() {
  return IsIntBetween(1, 5);
}

/** Which page of somebody's list; one's own unless a person is named. */
export class PersonPageQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Oneself, unless told' })
  @IsOptional()
  @IsUUID(undefined, { message: 'is the id of a person' })
  personId?: string;
}

/** A person by id and, unless erased, by name. */
export class NamedPersonDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, nullable: true })
  name: string | null;
}
