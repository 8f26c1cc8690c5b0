import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Accommodations, type AccommodationView } from '../../assessment/accommodations.service';
import { GrantAccommodationDto, WithdrawAccommodationDto } from '../../assessment/accommodation-request';
import { SETTINGS, type Settings } from '../../config/settings';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { People } from '../../identity/people.service';
import { Clock } from '../../kernel/clock';
import { dayOf } from '../../kernel/day';
import { Invalid } from '../../kernel/errors';
import { besideFields, checked, type Form, orShowAgain, Refusal, textOf } from '../forms';
import { IdPipe } from '../id.pipe';
import { Page, SeeOther } from '../page';
import { minutesInWords, Wording } from '../wording';
import { registryTabs } from './tabs';

const ADDRESS = '/registry/accommodations';
const NOTHING_TYPED = { email: '', factor: '1.25', breakMinutes: '0', endsOn: '', reason: '' };
type Typed = typeof NOTHING_TYPED;

/** More time, or breaks, for people who need them. */
@ApiExcludeController()
@Controller('registry/accommodations')
export class AccommodationPagesController {
  constructor(
    private readonly accommodations: Accommodations,
    private readonly people: People,
    private readonly clock: Clock,
    private readonly wording: Wording,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  @Allow('accommodation:grant')
  show(@CurrentActor() actor: PersonActor, @Query('after') after?: string) {
    return this.page(actor, NOTHING_TYPED, after);
  }

  @Post()
  @Allow('accommodation:grant')
  grant(@CurrentActor() actor: PersonActor, @Body() form: Form) {
    const typed: Typed = {
      email: textOf(form, 'email'),
      factor: textOf(form, 'factor'),
      breakMinutes: textOf(form, 'breakMinutes'),
      endsOn: textOf(form, 'endsOn'),
      reason: textOf(form, 'reason'),
    };
    return orShowAgain(
      async () => {
        const { email, factor, breakMinutes, ...rest } = typed;
        const numbers = { factor: numberIn(factor), breakMinutes: numberIn(breakMinutes) };
        const request = checked(GrantAccommodationDto, { ...rest, ...numbers });
        const [person] = email ? (await this.people.list({ limit: 1 }, { email, among: 'everyone' })).items : [];
        if (!person) throw new Invalid([{ path: 'email', message: 'is the address of somebody here' }]);
        await this.accommodations.grant(actor, person.id, request);
        return new SeeOther(ADDRESS, `Allowed to ${person.name}, in every quiz that begins from now on.`);
      },
      (refusal) => this.page(actor, typed, undefined, refusal),
    );
  }

  @Post(':id/withdrawal')
  @Allow('accommodation:grant')
  withdraw(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) id: string, @Body() form: Form) {
    return orShowAgain(
      async () => {
        const { reason } = checked(WithdrawAccommodationDto, { reason: textOf(form, 'reason') });
        await this.accommodations.withdraw(actor, id, reason);
        return new SeeOther(ADDRESS, 'Withdrawn. Attempts that began with it keep it.');
      },
      (refusal) => this.page(actor, NOTHING_TYPED, undefined, refusal),
    );
  }

  private async page(actor: PersonActor, values: Typed, after?: string, refusal?: Refusal): Promise<Page> {
    const { items, next } = await this.accommodations.list({ limit: 50, cursor: after || undefined });
    return new Page(
      'registry/accommodations',
      {
        title: 'Accommodations',
        unlisted: true,
        tabs: actor.roles.includes('registrar') ? registryTabs(ADDRESS, actor.roles) : null,
        values,
        today: dayOf(this.clock.now(), this.settings.timeZone),
        granted: items.map((one) => this.inWords(one)),
        first: after ? ADDRESS : null,
        next: next && `${ADDRESS}?after=${encodeURIComponent(next)}`,
        refusal: besideFields(refusal),
      },
      refusal?.status ?? 200,
    );
  }

  private inWords({ id, name, factor, breakMinutes, endsOn, grantedAt, ...rest }: AccommodationView) {
    return {
      id,
      name: name ?? 'Somebody who was erased',
      allows: [
        ...(factor > 1 ? [`time × ${factor}`] : []),
        ...(breakMinutes > 0 ? [`breaks of ${minutesInWords(breakMinutes)}`] : []),
      ].join(', '),
      until: this.wording.day(endsOn),
      granted: this.wording.moment(grantedAt),
      by: rest.approvedBy ?? 'somebody who was erased',
      reason: rest.reason,
      inForce: rest.inForce,
      mayWithdraw: rest.withdrawn === null && rest.inForce,
      withdrawn: rest.withdrawn && this.wording.moment(rest.withdrawn.at),
      withdrawnBecause: rest.withdrawn?.reason,
    };
  }
}

/** A comma is read as the decimal point that many people write. */
function numberIn(text: string): number {
  return /^\d+([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : NaN;
}
