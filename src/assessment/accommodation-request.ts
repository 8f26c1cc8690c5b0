import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsNotEmpty, IsNumber, IsString, Max, MaxLength, Min, ValidateBy } from 'class-validator';
import { isDay } from '../kernel/day';

/* What is sent to allow somebody more time and to end that: read alike by the API and by the page. */

/** What somebody sends who allows more time or breaks to a person. */
export class GrantAccommodationDto {
  @ApiProperty({ minimum: 1, maximum: 4, example: 1.25, description: 'Time limit times this; 1: no more time' })
  @IsNumber({ maxDecimalPlaces: 2 }, { message: 'is a number with two decimals at most' })
  @Min(1, { message: 'is at least 1' })
  @Max(4, { message: 'is at most 4' })
  factor: number;

  @ApiProperty({ minimum: 0, maximum: 480, example: 15, description: 'How long the clock may stand still, in all' })
  @IsInt({ message: 'is a whole number' })
  @Min(0, { message: 'is 0 or more' })
  @Max(480, { message: 'is at most 480' })
  breakMinutes: number;

  @ApiProperty({ format: 'date', example: '2027-12-31', description: 'The last day on which it counts' })
  @ValidateBy({ name: 'day', validator: { validate: isDay, defaultMessage: () => 'is a day of the calendar' } })
  endsOn: string;

  @ApiProperty({ maxLength: 2000, example: 'Statement of the student office', description: 'Kept sealed' })
  @IsString({ message: 'is text' })
  @IsNotEmpty({ message: 'is needed' })
  @MaxLength(2000, { message: 'has at most 2000 characters' })
  reason: string;
}

export class WithdrawAccommodationDto {
  @ApiProperty({ maxLength: 2000, example: 'No longer needed', description: 'Kept sealed' })
  @IsString({ message: 'is text' })
  @IsNotEmpty({ message: 'is needed' })
  @MaxLength(2000, { message: 'has at most 2000 characters' })
  reason: string;
}
