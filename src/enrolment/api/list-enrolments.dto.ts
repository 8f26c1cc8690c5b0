import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsUUID } from 'class-validator';

export class ListEnrolmentsDto {
  @ApiPropertyOptional({ format: 'uuid', description: 'Whose; your own unless told' })
  @IsOptional()
  @IsUUID('all')
  personId?: string;
}
