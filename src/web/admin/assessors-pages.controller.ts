import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { ArrayNotEmpty, IsIn, ValidateIf } from 'class-validator';
import { Assessors } from '../../competency/assessors.service';
import { SETTINGS, type Settings } from '../../config/settings';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { Clock } from '../../kernel/clock';
import { endOfDay, isDay } from '../../kernel/day';
import { Invalid } from '../../kernel/errors';
import { checked, type Form, listOf, orShowAgain, textOf } from '../forms';
import { IdPipe } from '../id.pipe';
import { Page, SeeOther } from '../page';
import { Wording } from '../wording';
import { appointmentInWords } from './appointment';
import { type AppointmentValues, PersonPage } from './person-page';
import { tabsFor } from './tabs';

class AppointmentForm {
  @IsIn(['all', 'these'], { message: 'says whether it covers every competency' })
  reach: 'all' | 'these';

  @ValidateIf(({ reach }: AppointmentForm) => reach === 'these')
  @ArrayNotEmpty({ message: 'names at least one' })
  competencies: string[];

  @ArrayNotEmpty({ message: 'names at least one tier' })
  @IsIn(['1', '2', '3'], { each: true, message: 'is made of tiers 1, 2 and 3' })
  regionTiers: string[];

  @ValidateIf(({ lastDay }: AppointmentForm) => lastDay !== '')
  lastDay: string;
}

/** Who may assess what, where no certificate says so. */
@ApiExcludeController()
@Controller('admin')
export class AssessorsPagesController {
  constructor(
    private readonly assessors: Assessors,
    private readonly personPage: PersonPage,
    private readonly clock: Clock,
    private readonly wording: Wording,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get('assessors')
  @Allow('assessor:appoint')
  async list(@CurrentActor() actor: PersonActor, @Query('after') after?: string) {
    const { items, next } = await this.assessors.list({ limit: 50, cursor: after || undefined });
    const now = this.clock.now();
    return new Page('admin/assessors', {
      title: 'Assessors',
      tabs: tabsFor(actor, '/admin/assessors'),
      assessors: items.map(({ person, qualifications }) => ({
        address: `/admin/people/${person.id}`,
        name: person.name,
        appointments: qualifications.map((one) => appointmentInWords(one, now, this.wording)),
      })),
      next: next && `/admin/assessors?after=${encodeURIComponent(next)}`,
    });
  }

  @Post('people/:id/appointments')
  @Allow('assessor:appoint')
  appoint(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) id: string, @Body() form: Form) {
    const values: AppointmentValues = {
      reach: textOf(form, 'reach'),
      competencies: listOf(form, 'competencies'),
      regionTiers: listOf(form, 'regionTiers'),
      maySupervise: textOf(form, 'maySupervise') === 'yes',
      lastDay: textOf(form, 'lastDay'),
    };
    return orShowAgain(
      async () => {
        const { reach, competencies, regionTiers, lastDay } = checked(AppointmentForm, values);
        if (lastDay !== '' && !isDay(lastDay))
          throw new Invalid([{ path: 'lastDay', message: 'is a day of the calendar' }]);
        await this.assessors.appointFounding(actor, id, {
          competencies: reach === 'all' ? 'all' : competencies,
          regionTiers: regionTiers.map(Number),
          maySupervise: values.maySupervise,
          until: lastDay === '' ? undefined : endOfDay(lastDay, this.settings.timeZone),
        });
        return new SeeOther(`/admin/people/${id}`, 'Appointed. It holds from now on.');
      },
      (refusal) => this.personPage.of(actor, id, { refusal, values }),
    );
  }

  @Post('people/:id/appointments/end')
  @Allow('assessor:appoint')
  end(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) id: string) {
    return orShowAgain(
      async () => {
        await this.assessors.endFounding(actor, id);
        return new SeeOther(
          `/admin/people/${id}`,
          'The appointment has ended. What was signed while it held stays signed.',
        );
      },
      (refusal) => this.personPage.of(actor, id, { refusal }),
    );
  }
}
