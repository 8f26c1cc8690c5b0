import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { REVIEW_OUTCOMES, type ReviewOutcome } from '../domain/review';
import { IsDay } from './fields';

/** What a registrar found who compared a recorded version with the primary text. */
export class ReviewRuleDto {
  @ApiProperty({ maxLength: 500, example: '4 CCR 732-1, rule 1.5, on the site of the Secretary of State' })
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))
  @IsString({ message: 'is text' })
  @Matches(/^[^\p{Cc}]+$/u, { message: 'names the text it was compared with, on one line' })
  @MaxLength(500)
  comparedWith: string;

  @ApiProperty({ format: 'date', description: 'Not in the future' })
  @IsDay()
  comparedOn: string;

  @ApiProperty({ enum: REVIEW_OUTCOMES })
  @IsIn(REVIEW_OUTCOMES, { message: `is one of ${REVIEW_OUTCOMES.join(', ')}` })
  outcome: ReviewOutcome;

  @ApiPropertyOptional({ maxLength: 2000, description: 'For the house; sealed, never shown outside' })
  @IsOptional()
  @IsString({ message: 'is text' })
  @MaxLength(2000)
  note?: string;
}
