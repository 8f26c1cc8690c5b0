import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Observations } from '../../competency/observations.service';
import { SignOffs } from '../../competency/sign-offs.service';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { Clock } from '../../kernel/clock';
import { Fault, Invalid, NotFound } from '../../kernel/errors';
import { besideFields, type Form, listOf, orShowAgain, rawTextOf, Refusal, textOf } from '../forms';
import { IdPipe } from '../id.pipe';
import { Page, SeeOther } from '../page';
import { Wording } from '../wording';
import { presentObservation } from './assess-pages.controller';
import { Candidate, Candidates } from './candidates';

const LEVELS = [1, 2, 3, 4, 5];

/** What an assessor states about a candidate: that something was seen, that something is signed off. */
@ApiExcludeController()
@Controller('assess/people/:id')
export class StatementPagesController {
  constructor(
    private readonly clock: Clock,
    private readonly candidates: Candidates,
    private readonly observations: Observations,
    private readonly signOffs: SignOffs,
    private readonly wording: Wording,
  ) {}

  @Get('observations/new')
  @Allow('observation:record')
  async observe(
    @CurrentActor() actor: PersonActor,
    @Param('id', IdPipe) id: string,
    @Query('station') station?: string,
    @Query('competency') competency?: string,
  ) {
    const candidate = await this.candidates.get(actor, id);
    return this.observationPage(candidate, { station, competency }, {});
  }

  @Post('observations')
  @Allow('observation:record')
  record(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) id: string, @Body() form: Form) {
    const seen = { station: textOf(form, 'station') || undefined, competency: textOf(form, 'competency') || undefined };
    return orShowAgain(
      async () => {
        const candidate = await this.candidates.get(actor, id);
        const competencies = ratedAt(candidate, seen).flatMap((code) => {
          const level = levelIn(form, `level-${code}`);
          return level === null ? [] : [{ competency: code, level }];
        });
        const observedAt = this.wording.fromLocal(textOf(form, 'observedAt'));
        const comment = textOf(form, 'comment').slice(0, 4000);
        const regionTier = tierIn(form);
        refuse([
          ...(competencies.length === 0 ? [{ path: 'level', message: 'is needed for at least one competency' }] : []),
          ...(observedAt ? [] : [{ path: 'observedAt', message: 'is a day and a time' }]),
          ...(comment === '' ? [{ path: 'comment', message: 'is needed' }] : []),
          ...(regionTier === null ? [{ path: 'regionTier', message: 'is 1, 2 or 3' }] : []),
          ...undeclaredConflict(form),
        ]);
        await this.observations.record(actor, {
          personId: id,
          kind: seen.station ? 'station' : 'workplace',
          ...(seen.station ? { station: seen.station } : {}),
          competencies,
          regionTier: regionTier as number,
          criticalFails: listOf(form, 'criticalFails')
            .map((text) => text.slice(0, 200))
            .slice(0, 20),
          observedAt: observedAt as Date,
          comment,
          conflictOfInterest: textOf(form, 'conflictOfInterest') === 'yes',
        });
        return new SeeOther(`/assess/people/${id}`, 'The observation is recorded.');
      },
      async (refusal) => this.observationPage(await this.candidates.get(actor, id), seen, form, refusal),
    );
  }

  @Get('competencies/:code')
  @Allow('sign-off:make')
  async prepare(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) id: string, @Param('code') code: string) {
    return this.signOffPage(actor, await this.candidates.get(actor, id), code, {});
  }

  @Post('competencies/:code')
  @Allow('sign-off:make')
  sign(
    @CurrentActor() actor: PersonActor,
    @Param('id', IdPipe) id: string,
    @Param('code') code: string,
    @Body() form: Form,
  ) {
    return orShowAgain(
      async () => {
        const level = levelIn(form, 'level');
        const regionTier = tierIn(form);
        const observedAt = this.wording.fromLocal(textOf(form, 'observedAt'));
        const password = rawTextOf(form, 'password').slice(0, 200);
        refuse([
          ...(level === null ? [{ path: 'level', message: 'is needed' }] : []),
          ...(regionTier === null ? [{ path: 'regionTier', message: 'is 1, 2 or 3' }] : []),
          ...(observedAt ? [] : [{ path: 'observedAt', message: 'is a day and a time' }]),
          ...undeclaredConflict(form),
          ...(password === '' ? [{ path: 'password', message: 'is needed' }] : []),
        ]);
        await this.signOffs.sign(actor, {
          personId: id,
          competency: code,
          level: level as number,
          regionTier: regionTier as number,
          observedAt: observedAt as Date,
          observations: listOf(form, 'observations').slice(0, 50),
          comment: textOf(form, 'comment').slice(0, 4000) || undefined,
          conflictOfInterest: textOf(form, 'conflictOfInterest') === 'yes',
          reauthentication: { password },
        });
        return new SeeOther(
          `/assess/people/${id}`,
          `Signed: ${code} at level ${level}. A copy of the statement is in your mailbox.`,
        );
      },
      async (refusal) => this.signOffPage(actor, await this.candidates.get(actor, id), code, form, refusal),
    );
  }

  private observationPage(candidate: Candidate, seen: Seen, form: Form, refusal?: Refusal): Page {
    const { id, name, framework } = candidate;
    const codes = ratedAt(candidate, seen);
    const competencies = codes.map((code) => competencyOf(candidate, code));
    const station = framework.stations.find((item) => item.id === seen.station);
    const failed = listOf(form, 'criticalFails');
    return new Page(
      'assess/observation',
      {
        title: `Observe ${name}`,
        crumbs: crumbs(candidate, station?.title ?? competencies[0]?.title ?? 'Observation'),
        id,
        name,
        refusal: besideFields(refusal, SHOWN),
        station: station && { id: station.id, title: station.title },
        competency: seen.competency,
        rated: competencies.map((item) => ({
          code: item.id,
          title: item.title,
          observable: item.observable,
          minLevel: item.minLevel,
          options: levelOptions(candidate, textOf(form, `level-${item.id}`)),
        })),
        criticalFails: [...new Set(competencies.flatMap((item) => item.criticalFailIf))].map((text) => ({
          text: text.slice(0, 200),
          chosen: failed.includes(text.slice(0, 200)),
        })),
        tiers: tierOptions(candidate),
        values: {
          observedAt: textOf(form, 'observedAt') || this.wording.local(this.clock.now()),
          regionTier: textOf(form, 'regionTier') || '1',
          comment: textOf(form, 'comment'),
          conflictOfInterest: textOf(form, 'conflictOfInterest'),
        },
        latest: this.wording.local(this.clock.now()),
      },
      refusal?.status ?? 200,
    );
  }

  private async signOffPage(
    actor: PersonActor,
    candidate: Candidate,
    code: string,
    form: Form,
    refusal?: Refusal,
  ): Promise<Page> {
    const { id, name, framework, standings } = candidate;
    const competency = competencyOf(candidate, code);
    const standing = standings.find((item) => item.competency.id === code);
    const titles = new Map(framework.competencies.map((item) => [item.id, item.title]));
    const { items } = await this.observations.list(actor, id, { limit: 200 });
    const relevant = items.filter((one) => one.competencies.some((item) => item.competency === code));
    const latest = relevant.at(0);
    const level = standing?.askedAt ?? competency.minLevel;
    const chosen = listOf(form, 'observations');
    return new Page(
      'assess/sign-off',
      {
        title: `Sign off ${name}`,
        crumbs: crumbs(candidate, competency.title),
        id,
        name,
        code,
        competency: competency.title,
        observable: competency.observable,
        criticalFailIf: competency.criticalFailIf,
        minLevel: competency.minLevel,
        inForce: (standing?.signOffs ?? []).map((one) => ({
          level: one.level,
          tier: one.regionTier,
          on: this.wording.dayOfMoment(one.signedAt),
        })),
        refusal: besideFields(refusal, SHOWN),
        observations: relevant.map((one) => ({
          ...presentObservation(one, titles, this.wording),
          level: one.competencies.find((item) => item.competency === code)?.level,
          chosen: refusal ? chosen.includes(one.id) : !one.hasCriticalFail,
        })),
        levels: levelOptions(
          candidate,
          textOf(form, 'level') ||
            String(latest?.competencies.find((item) => item.competency === code)?.level ?? level ?? ''),
        ),
        tiers: tierOptions(candidate),
        values: {
          observedAt: textOf(form, 'observedAt') || this.wording.local(latest?.observedAt ?? this.clock.now()),
          regionTier: textOf(form, 'regionTier') || String(latest?.regionTier ?? 1),
          comment: textOf(form, 'comment'),
          conflictOfInterest: textOf(form, 'conflictOfInterest'),
        },
        latest: this.wording.local(this.clock.now()),
      },
      refusal?.status ?? 200,
    );
  }
}

/** The fields of both forms that say beside themselves what is wrong. */
const SHOWN = ['level', 'observedAt', 'regionTier', 'comment', 'conflictOfInterest', 'password'];

interface Seen {
  readonly station?: string;
  readonly competency?: string;
}

function refuse(faults: readonly Fault[]): void {
  if (faults.length > 0) throw new Invalid(faults);
}

/** Silence is no declaration. */
function undeclaredConflict(form: Form): Fault[] {
  return ['yes', 'no'].includes(textOf(form, 'conflictOfInterest'))
    ? []
    : [{ path: 'conflictOfInterest', message: 'is needed: yes or no' }];
}

function crumbs({ id, name }: Candidate, label: string) {
  return [{ label: 'Assess', address: '/assess' }, { label: name, address: `/assess/people/${id}` }, { label }];
}

function competencyOf({ framework }: Candidate, code: string) {
  const competency = framework.competencies.find((item) => item.id === code);
  if (!competency) throw new NotFound('That competency');
  return competency;
}

/** The competencies that are rated: those of the station, or the one that was seen at work. */
function ratedAt({ framework }: Candidate, { station, competency }: Seen): readonly string[] {
  if (!station) return competency ? [competency] : [];
  const found = framework.stations.find((item) => item.id === station);
  if (!found) throw new NotFound('That station');
  return found.competencies;
}

function levelIn(form: Form, field: string): number | null {
  const level = Number(textOf(form, field));
  return LEVELS.includes(level) ? level : null;
}

function tierIn(form: Form): number | null {
  const tier = Number(textOf(form, 'regionTier'));
  return [1, 2, 3].includes(tier) ? tier : null;
}

function levelOptions({ framework }: Candidate, chosen: string) {
  return framework.levels.map(({ level, label, meaning }) => ({
    value: String(level),
    label,
    meaning,
    chosen: String(level) === chosen,
  }));
}

function tierOptions({ framework }: Candidate) {
  return framework.regionTiers.map(({ tier, regions }) => ({ value: String(tier), label: `Tier ${tier}: ${regions}` }));
}
