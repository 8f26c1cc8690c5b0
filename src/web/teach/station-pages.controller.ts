import { Controller, Get, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { GlobalRating } from '../../catalogue/programme';
import { LessonApprovals } from '../../catalogue/lesson-approvals.service';
import { Programmes } from '../../catalogue/programmes.service';
import { questionHtml } from '../../catalogue/question-text';
import { StandardSettings } from '../../assessment/standard-setting.service';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { NotFound } from '../../kernel/errors';
import { Page } from '../page';
import { counted, Wording } from '../wording';

const RATINGS: readonly [GlobalRating, string][] = [
  ['clear-fail', 'Clear fail'],
  ['borderline', 'Borderline'],
  ['pass', 'Pass'],
  ['good', 'Good'],
];

/** Practical stations as they are printed: a sheet for the candidate, a checklist for the assessor, a brief for the role-player. */
@ApiExcludeController()
@Controller('teach/programmes/:slug/stations')
export class StationPagesController {
  constructor(
    private readonly programmes: Programmes,
    private readonly approvals: LessonApprovals,
    private readonly standards: StandardSettings,
    private readonly wording: Wording,
  ) {}

  @Get()
  @Allow('standard:read')
  async list(@Param('slug') slug: string) {
    const version = await this.programmes.running(slug);
    const { title, content } = version;
    const approval = await this.approvals.ofProgramme(version);
    return new Page('teach/stations', {
      title: `${title}: practical stations`,
      unlisted: true,
      crumbs: crumbs(slug, title, { label: 'Practical stations' }),
      approval: approval.status === 'approved' ? null : approval.note,
      stations: (content.practicalStations ?? []).map((station) => ({
        address: `/teach/programmes/${slug}/stations/${station.slug}`,
        title: station.title,
        framework: station.framework,
        minutes: station.minutes.reading + station.minutes.station + station.minutes.feedback,
        steps: counted(station.checklist.length, 'step'),
        critical: station.checklist.filter(({ critical }) => critical).length,
      })),
    });
  }

  /** @throws NotFound */
  @Get(':station')
  @Allow('standard:read')
  async show(@CurrentActor() actor: PersonActor, @Param('slug') slug: string, @Param('station') name: string) {
    const version = await this.programmes.running(slug);
    const { title, content } = version;
    const approval = await this.approvals.ofProgramme(version);
    const station = (content.practicalStations ?? []).find((one) => one.slug === name);
    if (!station) throw new NotFound('That station');
    const { anchors } = station.globalRating;
    const mark = await this.standards.stationMark(station.title);
    return new Page('teach/station', {
      title: station.title,
      unlisted: true,
      crumbs: crumbs(
        slug,
        title,
        { address: `/teach/programmes/${slug}/stations`, label: 'Practical stations' },
        { label: station.title },
      ),
      approval: approval.status === 'approved' ? null : approval.note,
      station,
      passMark: mark && { percent: mark.passMark, since: this.wording.moment(mark.since) },
      standard: actor.roles.includes('instructor')
        ? `/teach/standards/station?station=${encodeURIComponent(station.title)}`
        : null,
      instructions: questionHtml(station.candidate.instructions),
      notes: questionHtml(station.assessor.notes),
      debrief: questionHtml(station.debrief),
      competencies: content.framework.competencies.filter(({ id }) => station.competencies.includes(id)),
      ratings: RATINGS.map(([rating, label]) => ({ label, anchor: anchors[rating] })),
    });
  }
}

const crumbs = (slug: string, title: string, ...more: readonly { address?: string; label: string }[]) => [
  { address: '/teach', label: 'Teach' },
  { address: `/teach/programmes/${slug}`, label: title },
  ...more,
];
