import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsObject, IsOptional, IsUUID, ValidateNested } from 'class-validator';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { pageOfAll } from '../../kernel/listing';
import { PageQuery } from '../../kernel/page-query';
import { Assessors } from '../assessors.service';
import { LOGBOOK_STATES, type LogbookState } from '../domain/logbook';
import { Logbook } from '../logbook.service';
import { IsDayField, IsIntBetween, IsRegionTier, NamedPersonDto, PersonPageQuery, WrittenText } from './fields';

const OUTCOMES = ['verified', 'returned'] as const;

export class AdverseEventDto {
  @ApiProperty({ maxLength: 120, example: 'Faint' })
  @WrittenText(120)
  kind: string;

  @ApiProperty({ maxLength: 1000 })
  @WrittenText(1000)
  action: string;

  @ApiProperty({ maxLength: 1000 })
  @WrittenText(1000)
  outcome: string;

  @ApiProperty({ maxLength: 1000 })
  @WrittenText(1000)
  followUp: string;
}

/** A supervised session. Nothing in it says who the patient was: that is refused with an explanation. */
export class WriteLogbookEntryDto {
  @ApiProperty({ format: 'date', example: '2026-11-22' })
  @IsDayField()
  performedOn: string;

  @ApiProperty({ maxLength: 120, example: 'Lumbar multifidus, left' })
  @WrittenText(120)
  region: string;

  @ApiProperty({ type: 'integer', minimum: 1, maximum: 3 })
  @IsRegionTier()
  regionTier: number;

  @ApiProperty({ maxLength: 120, example: 'Deep, stationary' })
  @WrittenText(120)
  technique: string;

  @ApiProperty({ type: 'integer', minimum: 1, maximum: 480 })
  @IsIntBetween(1, 480)
  minutes: number;

  @ApiProperty({ type: 'integer', minimum: 0, maximum: 200, description: 'Needles inserted: as many as came out' })
  @IsIntBetween(0, 200)
  needlesIn: number;

  @ApiProperty({ type: 'integer', minimum: 0, maximum: 200 })
  @IsIntBetween(0, 200)
  needlesOut: number;

  @ApiPropertyOptional({ type: AdverseEventDto })
  @IsOptional()
  @IsObject({ message: 'is { kind, action, outcome, followUp }' })
  @ValidateNested()
  @Type(() => AdverseEventDto)
  adverseEvent?: AdverseEventDto;

  @ApiProperty({
    format: 'uuid',
    description: 'Somebody of the trainee’s cohorts who may supervise in this region tier',
  })
  @IsUUID(undefined, { message: 'is the id of a person' })
  supervisorId: string;

  @ApiPropertyOptional({ maxLength: 4000 })
  @IsOptional()
  @WrittenText(4000)
  reflection?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'The returned entry that this one sets right' })
  @IsOptional()
  @IsUUID(undefined, { message: 'is the id of a logbook entry' })
  corrects?: string;
}

export class VerifyLogbookEntryDto {
  @ApiProperty({ enum: OUTCOMES })
  @IsIn(OUTCOMES, { message: 'is verified or returned' })
  outcome: 'verified' | 'returned';

  @ApiPropertyOptional({ maxLength: 2000 })
  @IsOptional()
  @WrittenText(2000)
  comment?: string;
}

export class LogbookQuery extends PersonPageQuery {
  @ApiPropertyOptional({ enum: LOGBOOK_STATES })
  @IsOptional()
  @IsIn(LOGBOOK_STATES, { message: `is one of ${LOGBOOK_STATES.join(', ')}` })
  state?: LogbookState;
}

export class LogbookDecisionDto {
  @ApiProperty({ enum: OUTCOMES })
  outcome: 'verified' | 'returned';

  @ApiProperty({ type: String, nullable: true })
  comment: string | null;

  @ApiProperty({ format: 'date-time' })
  decidedAt: Date;
}

/** What somebody wrote is `null` once they have been erased. */
export class LogbookEntryDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ type: NamedPersonDto })
  person: NamedPersonDto;

  @ApiProperty({ type: NamedPersonDto })
  supervisor: NamedPersonDto;

  @ApiProperty({ enum: LOGBOOK_STATES })
  state: LogbookState;

  @ApiProperty({ format: 'date' })
  performedOn: string;

  @ApiProperty({ type: String, nullable: true })
  region: string | null;

  @ApiProperty({ type: 'integer' })
  regionTier: number;

  @ApiProperty({ type: String, nullable: true })
  technique: string | null;

  @ApiProperty({ type: 'integer' })
  minutes: number;

  @ApiProperty({ type: 'integer' })
  needlesIn: number;

  @ApiProperty({ type: 'integer' })
  needlesOut: number;

  @ApiProperty()
  hasAdverseEvent: boolean;

  @ApiProperty({ type: AdverseEventDto, nullable: true })
  adverseEvent?: AdverseEventDto | null;

  @ApiProperty({ type: String, nullable: true })
  reflection: string | null;

  @ApiProperty({ format: 'date-time' })
  writtenAt: Date;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The returned entry that this one sets right',
  })
  corrects: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The entry that sets this one right' })
  correctedBy: string | null;

  @ApiProperty({ type: LogbookDecisionDto, nullable: true })
  decision: LogbookDecisionDto | null;
}

export class LogbookListDto {
  @ApiProperty({ type: [LogbookEntryDto] })
  items: LogbookEntryDto[];

  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

export class SupervisorDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ type: 'array', items: { type: 'integer' } })
  regionTiers: readonly number[];
}

export class SupervisorListDto {
  @ApiProperty({ type: [SupervisorDto] })
  items: SupervisorDto[];

  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

@ApiTags('Competency')
@ApiBearerAuth()
@Controller('api/v1')
export class LogbookController {
  constructor(
    private readonly logbook: Logbook,
    private readonly assessors: Assessors,
  ) {}

  @Post('logbook-entries')
  @Allow('logbook:write')
  @ApiOperation({ summary: 'Write a supervised session down' })
  @ApiCreatedResponse({ type: LogbookEntryDto, description: 'The entry, waiting for its supervisor' })
  write(@Body() body: WriteLogbookEntryDto, @CurrentActor() actor: PersonActor): Promise<LogbookEntryDto> {
    return this.logbook.write(actor, {
      ...body,
      adverseEvent: body.adverseEvent ?? undefined,
      reflection: body.reflection ?? undefined,
      corrects: body.corrects ?? undefined,
    });
  }

  @Post('logbook-entries/:id/verification')
  @Allow('logbook:verify')
  @ApiOperation({ summary: 'Verify an entry, or return it to the trainee. The supervisor named in it alone may, once' })
  @ApiCreatedResponse({ type: LogbookEntryDto, description: 'The entry, with what was decided' })
  decide(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { outcome, comment }: VerifyLogbookEntryDto,
    @CurrentActor() actor: PersonActor,
  ): Promise<LogbookEntryDto> {
    return this.logbook.decide(actor, id, { outcome, comment: comment ?? undefined });
  }

  @Get('logbook-entries/:id')
  @Allow('logbook:read')
  @ApiOperation({ summary: 'One entry: to whoever wrote it, its supervisor, and those who may see the trainee' })
  @ApiOkResponse({ type: LogbookEntryDto, description: 'The entry' })
  get(@Param('id', ParseUUIDPipe) id: string, @CurrentActor() actor: PersonActor): Promise<LogbookEntryDto> {
    return this.logbook.get(actor, id);
  }

  @Get('logbook-entries')
  @Allow('logbook:read')
  @ApiOperation({
    summary: 'Somebody’s entries; or, where nobody is named, all that concern oneself, as a trainee or as a supervisor',
  })
  @ApiOkResponse({ type: LogbookListDto, description: 'Entries, the newest first' })
  list(
    @Query() { personId, state, limit, cursor }: LogbookQuery,
    @CurrentActor() actor: PersonActor,
  ): Promise<LogbookListDto> {
    return this.logbook.list(actor, { personId, state }, { limit, cursor });
  }

  @Get('supervisors')
  @Allow('logbook:write')
  @ApiOperation({ summary: 'Those of one’s cohorts who may supervise now, and in which region tiers' })
  @ApiOkResponse({ type: SupervisorListDto, description: 'Supervisors, by name' })
  async supervisors(@Query() page: PageQuery, @CurrentActor() actor: PersonActor): Promise<SupervisorListDto> {
    const { items, next } = pageOfAll(await this.assessors.supervisorsFor(actor.id), page, ({ id }) => id);
    return { items: items.map(({ id, name, regionTiers }) => ({ id, name, regionTiers })), next };
  }
}
