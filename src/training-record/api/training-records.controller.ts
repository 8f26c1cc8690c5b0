import { Controller, Get, Inject, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsOptional, ValidateBy } from 'class-validator';
import { SETTINGS, type Settings } from '../../config/settings';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { Cohorts } from '../../identity/cohorts.service';
import { People } from '../../identity/people.service';
import { Clock } from '../../kernel/clock';
import { type Day, dayOf, isDay } from '../../kernel/day';
import { TrainingRecords } from '../training-records.service';
import { TrainingRecordDto } from './training-record.dto';

export class AsOfQuery {
  @ApiPropertyOptional({
    type: String,
    format: 'date',
    description: 'What was recorded by the end of this day; today unless told',
  })
  @IsOptional()
  @ValidateBy({ name: 'isDay', validator: { validate: isDay, defaultMessage: () => 'is a day such as 2026-11-22' } })
  asOf?: Day;
}

@ApiTags('Training record')
@ApiBearerAuth()
@Controller('api/v1/people/:id/training-record')
export class TrainingRecordsController {
  constructor(
    private readonly records: TrainingRecords,
    private readonly cohorts: Cohorts,
    private readonly people: People,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  @Allow('record:read')
  @ApiOperation({
    summary:
      'Hours by delivery and subject, quizzes passed, sign-offs in force, supervised treatments: one’s own, or of one’s people',
  })
  @ApiOkResponse({
    type: TrainingRecordDto,
    description: 'The record, derived from the facts that were recorded by the end of that day',
  })
  async read(
    @Param('id', ParseUUIDPipe) personId: string,
    @Query() { asOf }: AsOfQuery,
    @CurrentActor() actor: PersonActor,
  ): Promise<TrainingRecordDto> {
    await this.cohorts.assertMaySee(actor, personId);
    await this.people.get(personId);
    return this.records.of(personId, asOf ?? dayOf(this.clock.now(), this.settings.timeZone));
  }
}
