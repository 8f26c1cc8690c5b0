import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsNotEmpty, IsOptional, IsString, Matches, MaxLength, ValidateBy } from 'class-validator';
import { isDay } from '../kernel/day';

/* What is sent to record that somebody approved a lesson, and to take that back: read alike by the API and by the page. */

export class RecordApprovalDto {
  @ApiProperty({
    maxLength: 200,
    example: 'Dr Ada Tinney',
    description: 'Who approved it; named in public, as an author is',
  })
  @IsString({ message: 'is text' })
  @IsNotEmpty({ message: 'is missing: the name of whoever approved it' })
  @MaxLength(200, { message: 'has at most 200 characters' })
  approver: string;

  @ApiProperty({
    maxLength: 300,
    example: 'Consultant physiotherapist, HCPC PH000000',
    description: 'By what they may judge it',
  })
  @IsString({ message: 'is text' })
  @IsNotEmpty({ message: 'is missing: profession and registration, or post' })
  @MaxLength(300, { message: 'has at most 300 characters' })
  qualification: string;

  @ApiProperty({ format: 'date', example: '2026-11-20', description: 'The day on which it was approved' })
  @ValidateBy({ name: 'day', validator: { validate: isDay, defaultMessage: () => 'is a day of the calendar' } })
  approvedOn: string;

  @ApiPropertyOptional({ description: 'Of the lesson that was read: refused where it says something else by now' })
  @IsOptional()
  @Matches(/^[0-9a-f]{64}$/, { message: 'is a SHA-256 in lower-case hexadecimal' })
  digest?: string;
}

export class WithdrawApprovalDto {
  @ApiProperty({ maxLength: 2000, description: 'Kept sealed' })
  @IsString({ message: 'is text' })
  @IsNotEmpty({ message: 'is needed' })
  @MaxLength(2000, { message: 'has at most 2000 characters' })
  reason: string;
}
