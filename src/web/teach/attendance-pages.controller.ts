import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { ArrayNotEmpty, IsIn, IsNotEmpty, IsUUID, Matches, MaxLength, ValidateBy } from 'class-validator';
import { UnitOfWork } from '../../database/unit-of-work';
import { Attendances } from '../../enrolment/attendances.service';
import { type AttendanceItem, type AttestedDelivery, DELIVERIES, MODES } from '../../enrolment/instruction';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { Cohorts } from '../../identity/cohorts.service';
import { People } from '../../identity/people.service';
import { Clock } from '../../kernel/clock';
import { isDay } from '../../kernel/day';
import { Fault, Invalid } from '../../kernel/errors';
import { besideFields, checked, type Form, listOf, orShowAgain, Refusal, textOf } from '../forms';
import { IdPipe } from '../id.pipe';
import { Page, SeeOther } from '../page';
import { capitalised, counted, minutesInWords, unhyphened, Wording } from '../wording';
import { cohortTabs } from './tabs';

/** How many subjects a day of teaching may be divided into on the form. */
const LINES = 3;

class AttendanceForm {
  @IsNotEmpty({ message: 'is needed' })
  @MaxLength(200, { message: 'has at most 200 characters' })
  @Matches(/^[^\p{Cc}]*$/u, { message: 'is one line of text' })
  title: string;

  @ValidateBy({ name: 'day', validator: { validate: isDay, defaultMessage: () => 'is a day of the calendar' } })
  heldOn: string;

  @IsIn(DELIVERIES, { message: 'is one of those listed' })
  delivery: AttestedDelivery;

  @ArrayNotEmpty({ message: 'are needed: tick whoever was there' })
  @IsUUID('all', { each: true, message: 'are members of the cohort' })
  people: string[];
}

interface Line {
  readonly subject: string;
  readonly mode: string;
  readonly minutes: string;
}

interface Typed {
  readonly title: string;
  readonly heldOn: string;
  readonly delivery: string;
  readonly people: readonly string[];
  readonly lines: readonly Line[];
}

/** A day of teaching, attested for everybody of a cohort who was there: for all of them, or for nobody. */
@ApiExcludeController()
@Controller('teach/cohorts/:id/attendance')
export class AttendancePagesController {
  constructor(
    private readonly cohorts: Cohorts,
    private readonly people: People,
    private readonly attendances: Attendances,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly wording: Wording,
  ) {}

  @Get()
  @Allow('attendance:attest')
  show(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) id: string) {
    const heldOn = this.wording.dayOf(this.clock.now());
    const lines = Array.from({ length: LINES }, (_, index) => ({
      subject: index === 0 ? 'dry-needling' : '',
      mode: '',
      minutes: '',
    }));
    return this.page(actor, id, { title: '', heldOn, delivery: 'in-person', people: [], lines });
  }

  @Post()
  @Allow('attendance:attest')
  attest(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) id: string, @Body() form: Form) {
    const typed = typedIn(form);
    return orShowAgain(
      async () => {
        const { memberIds } = await this.cohorts.get(actor, id);
        const { title, heldOn, delivery, people } = checked(AttendanceForm, typed);
        const items = itemsOf(typed.lines);
        const strangers = people.filter((personId) => !memberIds.includes(personId));
        if (strangers.length > 0)
          throw new Invalid([{ path: 'people', message: 'are no longer all in this cohort: look again' }]);
        await this.unitOfWork.run(async () => {
          for (const personId of people) {
            await this.attendances.attest(actor, { personId, heldOn, delivery, title, items });
          }
        });
        const minutes = items.reduce((sum, item) => sum + item.minutes, 0);
        return new SeeOther(
          `/teach/cohorts/${id}`,
          `${minutesInWords(minutes)} on ${this.wording.day(heldOn)} are attested for ${counted(people.length, 'person', 'people')}.`,
        );
      },
      (refusal) => this.page(actor, id, typed, refusal),
    );
  }

  private async page(actor: PersonActor, id: string, typed: Typed, refusal?: Refusal): Promise<Page> {
    const cohort = await this.cohorts.get(actor, id);
    const names = await this.people.namesOf(cohort.memberIds);
    return new Page(
      'teach/attendance',
      {
        title: `Attest attendance in ${cohort.name}`,
        ...cohortTabs(cohort, 'attendance'),
        values: typed,
        today: this.wording.dayOf(this.clock.now()),
        deliveries: DELIVERIES.map((value) => ({ value, label: capitalised(unhyphened(value)) })),
        lines: typed.lines.map((line, index) => ({
          ...line,
          number: index + 1,
          isFirst: index === 0,
          modes: MODES.map((value) => ({ value, label: MODE_WORDS[value], chosen: value === line.mode })),
          error: refusal?.errors[`line${index + 1}`],
        })),
        members: cohort.memberIds
          .filter((personId) => personId !== actor.id)
          .map((personId) => ({
            id: personId,
            name: names.get(personId) ?? '',
            chosen: typed.people.includes(personId),
          }))
          .toSorted((a, b) => a.name.localeCompare(b.name, 'en')),
        refusal: besideFields(refusal),
      },
      refusal?.status ?? 200,
    );
  }
}

const MODE_WORDS: Record<(typeof MODES)[number], string> = { didactic: 'Theory', practical: 'Hands-on' };

function typedIn(form: Form): Typed {
  return {
    title: textOf(form, 'title'),
    heldOn: textOf(form, 'heldOn'),
    delivery: textOf(form, 'delivery'),
    people: [...new Set(listOf(form, 'people'))],
    lines: Array.from({ length: LINES }, (_, index) => ({
      subject: textOf(form, `subject${index + 1}`),
      mode: textOf(form, `mode${index + 1}`),
      minutes: textOf(form, `minutes${index + 1}`),
    })),
  };
}

/** The lines that were filled in. Spaces and capitals in a subject are forgiven: `Dry needling` is `dry-needling`. */
function itemsOf(lines: readonly Line[]): AttendanceItem[] {
  const filled = lines
    .map((line, index) => ({ ...line, path: `line${index + 1}` }))
    .filter(({ minutes }) => minutes !== '');
  if (filled.length === 0) throw new Invalid([{ path: 'line1', message: 'says how many minutes were taught' }]);
  const faults: Fault[] = [];
  const items = filled.map(({ path, subject, mode, minutes }): AttendanceItem => {
    const slug = subject.toLowerCase().replace(/\s+/g, '-');
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) || slug.length > 60) {
      faults.push({ path, message: 'names its subject in letters, such as dry needling' });
    }
    if (!/^\d{1,4}$/.test(minutes) || Number(minutes) < 1 || Number(minutes) > 1440) {
      faults.push({ path, message: 'has whole minutes, from 1 to 1440' });
    }
    return { subject: slug, mode: MODES.find((one) => one === mode) ?? null, minutes: Number(minutes) };
  });
  if (faults.length > 0) throw new Invalid(faults);
  return items;
}
