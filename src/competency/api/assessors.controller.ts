import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiExtraModels,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsUUID,
  ValidateBy,
} from 'class-validator';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { Assessor, Assessors } from '../assessors.service';
import { REGION_TIERS } from '../domain/framework';
import { IsMoment } from './fields';
import { PageQuery } from '../../kernel/page-query';

const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/;

function areCompetencies(value: unknown): boolean {
  if (value === 'all') return true;
  if (!Array.isArray(value) || value.length === 0 || value.length > 200) return false;
  return new Set(value).size === value.length && value.every((code) => typeof code === 'string' && CODE.test(code));
}

const COMPETENCIES = {
  description: '`all`, or the codes of competencies',
  oneOf: [
    { type: 'string', enum: ['all'] },
    { type: 'array', items: { type: 'string' }, minItems: 1 },
  ],
};

/** Who is appointed to assess what, where no certificate says so. */
export class AppointAssessorDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID(undefined, { message: 'is the id of a person' })
  personId: string;

  @ApiProperty(COMPETENCIES)
  @ValidateBy({
    name: 'competencies',
    validator: { validate: areCompetencies, defaultMessage: () => 'is "all" or a list of different competency codes' },
  })
  competencies: string[] | 'all';

  @ApiProperty({ type: 'array', items: { type: 'integer' }, example: [1, 2, 3] })
  @IsArray({ message: 'is a list of region tiers' })
  @ArrayNotEmpty({ message: 'names at least one region tier' })
  @ArrayMaxSize(REGION_TIERS.length)
  @ArrayUnique({ message: 'names each region tier once' })
  @IsIn(REGION_TIERS, { each: true, message: 'is made of region tiers: 1, 2 or 3' })
  regionTiers: number[];

  @ApiProperty({ description: 'Whether they may also supervise sessions and verify the logbook' })
  @IsBoolean({ message: 'is true or false' })
  maySupervise: boolean;

  @ApiPropertyOptional({ format: 'date-time', description: 'Now, unless told' })
  @IsOptional()
  @IsMoment()
  from?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'The first moment at which it no longer holds' })
  @IsOptional()
  @IsMoment()
  until?: string;
}

export class BasisDto {
  @ApiProperty({ enum: ['founding', 'certificate'] })
  kind: 'founding' | 'certificate';

  @ApiProperty({ format: 'uuid', description: 'Id of the certificate; of a founding appointment its own' })
  ref: string;
}

export class QualificationDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty(COMPETENCIES)
  competencies: readonly string[] | 'all';

  @ApiProperty({ type: 'array', items: { type: 'integer' } })
  regionTiers: readonly number[];

  @ApiProperty()
  maySupervise: boolean;

  @ApiProperty({ format: 'date-time' })
  from: Date;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  until: Date | null;

  @ApiProperty({ type: BasisDto })
  basis: BasisDto;
}

export class QualificationEventDto {
  @ApiProperty({ enum: ['suspended', 'reinstated', 'ended'] })
  kind: 'suspended' | 'reinstated' | 'ended';

  @ApiProperty({ format: 'date-time' })
  effectiveAt: Date;
}

export class HeldQualificationDto extends QualificationDto {
  @ApiProperty({ description: 'Whether it holds at this moment' })
  inForce: boolean;

  @ApiProperty({ type: [QualificationEventDto] })
  events: QualificationEventDto[];
}

export class AssessorDto {
  @ApiProperty({ format: 'uuid' })
  personId: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ type: [HeldQualificationDto] })
  qualifications: HeldQualificationDto[];
}

export class AssessorListDto {
  @ApiProperty({ type: [AssessorDto] })
  items: AssessorDto[];

  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

@ApiTags('Competency')
@ApiBearerAuth()
@ApiExtraModels(QualificationDto)
@Controller('api/v1/assessors')
export class AssessorsController {
  constructor(private readonly assessors: Assessors) {}

  @Post()
  @Allow('assessor:appoint')
  @ApiOperation({ summary: 'Appoint an assessor where no certificate does' })
  @ApiCreatedResponse({ type: AssessorDto, description: 'The assessor, with everything they are qualified for' })
  async appoint(@Body() body: AppointAssessorDto, @CurrentActor() actor: PersonActor): Promise<AssessorDto> {
    const { personId, competencies, regionTiers, maySupervise, from, until } = body;
    const appointment = { competencies, regionTiers, maySupervise, from: moment(from), until: moment(until) };
    return present(await this.assessors.appointFounding(actor, personId, appointment));
  }

  @Post(':personId/end')
  @Allow('assessor:appoint')
  @ApiOperation({
    summary: 'End somebody’s appointments from now on. What a certificate gives, ends with the certificate',
  })
  @ApiCreatedResponse({ type: AssessorDto, description: 'The assessor, with everything they were qualified for' })
  async end(
    @Param('personId', ParseUUIDPipe) personId: string,
    @CurrentActor() actor: PersonActor,
  ): Promise<AssessorDto> {
    return present(await this.assessors.endFounding(actor, personId));
  }

  @Get()
  @Allow('assessor:appoint')
  @ApiOperation({ summary: 'Everybody who was ever qualified to assess, with what, and whether it holds now' })
  @ApiOkResponse({ type: AssessorListDto, description: 'Assessors, in the order in which they came' })
  async list(@Query() page: PageQuery): Promise<AssessorListDto> {
    const { items, next } = await this.assessors.list(page);
    return { items: items.map(present), next };
  }
}

function moment(text: string | null | undefined): Date | undefined {
  return text ? new Date(text) : undefined;
}

function present({ person, qualifications }: Assessor): AssessorDto {
  return {
    personId: person.id,
    name: person.name,
    qualifications: qualifications.map(
      ({ id, competencies, regionTiers, maySupervise, from, until, basis, inForce, events }) => ({
        id,
        competencies,
        regionTiers,
        maySupervise,
        from,
        until,
        basis: { kind: basis.kind, ref: basis.ref },
        inForce,
        events: events.map(({ kind, effectiveAt }) => ({ kind, effectiveAt })),
      }),
    ),
  };
}
