import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { Cohorts, CohortWithMembers } from '../../identity/cohorts.service';
import { IsOneLine } from '../../identity/one-line';
import { People } from '../../identity/people.service';
import { PageQuery } from '../../kernel/page-query';
import { Intakes } from '../intakes.service';

export class CreateCohortDto {
  @ApiProperty({ example: 'Autumn intake', maxLength: 200 })
  @IsOneLine(200)
  name: string;

  @ApiPropertyOptional({ type: String, example: 'dry-needling', nullable: true, description: 'One that runs' })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  @Matches(/^[a-z0-9]+(-[a-z0-9]+)*$/, { message: 'is the slug of a programme' })
  programme?: string | null;
}

export class MemberDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  name: string;
}

export class CohortDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ type: String, nullable: true })
  programme: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt: Date;

  @ApiProperty({ type: [MemberDto] })
  members: MemberDto[];
}

export class CohortListDto {
  @ApiProperty({ type: [CohortDto] })
  items: CohortDto[];

  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

@ApiTags('Identity')
@ApiBearerAuth()
@Controller('api/v1/cohorts')
export class CohortsController {
  constructor(
    private readonly intakes: Intakes,
    private readonly cohorts: Cohorts,
    private readonly people: People,
  ) {}

  @Post()
  @Allow('cohort:manage')
  @ApiOperation({ summary: 'Make a cohort. An instructor belongs to the cohorts that they make' })
  @ApiCreatedResponse({ type: CohortDto, description: 'The cohort that was made' })
  async create(@Body() body: CreateCohortDto, @CurrentActor() actor: PersonActor): Promise<CohortDto> {
    const [cohort] = await this.present([await this.intakes.open(actor, body)]);
    return cohort;
  }

  @Get()
  @Allow('person:list')
  @ApiOperation({ summary: 'The cohorts that one may see: instructors and assessors their own' })
  @ApiOkResponse({ type: CohortListDto, description: 'Cohorts, in the order in which they were made' })
  async list(@Query() page: PageQuery, @CurrentActor() actor: PersonActor): Promise<CohortListDto> {
    const { items, next } = await this.cohorts.list(actor, page);
    return { items: await this.present(items), next };
  }

  @Get(':id')
  @Allow('person:list')
  @ApiOperation({ summary: 'One cohort, and who is in it' })
  @ApiOkResponse({ type: CohortDto, description: 'The cohort and its members' })
  async get(@Param('id', ParseUUIDPipe) id: string, @CurrentActor() actor: PersonActor): Promise<CohortDto> {
    const [cohort] = await this.present([await this.cohorts.get(actor, id)]);
    return cohort;
  }

  @Put(':id/members/:personId')
  @Allow('cohort:manage')
  @HttpCode(204)
  @ApiOperation({ summary: 'Put somebody into a cohort; who is in stays in' })
  @ApiNoContentResponse({ description: 'They are in the cohort' })
  add(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('personId', ParseUUIDPipe) personId: string,
    @CurrentActor() actor: PersonActor,
  ): Promise<void> {
    return this.cohorts.add(actor, id, personId);
  }

  @Delete(':id/members/:personId')
  @Allow('cohort:manage')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take somebody out of a cohort' })
  @ApiNoContentResponse({ description: 'They are not in the cohort' })
  remove(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('personId', ParseUUIDPipe) personId: string,
    @CurrentActor() actor: PersonActor,
  ): Promise<void> {
    return this.cohorts.remove(actor, id, personId);
  }

  private async present(cohorts: readonly CohortWithMembers[]): Promise<CohortDto[]> {
    const names = await this.people.namesOf(cohorts.flatMap(({ memberIds }) => memberIds));
    return cohorts.map(({ id, name, programme, createdAt, memberIds }) => ({
      id,
      name,
      programme,
      createdAt,
      members: memberIds.map((memberId) => ({ id: memberId, name: names.get(memberId) ?? '' })),
    }));
  }
}
