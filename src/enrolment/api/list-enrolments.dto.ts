import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsUUID } from 'class-validator';
import { PageQuery } from '../../kernel/page-query';

/** Whose enrolments, and which page of them. */
export class ListEnrolmentsDto extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Whose; your own unless told' })
  @IsOptional()
  @IsUUID('all')
  personId?: string;
}
