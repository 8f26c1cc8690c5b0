import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { isDay } from '../../kernel/day';
import { DELIVERIES, MODES, type AttestedDelivery, type InstructionMode } from '../instruction';

const IsDay = () =>
  ValidateBy({
    name: 'isDay',
    validator: { validate: isDay, defaultMessage: () => 'is a day of the calendar, YYYY-MM-DD' },
  });

export class AttendanceItemDto {
  @ApiProperty({ example: 'dry-needling', description: 'A slug: laws divide hours by subject' })
  @IsString()
  @MaxLength(60)
  @Matches(/^[a-z0-9]+(-[a-z0-9]+)*$/, { message: 'is a subject in small letters and hyphens, such as dry-needling' })
  subject: string;

  @ApiPropertyOptional({ enum: MODES, description: 'Theory or hands-on; left out where nobody said' })
  @IsOptional()
  @IsIn(MODES, { message: `is one of ${MODES.join(', ')}` })
  mode?: InstructionMode;

  @ApiProperty({
    type: 'integer',
    minimum: 1,
    maximum: 1440,
    description: 'As they were, late arrivals and early departures taken off',
  })
  @IsInt()
  @Min(1)
  @Max(1440)
  minutes: number;
}

/** What an instructor sends for one person and one day of teaching. */
export class AttestAttendanceDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID('all')
  personId: string;

  @ApiProperty({ format: 'date' })
  @IsDay()
  heldOn: string;

  @ApiProperty({ enum: DELIVERIES })
  @IsIn(DELIVERIES, { message: `is one of ${DELIVERIES.join(', ')}` })
  delivery: AttestedDelivery;

  @ApiProperty({ maxLength: 200, example: 'Practical day 1' })
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  title: string;

  @ApiProperty({ type: [AttendanceItemDto] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @IsObject({ each: true, message: 'is a list of { subject, mode, minutes }' })
  @ValidateNested({ each: true })
  @Type(() => AttendanceItemDto)
  items: AttendanceItemDto[];
}
