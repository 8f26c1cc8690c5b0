import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Programmes } from '../../catalogue/programmes.service';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { Enrolment, Enrolments } from '../enrolments.service';
import { EnrolDto } from './enrol.dto';
import {
  EnrolmentListing,
  EnrolmentView,
  presentEnrolment,
  presentProgress,
  ProgressView,
} from './enrolment.presenter';
import { ListEnrolmentsDto } from './list-enrolments.dto';
import { MoveEnrolmentDto } from './move-enrolment.dto';

@ApiTags('Learning')
@ApiBearerAuth()
@Controller('api/v1/enrolments')
export class EnrolmentsController {
  constructor(
    private readonly enrolments: Enrolments,
    private readonly programmes: Programmes,
  ) {}

  @Post()
  @Allow('enrolment:start')
  @ApiOperation({ summary: 'Begin a programme, on the version that runs now' })
  @ApiCreatedResponse({ type: EnrolmentView, description: 'The enrolment' })
  async enrol(@Body() { programme }: EnrolDto, @CurrentActor() actor: PersonActor): Promise<EnrolmentView> {
    return this.present(await this.enrolments.enrol(actor, programme));
  }

  @Get()
  @Allow('enrolment:read')
  @ApiOperation({ summary: 'Enrolments, your own or those of somebody in your cohorts' })
  @ApiOkResponse({ type: EnrolmentListing, description: 'Enrolments, in the order in which they began' })
  async list(
    @Query() { personId, ...page }: ListEnrolmentsDto,
    @CurrentActor() actor: PersonActor,
  ): Promise<EnrolmentListing> {
    const { items, next } = await this.enrolments.listOf(actor, personId ?? actor.id, page);
    return { items: await Promise.all(items.map((enrolment) => this.present(enrolment))), next };
  }

  @Get(':id')
  @Allow('enrolment:read')
  @ApiOperation({ summary: 'One enrolment' })
  @ApiOkResponse({ type: EnrolmentView, description: 'The enrolment' })
  async get(@Param('id', ParseUUIDPipe) id: string, @CurrentActor() actor: PersonActor): Promise<EnrolmentView> {
    return this.present(await this.enrolments.get(actor, id));
  }

  @Get(':id/progress')
  @Allow('enrolment:read')
  @ApiOperation({ summary: 'How far along: lessons, contact hours, modules, and what comes next' })
  @ApiOkResponse({ type: ProgressView, description: 'What is done, what is not, and what comes next' })
  async progress(@Param('id', ParseUUIDPipe) id: string, @CurrentActor() actor: PersonActor): Promise<ProgressView> {
    const enrolment = await this.enrolments.get(actor, id);
    const version = await this.programmes.version(enrolment.programmeVersionId);
    return presentProgress(enrolment, await this.enrolments.progressOf(enrolment), version);
  }

  @Post(':id/moves')
  @Allow('enrolment:move')
  @ApiOperation({ summary: 'Take somebody over to another version of their programme' })
  @ApiCreatedResponse({ type: EnrolmentView, description: 'The enrolment, on the other version' })
  async move(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { programmeVersion, reason }: MoveEnrolmentDto,
    @CurrentActor() actor: PersonActor,
  ): Promise<EnrolmentView> {
    return this.present(await this.enrolments.moveTo(actor, id, programmeVersion, reason));
  }

  private async present(enrolment: Enrolment): Promise<EnrolmentView> {
    return presentEnrolment(enrolment, await this.programmes.version(enrolment.programmeVersionId));
  }
}
