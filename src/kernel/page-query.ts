import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { PageRequest } from './listing';

/** Which page of a list, as every list of the API is asked for one. */
export class PageQuery implements PageRequest {
  @ApiPropertyOptional({
    type: 'integer',
    description: 'How many items the page holds at most',
    minimum: 1,
    maximum: 200,
    default: 50,
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt({ message: 'is a whole number' })
  @Min(1, { message: 'is at least 1' })
  @Max(200, { message: 'is at most 200' })
  limit?: number;

  @ApiPropertyOptional({ description: 'The `next` of the page before; left out for the first page' })
  @IsOptional()
  @IsString({ message: 'is text' })
  @MaxLength(200, { message: 'is not a cursor that this list gave out' })
  cursor?: string;
}
