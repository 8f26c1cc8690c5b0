import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsNotEmpty, IsOptional, IsUUID, Max, MaxLength, Min, ValidateBy } from 'class-validator';
import { Programmes } from '../../catalogue/programmes.service';
import { Assessors } from '../../competency/assessors.service';
import { Logbook, LogbookView } from '../../competency/logbook.service';
import { Enrolments } from '../../enrolment/enrolments.service';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { Clock } from '../../kernel/clock';
import { isDay } from '../../kernel/day';
import { besideFields, checked, type Form, orShowAgain, Refusal, textOf } from '../forms';
import { Page, SeeOther } from '../page';
import { Wording } from '../wording';
import { tabs } from './learn.controller';

const STATES: Record<LogbookView['state'], { tone: string; text: string }> = {
  waiting: { tone: 'plain', text: 'Waiting for the supervisor' },
  verified: { tone: 'good', text: 'Verified' },
  returned: { tone: 'careful', text: 'Returned' },
};

const Text = (max: number) => MaxLength(max, { message: `has at most ${max} characters` });
const Whole = (min: number, max: number) => (target: object, key: string) => {
  Type(() => Number)(target, key);
  const message = `is a whole number from ${min} to ${max}`;
  IsInt({ message })(target, key);
  Min(min, { message })(target, key);
  Max(max, { message })(target, key);
};

class LogbookForm {
  @ValidateBy({ name: 'day', validator: { validate: isDay, defaultMessage: () => 'is a day of the calendar' } })
  performedOn: string;

  @IsNotEmpty({ message: 'is needed' })
  @Text(120)
  region: string;

  @Whole(1, 3)
  regionTier: number;

  @IsNotEmpty({ message: 'is needed' })
  @Text(120)
  technique: string;

  @Whole(1, 480)
  minutes: number;

  @Whole(0, 200)
  needlesIn: number;

  @Whole(0, 200)
  needlesOut: number;

  @IsUUID(undefined, { message: 'is somebody from the list' })
  supervisorId: string;

  @IsOptional()
  @Text(4000)
  reflection?: string;

  @IsOptional()
  @IsUUID()
  corrects?: string;
}

const ADVERSE = ['adverseKind', 'adverseAction', 'adverseOutcome', 'adverseFollowUp'] as const;
const FIELDS = [
  'performedOn',
  'region',
  'regionTier',
  'technique',
  'minutes',
  'needlesIn',
  'needlesOut',
  'supervisorId',
  'reflection',
  'corrects',
] as const;

/** The logbook: a supervised session written down in a minute, on a phone. */
@ApiExcludeController()
@Controller('learn/logbook')
export class LogbookPagesController {
  constructor(
    private readonly clock: Clock,
    private readonly logbook: Logbook,
    private readonly assessors: Assessors,
    private readonly enrolments: Enrolments,
    private readonly programmes: Programmes,
    private readonly wording: Wording,
  ) {}

  @Get()
  @Allow('logbook:write')
  async list(@CurrentActor() actor: PersonActor, @Query('after') after?: string) {
    const { items, next } = await this.logbook.list(
      actor,
      { personId: actor.id },
      { limit: 25, cursor: after || undefined },
    );
    return new Page('learn/logbook', {
      title: 'Logbook',
      tabs: tabs('/learn/logbook'),
      entries: items.map((entry) => presentEntry(entry, this.wording)),
      next: next && `/learn/logbook?after=${encodeURIComponent(next)}`,
    });
  }

  @Get('new')
  @Allow('logbook:write')
  async begin(@CurrentActor() actor: PersonActor, @Query('corrects') corrects?: string) {
    const returned = corrects ? await this.logbook.get(actor, corrects) : null;
    const today = this.wording.dayOf(this.clock.now());
    const values = returned
      ? {
          ...returned,
          supervisorId: returned.supervisor.id,
          corrects: returned.id,
          regionTier: String(returned.regionTier),
        }
      : { performedOn: today, regionTier: '1', needlesIn: '', needlesOut: '' };
    return this.formPage(actor, values);
  }

  @Post()
  @Allow('logbook:write')
  write(@CurrentActor() actor: PersonActor, @Body() form: Form) {
    const values = Object.fromEntries([...FIELDS, ...ADVERSE].map((field) => [field, textOf(form, field)]));
    return orShowAgain(
      async () => {
        const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
        const entry = checked(LogbookForm, { region: '', technique: '', ...given });
        const [kind, action, outcome, followUp] = ADVERSE.map((field) => values[field]);
        const happened = [kind, action, outcome, followUp].some((text) => text !== '');
        const {
          performedOn,
          region,
          regionTier,
          technique,
          minutes,
          needlesIn,
          needlesOut,
          supervisorId,
          reflection,
          corrects,
        } = entry;
        await this.logbook.write(actor, {
          performedOn,
          region,
          regionTier,
          technique,
          minutes,
          needlesIn,
          needlesOut,
          supervisorId,
          reflection,
          corrects,
          ...(happened ? { adverseEvent: { kind, action, outcome, followUp } } : {}),
        });
        return new SeeOther('/learn/logbook', 'Written down. It counts as soon as your supervisor has verified it.');
      },
      (refusal) => this.formPage(actor, values, refusal),
    );
  }

  private async formPage(actor: PersonActor, values: object, refusal?: Refusal): Promise<Page> {
    const [enrolment] = await this.enrolments.ofPerson(actor.id);
    const tiers = enrolment
      ? (await this.programmes.version(enrolment.programmeVersionId)).content.framework.regionTiers
      : [];
    const supervisors = await this.assessors.supervisorsFor(actor.id);
    return new Page(
      'learn/logbook-entry',
      {
        title: 'New logbook entry',
        crumbs: [{ label: 'Logbook', address: '/learn/logbook' }, { label: 'New entry' }],
        values,
        refusal: besideFields(refusal),
        today: this.wording.dayOf(this.clock.now()),
        isEnrolled: enrolment !== undefined,
        supervisors: supervisors.map(({ id, name }) => ({ value: id, label: name })),
        tiers: tiers.map(({ tier, regions }) => ({ value: String(tier), label: `Tier ${tier}: ${regions}` })),
      },
      refusal?.status ?? 200,
    );
  }
}

/** An entry as both of its sides read it. */
export function presentEntry(entry: LogbookView, wording: Wording) {
  const {
    id,
    state,
    performedOn,
    region,
    regionTier,
    technique,
    minutes,
    needlesIn,
    needlesOut,
    adverseEvent,
    hasAdverseEvent,
  } = entry;
  return {
    id,
    on: wording.day(performedOn),
    region: region ?? 'erased',
    tier: regionTier,
    technique: technique ?? 'erased',
    minutes,
    needlesIn,
    needlesOut,
    adverseEvent,
    hasAdverseEvent,
    reflection: entry.reflection,
    person: entry.person.name ?? 'erased',
    supervisor: entry.supervisor.name ?? 'erased',
    state: STATES[state],
    comment: entry.decision?.comment ?? null,
    decided: entry.decision && wording.dayOfMoment(entry.decision.decidedAt),
    mayCorrect: state === 'returned' && entry.correctedBy === null,
    corrected: entry.correctedBy !== null,
  };
}
