import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches, MaxLength, ValidateBy } from 'class-validator';
import { isDay } from '../../kernel/day';
import { JURISDICTION_CODE } from '../domain/jurisdiction-code';

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z$/;

export function isMoment(text: unknown): text is string {
  return typeof text === 'string' && MOMENT.test(text) && isDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text));
}

function satisfies(name: string, message: string, validate: (value: unknown) => boolean): PropertyDecorator {
  return ValidateBy({ name, validator: { validate, defaultMessage: () => message } });
}

export function JurisdictionField() {
  return applyDecorators(
    ApiProperty({ example: 'US-CO', description: 'ISO 3166-1 or 3166-2 code, in capitals' }),
    Matches(JURISDICTION_CODE, { message: 'is an ISO 3166 code in capitals, such as US-CO, GB-ENG or IE' }),
  );
}

export function ProfessionField() {
  return applyDecorators(
    ApiPropertyOptional({ default: 'physical-therapist', maxLength: 60 }),
    IsOptional(),
    MaxLength(60),
    Matches(SLUG, { message: 'is a profession such as physical-therapist' }),
  );
}

export const IsDay = () => satisfies('day', 'is a day of the calendar, YYYY-MM-DD', isDay);

export const IsDayOrMoment = () =>
  satisfies(
    'dayOrMoment',
    'is a day, YYYY-MM-DD, or a moment in UTC such as 2026-11-22T09:00:00Z',
    (value) => isDay(value) || isMoment(value),
  );
