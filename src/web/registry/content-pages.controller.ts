import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { RecordApprovalDto, WithdrawApprovalDto } from '../../catalogue/approval-request';
import { LessonApprovals, type StandingLesson } from '../../catalogue/lesson-approvals.service';
import { Programmes } from '../../catalogue/programmes.service';
import { SETTINGS, type Settings } from '../../config/settings';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { Clock } from '../../kernel/clock';
import { dayOf } from '../../kernel/day';
import { checked, type Form, listOf, orShowAgain, Refusal, textOf } from '../forms';
import { IdPipe } from '../id.pipe';
import { Page, SeeOther } from '../page';
import { counted, Wording } from '../wording';
import { registryTabs } from './tabs';

const ADDRESS = '/registry/content';

const STANDINGS = {
  approved: { tone: 'good', text: 'Approved' },
  changed: { tone: 'careful', text: 'Changed since' },
  unapproved: { tone: 'neutral', text: 'Not approved' },
} as const;

/** Which lessons somebody who is qualified has approved, as a registrar records it. */
@ApiExcludeController()
@Controller('registry/content')
export class ContentPagesController {
  constructor(
    private readonly programmes: Programmes,
    private readonly approvals: LessonApprovals,
    private readonly clock: Clock,
    private readonly wording: Wording,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  @Allow('lesson:approve')
  show(@CurrentActor() actor: PersonActor, @Query('programme') slug?: string): Promise<Page> {
    return this.page(actor, { programme: slug ?? '' });
  }

  @Post()
  @Allow('lesson:approve')
  record(@CurrentActor() actor: PersonActor, @Body() form: Form) {
    return orShowAgain(
      async () => {
        const slug = textOf(form, 'programme');
        const request = checked(RecordApprovalDto, {
          approver: textOf(form, 'approver'),
          qualification: textOf(form, 'qualification'),
          approvedOn: textOf(form, 'approvedOn'),
        });
        // Each box says what was looked at: the lesson, and its words by their digest.
        const seen = new Map(listOf(form, 'lessons').map((box) => box.split(' ') as [string, string]));
        await this.approvals.record(actor, slug, seen, request);
        const said = `${request.approver} is recorded as having approved ${counted(seen.size, 'lesson')}.`;
        return new SeeOther(`${ADDRESS}?programme=${slug}`, said);
      },
      (refusal) => this.page(actor, form, refusal),
    );
  }

  @Post('approvals/:id/withdrawal')
  @Allow('lesson:approve')
  withdraw(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) id: string, @Body() form: Form) {
    return orShowAgain(
      async () => {
        const { reason } = checked(WithdrawApprovalDto, { reason: textOf(form, 'reason') });
        await this.approvals.withdraw(actor, id, reason);
        return new SeeOther(`${ADDRESS}?programme=${textOf(form, 'programme')}`, 'Withdrawn: it counts no more.');
      },
      (refusal) => this.page(actor, { programme: textOf(form, 'programme') }, refusal),
    );
  }

  private async page(actor: PersonActor, form: Form, refusal?: Refusal): Promise<Page> {
    const running = await this.programmes.list();
    const version = running.find(({ slug }) => slug === textOf(form, 'programme')) ?? running[0];
    const standing = version && (await this.approvals.of(version));
    const ticked = new Set(listOf(form, 'lessons'));
    return new Page(
      'registry/content',
      {
        title: 'Content',
        tabs: registryTabs(ADDRESS, actor.roles),
        programme: version && { slug: version.slug, title: version.title, version: version.version },
        others: running
          .filter(({ slug }) => slug !== version?.slug)
          .map(({ slug, title }) => ({ address: `${ADDRESS}?programme=${slug}`, title })),
        approved: standing?.programme.approved,
        total: standing?.programme.total,
        lessons: standing?.lessons.map((lesson) => this.line(lesson, ticked)),
        values: Object.fromEntries(
          ['approver', 'qualification', 'approvedOn'].map((name) => [name, textOf(form, name)]),
        ),
        today: dayOf(this.clock.now(), this.settings.timeZone),
        refusal,
      },
      refusal?.status ?? 200,
    );
  }

  private line({ id, title, course, digest, standing }: StandingLesson, ticked: ReadonlySet<string>) {
    const box = `${id} ${digest}`;
    return {
      ...{ id, title, course, box, isTicked: ticked.has(box) },
      standing: STANDINGS[standing.state],
      approvals: standing.approvals.map((one) => ({
        id: one.id,
        isOfThese: one.digest === digest,
        words: `${one.approver}, ${one.qualification}, on ${this.wording.day(one.approvedOn)}`,
      })),
    };
  }
}
