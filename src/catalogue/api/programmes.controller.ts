import { Controller, Get, Param, ParseUUIDPipe, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../../identity/access';
import { NotFound } from '../../kernel/errors';
import { pageOfAll } from '../../kernel/listing';
import { LessonApprovals } from '../lesson-approvals.service';
import { Programmes } from '../programmes.service';
import { PageQuery } from '../../kernel/page-query';
import { presentProgramme, presentSummary, ProgrammeListing, ProgrammeOutline, ProgrammeSummary } from '../outline';

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** A figure is a picture and nothing more, even when somebody opens its address by itself. */
const PICTURE_ONLY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";
const FOR_EVER = 'public, max-age=31536000, immutable';

@ApiTags('Programmes')
@Controller('api/v1')
export class ProgrammesController {
  constructor(
    private readonly programmes: Programmes,
    private readonly approvals: LessonApprovals,
  ) {}

  @Get('programmes')
  @Public()
  @ApiOperation({ summary: 'The programmes that run now' })
  @ApiOkResponse({ type: ProgrammeListing, description: 'Programmes, in the order of their slugs' })
  async list(@Query() page: PageQuery): Promise<ProgrammeListing> {
    const { items, next } = pageOfAll(await this.programmes.list(), page, ({ slug }) => slug);
    const summaries: ProgrammeSummary[] = [];
    for (const version of items) summaries.push(presentSummary(version, await this.approvals.ofProgramme(version)));
    return { items: summaries, next };
  }

  @Get('programmes/:slug')
  @Public()
  @ApiOperation({ summary: 'The outline of a programme, its competencies and its schemes' })
  @ApiOkResponse({ type: ProgrammeOutline, description: 'The outline of the version that runs' })
  async get(@Param('slug') slug: string): Promise<ProgrammeOutline> {
    if (!SLUG.test(slug)) throw new NotFound('That programme');
    const version = await this.programmes.running(slug);
    return presentProgramme(version, await this.approvals.ofProgramme(version));
  }

  @Get('figures/:versionId/:name')
  @Public()
  @ApiOperation({ summary: 'A figure of a lesson; the address of one never shows another' })
  @ApiProduces('image/svg+xml')
  @ApiOkResponse({ content: { 'image/svg+xml': { schema: { type: 'string' } } }, description: 'The figure, as SVG' })
  async figure(
    @Param('versionId', ParseUUIDPipe) versionId: string,
    @Param('name') name: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { figures } = (await this.programmes.version(versionId)).content;
    if (!Object.hasOwn(figures, name)) throw new NotFound('That figure');
    void reply.headers({
      'content-type': 'image/svg+xml; charset=utf-8',
      'content-security-policy': PICTURE_ONLY,
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': FOR_EVER,
    });
    return figures[name];
  }
}
