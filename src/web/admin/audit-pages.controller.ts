import { Controller, Get, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AuditTrail } from '../../audit/audit-trail';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { Clock } from '../../kernel/clock';
import { Page } from '../page';
import { Wording } from '../wording';
import { AuditWords } from './audit-words';
import { tabsFor } from './tabs';

/** The trail as pages: who did what, when, and whether the chain still fits. */
@ApiExcludeController()
@Controller('admin/audit')
export class AuditPagesController {
  constructor(
    private readonly trail: AuditTrail,
    private readonly words: AuditWords,
    private readonly clock: Clock,
    private readonly wording: Wording,
  ) {}

  @Get()
  @Allow('audit:read')
  show(@CurrentActor() actor: PersonActor, @Query('subject') subject?: string, @Query('after') after?: string) {
    return this.page(actor, { subject: text(subject), after: text(after) });
  }

  /** Changes nothing; a form, so that nobody walks the whole chain by following a link. */
  @Post('check')
  @Allow('audit:read')
  async check(@CurrentActor() actor: PersonActor) {
    const { entries, head, firstBreak } = await this.trail.verify();
    const outcome = { entries, head, firstBreak, at: this.wording.moment(this.clock.now()) };
    return this.page(actor, { subject: '', after: '' }, outcome);
  }

  private async page(
    actor: PersonActor,
    { subject, after }: { subject: string; after: string },
    outcome?: object,
  ): Promise<Page> {
    const page = { limit: 40, cursor: after || undefined };
    const { items, next } = await this.trail.list(page, { subjectId: subject || undefined });
    const address = (cursor?: string) =>
      `/admin/audit?${new URLSearchParams({ ...(subject ? { subject } : {}), ...(cursor ? { after: cursor } : {}) }).toString()}`;
    return new Page('admin/audit', {
      title: 'Audit trail',
      tabs: tabsFor(actor, '/admin/audit'),
      subject,
      entries: await this.words.of(items),
      outcome,
      first: after ? address() : null,
      next: next && address(next),
    });
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim().slice(0, 200) : '';
}
