import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { AuditTrail } from '../../audit/audit-trail';
import { Allow } from '../access';
import { IsOneLine } from '../one-line';
import { PageQuery } from '../../kernel/page-query';

type AuditEntry = Awaited<ReturnType<AuditTrail['list']>>['items'][number];

export class AuditQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Only what was done to this' })
  @IsOptional()
  @IsOneLine(60)
  subjectId?: string;
}

export class AuditActorDto {
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  id: string | null;

  @ApiProperty({ description: '`person`, or the part of the product that acted' })
  name: string;
}

export class AuditSubjectDto {
  @ApiProperty()
  type: string;

  @ApiProperty()
  id: string;
}

export class AuditEntryDto {
  @ApiProperty({ type: 'integer' })
  sequence: number;

  @ApiProperty({ format: 'date-time' })
  at: Date;

  @ApiProperty({ example: 'role.given' })
  action: string;

  @ApiProperty()
  actor: AuditActorDto;

  @ApiProperty()
  subject: AuditSubjectDto;

  @ApiProperty({ type: 'object', additionalProperties: true })
  facts: object;

  @ApiProperty({ description: 'Hash of the entry before' })
  previousHash: string;

  @ApiProperty({ description: 'SHA-256 of the canonical JSON of everything else in the entry' })
  hash: string;
}

export class AuditListDto {
  @ApiProperty({ type: [AuditEntryDto] })
  items: AuditEntryDto[];

  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

/** The trail lies below this room, and so cannot say itself who may read it. */
@ApiTags('Audit')
@ApiBearerAuth()
@Controller('api/v1/audit-entries')
export class AuditEntriesController {
  constructor(private readonly trail: AuditTrail) {}

  @Get()
  @Allow('audit:read')
  @ApiOperation({ summary: 'The audit trail, newest first' })
  @ApiOkResponse({ type: AuditListDto, description: 'Entries of the trail' })
  async list(@Query() { subjectId, ...page }: AuditQuery): Promise<AuditListDto> {
    const { items, next } = await this.trail.list(page, { subjectId });
    return { items: items.map(present), next };
  }
}

function present({
  sequence,
  at,
  action,
  actorId,
  actorName,
  subjectType,
  subjectId,
  facts,
  previousHash,
  hash,
}: AuditEntry): AuditEntryDto {
  const actor = { id: actorId, name: actorName };
  return { sequence, at, action, actor, subject: { type: subjectType, id: subjectId }, facts, previousHash, hash };
}
