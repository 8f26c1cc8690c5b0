import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { PageQuery } from '../../kernel/page-query';
import { GrantAccommodationDto, WithdrawAccommodationDto } from '../accommodation-request';
import { Accommodations, type AccommodationView } from '../accommodations.service';

class WithdrawnDto {
  @ApiProperty({ format: 'date-time' })
  at: Date;

  @ApiProperty({ type: String, nullable: true })
  by: string | null;

  @ApiProperty({ type: String, nullable: true })
  reason: string | null;
}

class AccommodationDto implements AccommodationView {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  personId: string;

  @ApiProperty({ type: String, nullable: true })
  name: string | null;

  @ApiProperty()
  factor: number;

  @ApiProperty()
  breakMinutes: number;

  @ApiProperty({ format: 'date' })
  endsOn: string;

  @ApiProperty({ type: String, nullable: true, description: 'null: the person was erased' })
  reason: string | null;

  @ApiProperty({ type: String, nullable: true })
  approvedBy: string | null;

  @ApiProperty({ format: 'date-time' })
  grantedAt: Date;

  @ApiProperty()
  inForce: boolean;

  @ApiProperty({ type: WithdrawnDto, nullable: true })
  withdrawn: WithdrawnDto | null;
}

class AccommodationListDto {
  @ApiProperty({ type: [AccommodationDto] })
  items: AccommodationDto[];

  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

@ApiTags('Assessment')
@ApiBearerAuth()
@Controller('api/v1')
export class AccommodationsController {
  constructor(private readonly accommodations: Accommodations) {}

  @Post('people/:id/accommodations')
  @ApiOperation({
    summary: 'Allow a person more time, or breaks that stop the clock, in every quiz that they begin from now on',
  })
  @Allow('accommodation:grant')
  @ApiCreatedResponse({ type: AccommodationDto, description: 'What was allowed' })
  grant(
    @Param('id', ParseUUIDPipe) personId: string,
    @Body() body: GrantAccommodationDto,
    @CurrentActor() actor: PersonActor,
  ): Promise<AccommodationDto> {
    return this.accommodations.grant(actor, personId, body);
  }

  @Get('people/:id/accommodations')
  @ApiOperation({ summary: 'What was allowed to one person, newest first' })
  @Allow('accommodation:grant')
  @ApiOkResponse({ type: [AccommodationDto], description: 'All that was allowed' })
  of(@Param('id', ParseUUIDPipe) personId: string): Promise<AccommodationDto[]> {
    return this.accommodations.of(personId);
  }

  @Get('accommodations')
  @ApiOperation({ summary: 'What was allowed to anybody, newest first' })
  @Allow('accommodation:grant')
  @ApiOkResponse({ type: AccommodationListDto, description: 'A page of what was allowed' })
  list(@Query() page: PageQuery): Promise<AccommodationListDto> {
    return this.accommodations.list(page);
  }

  @Post('accommodations/:id/withdrawal')
  @ApiOperation({ summary: 'End one before its day', description: 'Attempts that began with it keep it.' })
  @Allow('accommodation:grant')
  @ApiCreatedResponse({ type: AccommodationDto, description: 'What was allowed' })
  withdraw(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reason }: WithdrawAccommodationDto,
    @CurrentActor() actor: PersonActor,
  ): Promise<AccommodationDto> {
    return this.accommodations.withdraw(actor, id, reason);
  }

  @Get('me/accommodations')
  @ApiOperation({ summary: 'What was allowed to oneself, newest first' })
  @Allow('me:read')
  @ApiOkResponse({ type: [AccommodationDto], description: 'All that was allowed' })
  mine(@CurrentActor() actor: PersonActor): Promise<AccommodationDto[]> {
    return this.accommodations.of(actor.id);
  }
}
