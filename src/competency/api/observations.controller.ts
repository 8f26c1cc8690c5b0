import { Body, Controller, Get, Post, Query } from '@nestjs/common';
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
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsObject,
  IsOptional,
  IsUUID,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { Observations } from '../observations.service';
import {
  CompetencyCode,
  IsLevel,
  IsMoment,
  IsRegionTier,
  NamedPersonDto,
  PersonPageQuery,
  WrittenText,
} from './fields';

const KINDS = ['station', 'workplace'] as const;

export class CompetencyLevelDto {
  @ApiProperty({ example: 'C19' })
  @CompetencyCode()
  competency: string;

  @ApiProperty({
    type: 'integer',
    minimum: 1,
    maximum: 5,
    description: 'Of the entrustment scale: what the observer had to do',
  })
  @IsLevel()
  level: number;
}

/** What an assessor saw a trainee do. */
export class RecordObservationDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID(undefined, { message: 'is the id of a person' })
  personId: string;

  @ApiProperty({ enum: KINDS })
  @IsIn(KINDS, { message: 'is station or workplace' })
  kind: 'station' | 'workplace';

  @ApiPropertyOptional({ example: 'ST2', description: 'Of an observation at a station' })
  @ValidateIf(({ kind, station }: RecordObservationDto) => kind === 'station' || (station ?? null) !== null)
  @WrittenText(40)
  station?: string;

  @ApiProperty({ type: [CompetencyLevelDto] })
  @IsArray({ message: 'is a list of { competency, level }' })
  @ArrayNotEmpty({ message: 'names at least one competency' })
  @ArrayMaxSize(60)
  @IsObject({ each: true, message: 'is a list of { competency, level }' })
  @ArrayUnique((one: CompetencyLevelDto | null) => one?.competency, { message: 'names each competency once' })
  @ValidateNested({ each: true })
  @Type(() => CompetencyLevelDto)
  competencies: CompetencyLevelDto[];

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 3, default: 1 })
  @IsOptional()
  @IsRegionTier()
  regionTier?: number;

  @ApiProperty({
    type: [String],
    maxItems: 20,
    description: 'What was seen that fails whatever the score; an empty list says: nothing',
  })
  @IsArray({ message: 'is a list, empty when no critical fail was seen' })
  @ArrayMaxSize(20)
  @WrittenText(200, { each: true })
  criticalFails: string[];

  @ApiProperty({ format: 'date-time' })
  @IsMoment()
  observedAt: string;

  @ApiProperty({ maxLength: 4000, description: 'Feedback to the trainee' })
  @WrittenText(4000)
  comment: string;

  @ApiProperty({ description: 'Whether the observer has one: then another has to observe' })
  @IsBoolean({ message: 'is declared: true or false' })
  conflictOfInterest: boolean;
}

export class ObservationDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  personId: string;

  @ApiProperty({ enum: KINDS })
  kind: 'station' | 'workplace';

  @ApiProperty({ type: String, nullable: true })
  station: string | null;

  @ApiProperty({ type: [CompetencyLevelDto] })
  competencies: readonly CompetencyLevelDto[];

  @ApiProperty({ type: 'integer' })
  regionTier: number;

  @ApiProperty({ description: 'A critical fail supports no sign-off' })
  hasCriticalFail: boolean;

  @ApiProperty({ type: [String], nullable: true, description: '`null` once the trainee has been erased' })
  criticalFails: readonly string[] | null;

  @ApiProperty({ type: String, nullable: true, description: '`null` once the trainee has been erased' })
  comment: string | null;

  @ApiProperty({ type: NamedPersonDto })
  observer: NamedPersonDto;

  @ApiProperty({ format: 'date-time' })
  observedAt: Date;

  @ApiProperty({ format: 'date-time' })
  recordedAt: Date;
}

export class ObservationListDto {
  @ApiProperty({ type: [ObservationDto] })
  items: ObservationDto[];

  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

@ApiTags('Competency')
@ApiBearerAuth()
@Controller('api/v1/observations')
export class ObservationsController {
  constructor(private readonly observations: Observations) {}

  @Post()
  @Allow('observation:record')
  @ApiOperation({ summary: 'Record what was seen at a station or at work. Refused with every reason in words' })
  @ApiCreatedResponse({ type: ObservationDto, description: 'The observation, as it was recorded' })
  record(@Body() body: RecordObservationDto, @CurrentActor() actor: PersonActor): Promise<ObservationDto> {
    return this.observations.record(actor, {
      ...body,
      station: body.station ?? undefined,
      regionTier: body.regionTier ?? undefined,
      observedAt: new Date(body.observedAt),
    });
  }

  @Get()
  @Allow('record:read')
  @ApiOperation({ summary: 'One’s own observations, or those of somebody of one’s cohorts; newest first' })
  @ApiOkResponse({ type: ObservationListDto, description: 'Observations' })
  list(@Query() query: PersonPageQuery, @CurrentActor() actor: PersonActor): Promise<ObservationListDto> {
    return this.observations.list(actor, query.personId ?? actor.id, query);
  }
}
