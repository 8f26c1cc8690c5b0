import { ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { IsDay, IsDayOrMoment, JurisdictionField, ProfessionField } from './fields';

export const DEFAULT_PROFESSION = 'physical-therapist';

/** A place and a profession, on a day. */
export class ScopeQuery {
  @JurisdictionField()
  jurisdiction: string;

  @ProfessionField()
  profession?: string;

  @ApiPropertyOptional({ format: 'date', description: 'The day asked about; today unless told' })
  @IsOptional()
  @IsDay()
  asOf?: string;
}

/** The same, as known at another time. */
export class RulesQuery extends ScopeQuery {
  @ApiPropertyOptional({ description: 'What was recorded by the end of this day, or by this moment; now unless told' })
  @IsOptional()
  @IsDayOrMoment()
  knownOn?: string;
}

/** A profession, on a day, in every place. */
export class EverywhereQuery extends OmitType(ScopeQuery, ['jurisdiction'] as const) {}

export const EXPORT_FORMATS = ['json', 'csv'] as const;

export class ExportQuery {
  @ApiPropertyOptional({ enum: EXPORT_FORMATS, default: 'json' })
  @IsOptional()
  @IsIn(EXPORT_FORMATS, { message: `is one of ${EXPORT_FORMATS.join(', ')}` })
  format?: (typeof EXPORT_FORMATS)[number];
}
