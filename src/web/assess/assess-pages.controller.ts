import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Logbook } from '../../competency/logbook.service';
import { Observations, ObservationView } from '../../competency/observations.service';
import { SignOffs } from '../../competency/sign-offs.service';
import type { SignOffView } from '../../competency/sign-off-views';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { Invalid } from '../../kernel/errors';
import { besideFields, type Form, orShowAgain, Refusal, textOf } from '../forms';
import { IdPipe } from '../id.pipe';
import { presentEntry } from '../learn/logbook-pages.controller';
import { Page, SeeOther } from '../page';
import { counted, Wording } from '../wording';
import { Candidate, Candidates, CompetencyStanding } from './candidates';

/** A decision that was not carried out, to be shown again at its entry. */
interface RefusedDecision {
  readonly refusal: Refusal;
  readonly entry: string;
  readonly comment: string;
}

/** The assessor's desk: candidates, what they showed, and the logbook entries that wait for a word. */
@ApiExcludeController()
@Controller('assess')
export class AssessPagesController {
  constructor(
    private readonly candidates: Candidates,
    private readonly observations: Observations,
    private readonly signOffs: SignOffs,
    private readonly logbook: Logbook,
    private readonly wording: Wording,
  ) {}

  @Get()
  @Allow('observation:record')
  home(@CurrentActor() actor: PersonActor) {
    return this.desk(actor);
  }

  @Post('logbook/:id/decision')
  @Allow('logbook:verify')
  decide(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) id: string, @Body() form: Form) {
    return orShowAgain(
      async () => {
        const outcome = textOf(form, 'outcome');
        const comment = textOf(form, 'comment').slice(0, 2000) || undefined;
        if (outcome !== 'verified' && outcome !== 'returned')
          throw new Invalid([{ path: 'outcome', message: 'is to verify or to return' }]);
        if (outcome === 'returned' && !comment)
          throw new Invalid([{ path: 'comment', message: 'is needed to return it: say what to set right' }]);
        await this.logbook.decide(actor, id, { outcome, comment });
        return new SeeOther(
          '/assess',
          outcome === 'verified' ? 'Verified. It counts from now on.' : 'Returned with your comment.',
        );
      },
      (refusal) => this.desk(actor, { refusal, entry: id, comment: textOf(form, 'comment') }),
    );
  }

  @Get('people/:id')
  @Allow('observation:record')
  async candidate(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) id: string) {
    return this.candidatePage(actor, await this.candidates.get(actor, id));
  }

  @Post('people/:id/sign-offs/:signOffId/withdrawal')
  @Allow('sign-off:withdraw')
  withdraw(
    @CurrentActor() actor: PersonActor,
    @Param('id', IdPipe) id: string,
    @Param('signOffId', IdPipe) signOffId: string,
    @Body() form: Form,
  ) {
    return orShowAgain(
      async () => {
        const reason = textOf(form, 'reason').slice(0, 2000);
        if (reason === '')
          throw new Invalid([{ path: 'reason', message: 'is needed: the sign-off stays readable beside it' }]);
        await this.signOffs.withdraw(actor, signOffId, reason);
        return new SeeOther(`/assess/people/${id}`, 'Withdrawn. The statement stays readable, with your reason.');
      },
      async (refusal) => this.candidatePage(actor, await this.candidates.get(actor, id), refusal),
    );
  }

  private async desk(actor: PersonActor, decided?: RefusedDecision): Promise<Page> {
    const refusal = besideFields(decided?.refusal, ['comment']);
    const candidates = await this.candidates.of(actor);
    const waiting = await this.logbook.list(actor, { state: 'waiting' }, { limit: 100 });
    return new Page(
      'assess/home',
      {
        title: 'Assess',
        refusal,
        candidates: candidates.map(({ id, name, standings }) => {
          const asked = standings.filter(({ askedAt }) => askedAt !== null);
          const shown = asked.filter(({ isShown }) => isShown).length;
          return {
            id,
            name,
            percent: asked.length === 0 ? 0 : Math.floor((100 * shown) / asked.length),
            inside: `${shown}/${asked.length}`,
            label: `${shown} of ${counted(asked.length, 'competency', 'competencies')} signed off`,
            done: shown === asked.length,
          };
        }),
        waiting: waiting.items
          .filter(({ supervisor }) => supervisor.id === actor.id)
          .map((entry) => ({
            ...presentEntry(entry, this.wording),
            ...(entry.id === decided?.entry ? { given: decided.comment, error: refusal?.errors.comment } : {}),
          })),
      },
      refusal?.status ?? 200,
    );
  }

  private async candidatePage(actor: PersonActor, candidate: Candidate, refusal?: Refusal): Promise<Page> {
    const { id, name, framework, standings } = candidate;
    const [observations, signOffs] = await Promise.all([
      this.observations.list(actor, id, { limit: 50 }),
      this.signOffs.list(actor, id, { limit: 100 }),
    ]);
    const titles = new Map(framework.competencies.map((item) => [item.id, item.title]));
    const asked = standings.filter(({ askedAt }) => askedAt !== null);
    return new Page(
      'assess/candidate',
      {
        title: name,
        crumbs: [{ label: 'Assess', address: '/assess' }, { label: name }],
        id,
        name,
        refusal,
        asked: asked.map(presentStanding),
        others: framework.domains.map((domain) => ({
          title: domain.title,
          competencies: standings
            .filter((item) => item.askedAt === null && item.competency.domain === domain.id)
            .map(presentStanding),
        })),
        stations: framework.stations.map((station) => ({
          id: station.id,
          title: station.title,
          minutes: station.minutes,
          competencies: station.competencies.join(', '),
        })),
        observations: observations.items.map((one) => presentObservation(one, titles, this.wording)),
        signOffs: signOffs.items.map((one) => this.presentSignOff(one, actor)),
      },
      refusal?.status ?? 200,
    );
  }

  private presentSignOff(one: SignOffView, actor: PersonActor) {
    return {
      id: one.id,
      sentence: one.sentence ?? 'Erased.',
      digest: one.sentenceDigest,
      signed: this.wording.moment(one.signedAt),
      comment: one.comment,
      withdrawn: one.withdrawal && {
        on: this.wording.dayOfMoment(one.withdrawal.withdrawnAt),
        by: one.withdrawal.by.name ?? 'erased',
        reason: one.withdrawal.reason,
      },
      mayWithdraw: one.withdrawal === null && one.assessor.id === actor.id,
    };
  }
}

function presentStanding({ competency, askedAt, isShown, signOffs }: CompetencyStanding) {
  const best = signOffs.toSorted((a, b) => b.level - a.level).at(0);
  return {
    code: competency.id,
    title: competency.title,
    askedAt,
    isShown,
    level: best?.level ?? null,
    critical: competency.criticalFail,
    byStation: competency.assessedBy.includes('station'),
  };
}

export function presentObservation(one: ObservationView, titles: ReadonlyMap<string, string>, wording: Wording) {
  return {
    id: one.id,
    when: wording.moment(one.observedAt),
    kind: one.kind === 'station' ? `Station ${one.station ?? ''}` : 'At work',
    observer: one.observer.name ?? 'erased',
    tier: one.regionTier,
    comment: one.comment,
    criticalFails: one.criticalFails ?? [],
    hasCriticalFail: one.hasCriticalFail,
    rated: one.competencies.map(({ competency, level }) => ({
      competency,
      level,
      title: titles.get(competency) ?? competency,
    })),
  };
}
