import { Body, Controller, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { Attendances } from '../attendances.service';
import { AttestAttendanceDto } from './attest-attendance.dto';
import { AttendanceView, presentAttendance } from './enrolment.presenter';

@ApiTags('Training record')
@ApiBearerAuth()
@Controller('api/v1/attendances')
export class AttendancesController {
  constructor(private readonly attendances: Attendances) {}

  @Post()
  @Allow('attendance:attest')
  @ApiOperation({ summary: 'Attest that somebody of your cohorts took part in a day of teaching' })
  @ApiCreatedResponse({ type: AttendanceView, description: 'The attendance, as it was attested' })
  async attest(@Body() body: AttestAttendanceDto, @CurrentActor() actor: PersonActor): Promise<AttendanceView> {
    const items = body.items.map(({ subject, mode, minutes }) => ({ subject, mode: mode ?? null, minutes }));
    return presentAttendance(await this.attendances.attest(actor, { ...body, items }), body.title);
  }
}
