import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  type AwaitedRevocation,
  type CertificateSummary,
  Certification,
} from '../../certification/certification.service';
import { SETTINGS, type Settings } from '../../config/settings';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { People } from '../../identity/people.service';
import { addMonths, type Day, endOfDay } from '../../kernel/day';
import type { RuleView } from '../../scope-of-practice/rule-set';
import { ScopeRegister } from '../../scope-of-practice/scope-register.service';
import { Page } from '../page';
import { reviewInWords } from '../scope/rule-presenter';
import { Wording } from '../wording';
import { certificateStatusInWords } from './certificate-words';
import { RegistryDesk } from './registry-desk';
import { ruleName } from './rule-name';
import { registryTabs } from './tabs';

/** How many people are looked through for one page. */
const PEOPLE_PER_PAGE = 100;
const EXPIRING_SHOWN = 25;
/** How far ahead a certificate counts as expiring soon, and a review as due soon. */
const MONTHS_AHEAD = 3;
const REVIEW_MONTHS_AHEAD = 1;

/** What waits for a registrar today. */
@ApiExcludeController()
@Controller('registry')
export class RegistryPagesController {
  constructor(
    private readonly people: People,
    private readonly desk: RegistryDesk,
    private readonly certification: Certification,
    private readonly scope: ScopeRegister,
    private readonly wording: Wording,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  @Allow('certificate:list')
  async today(@CurrentActor() actor: PersonActor, @Query('after') after?: string) {
    const today = this.scope.today();
    const until = endOfDay(addMonths(today, MONTHS_AHEAD), this.settings.timeZone);
    const page = await this.people.list({ limit: PEOPLE_PER_PAGE, cursor: after || undefined }, { among: 'everyone' });
    const candidates = await this.desk.candidates(page.items, actor);
    const waiting = await this.certification.awaitingConfirmation(actor);
    const expiring = await this.certification.expiringBy(until, EXPIRING_SHOWN, actor);
    const rules = await this.scope.reviewable();
    return new Page('registry/home', {
      title: 'Registry',
      tabs: registryTabs('/registry', actor.roles),
      mayIssue: actor.roles.includes('registrar'),
      ready: candidates.filter(({ complete, held }) => complete && held.length === 0),
      anybodyLearns: candidates.length > 0,
      first: after ? '/registry' : null,
      next: page.next && `/registry?after=${encodeURIComponent(page.next)}`,
      waiting: waiting.map((one) => this.waitingInWords(one, actor)),
      reviewsDue: this.reviewsDue(rules, today),
      unverified: rules.filter(({ review }) => review.state === 'unverified').length,
      expiring: expiring.map((one) => this.expiringInWords(one)),
    });
  }

  private waitingInWords({ certificate, request }: AwaitedRevocation, actor: PersonActor) {
    return {
      id: certificate.id,
      number: certificate.number,
      holder: certificate.holder.name ?? 'Somebody who was erased',
      by: request.actor.name ?? 'a registrar',
      on: this.wording.dayOfMoment(request.recordedAt),
      reason: request.reason,
      // Whoever asked cannot decide: for them there is only waiting.
      isMine: request.actor.id === actor.id,
      mayDecide:
        actor.roles.includes('registrar') && request.actor.id !== actor.id && certificate.holder.id !== actor.id,
    };
  }

  private reviewsDue(rules: readonly RuleView[], today: Day) {
    const soon = addMonths(today, REVIEW_MONTHS_AHEAD);
    return rules
      .filter(
        ({ review }) => review.state === 'review-overdue' || (review.state === 'verified' && review.dueOn! <= soon),
      )
      .toSorted((a, b) => a.review.dueOn!.localeCompare(b.review.dueOn!))
      .map((rule) => ({
        address: `/registry/rules/${rule.id}/${rule.version}`,
        name: ruleName(rule),
        review: reviewInWords(rule.review.state),
        isOver: rule.review.state === 'review-overdue',
        dueOn: this.wording.day(rule.review.dueOn!),
      }));
  }

  private expiringInWords({ id, number, holder, jurisdiction, status, expiresOn }: CertificateSummary) {
    return {
      id,
      number,
      holder: holder.name ?? 'Somebody who was erased',
      place: jurisdiction,
      status: certificateStatusInWords(status),
      expiresOn: this.wording.day(expiresOn),
    };
  }
}
