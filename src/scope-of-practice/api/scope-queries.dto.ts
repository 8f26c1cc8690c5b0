import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
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
