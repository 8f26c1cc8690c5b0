import { Controller, Get, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EXCHANGE_FORMATS, formatOf, type KnownFormat } from '../../../assessment/exchange-formats';
import type { ExportedQuestion } from '../../../assessment/export-report';
import type { ImportedQuestion, ImportReport } from '../../../assessment/import-report';
import { type Picture, Pictures, PICTURE_BYTES } from '../../../assessment/pictures.service';
import { QuestionExports } from '../../../assessment/question-exports.service';
import { FILE_BYTES, QuestionImports } from '../../../assessment/question-imports.service';
import { Questions } from '../../../assessment/questions.service';
import { fileIn, ReadsFile } from '../../../assessment/upload';
import { Allow, CurrentActor, type PersonActor } from '../../../identity/access';
import { type Form, orShowAgain, Refusal, textOf } from '../../forms';
import { Page } from '../../page';
import { counted } from '../../wording';
import { BankDesk } from './bank-desk';
import { KINDS } from './question-fields';
import { bankTabs, CRUMBS } from './tabs';

const OUTCOMES: Record<ImportedQuestion['outcome'], { tone: string; text: string }> = {
  kept: { tone: 'good', text: 'Kept' },
  changed: { tone: 'careful', text: 'Changed' },
  refused: { tone: 'bad', text: 'Refused' },
};

/** Questions of other programs, in and out, and pictures. The form of a file carries its words in its address. */
@ApiExcludeController()
@Controller('teach/bank')
export class ExchangePagesController {
  constructor(
    private readonly imports: QuestionImports,
    private readonly exports: QuestionExports,
    private readonly questions: Questions,
    private readonly pictures: Pictures,
    private readonly desk: BankDesk,
  ) {}

  @Get('imports')
  @Allow('question:write')
  show(@Query() query: Form): Promise<Page> {
    return this.page(query);
  }

  @Post('imports')
  @ReadsFile(FILE_BYTES)
  @Allow('question:write')
  import(@CurrentActor() actor: PersonActor, @Query() query: Form, @Req() request: FastifyRequest) {
    return orShowAgain(
      async () => {
        const { format, programme } = await this.choice(query);
        const dryRun = textOf(query, 'dryRun') !== 'false';
        const report = await this.imports.import(actor, { format, programme, bytes: fileIn(request), dryRun });
        return this.page(query, { report, dryRun });
      },
      (refusal) => this.page(query, { refusal }),
    );
  }

  @Post('pictures')
  @ReadsFile(PICTURE_BYTES)
  @Allow('question:write')
  keep(@Query() query: Form, @Req() request: FastifyRequest) {
    return orShowAgain(
      async () => this.page(query, { picture: await this.pictures.keep(fileIn(request)) }),
      (refusal) => this.page(query, { refusal }),
    );
  }

  @Get('exports')
  @Allow('question:read')
  async export(
    @CurrentActor() actor: PersonActor,
    @Query() query: Form,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { format, facets } = await this.wanted(query);
    const { bytes, mediaType, fileName } = await this.exports.export(actor, format, facets);
    void reply.header('content-disposition', `attachment; filename="${fileName.replace(/[^\w.-]/g, '_')}"`);
    return new StreamableFile(bytes, { type: mediaType });
  }

  /** What the file keeps, changes and leaves out: no format carries everything, so this stands before the file. */
  @Get('exports/report')
  @Allow('question:read')
  async report(@Query() query: Form): Promise<Page> {
    const { format, programme, facets } = await this.wanted(query);
    const report = await this.exports.report(format, facets);
    const having = (outcome: ExportedQuestion['outcome']) =>
      report.questions.filter((one) => one.outcome === outcome).map((one) => ({ ...one, type: KINDS[one.type] }));
    const kept = report.exported - report.changed;
    return new Page('teach/bank/export', {
      title: `Export as ${formatOf(format).label}`,
      ...bankTabs('exchange'),
      crumbs: [...CRUMBS, { address: '/teach/bank/imports', label: 'In and out' }, { label: 'Export' }],
      ...(await this.exportChoices(query)),
      formatLabel: formatOf(format).label,
      chosen: { format, programme, topic: facets.topic, tag: facets.tags?.[0] },
      refusal: report.refusal,
      found: counted(report.found, 'question'),
      isEmpty: report.found === 0,
      kept,
      changed: report.changed,
      leftOut: report.refused,
      download: report.exported > 0 && counted(report.exported, 'question'),
      losses: lossesIn(report.questions).map(({ note, questions }) => ({
        note,
        questions: counted(questions, 'question'),
      })),
      groups: [
        { id: 'left-out', heading: 'Left out', words: 'Not in the file.', questions: having('refused') },
        {
          id: 'changed',
          heading: 'Changed',
          words: 'In the file, but for what is named.',
          questions: having('changed'),
        },
        { id: 'kept', heading: 'Kept whole', words: 'Read back in, they are the same.', questions: having('kept') },
      ].filter(({ questions }) => questions.length > 0),
    });
  }

  private async choice(query: Form): Promise<{ format: KnownFormat; programme: string }> {
    const programmes = await this.desk.programmeChoices();
    const wanted = textOf(query, 'programme');
    return {
      format: EXCHANGE_FORMATS.find((one) => one === textOf(query, 'format')) ?? EXCHANGE_FORMATS[0],
      programme: programmes.find(({ value }) => value === wanted)?.value ?? programmes[0]?.value ?? '',
    };
  }

  private async wanted(query: Form) {
    const { format, programme } = await this.choice(query);
    const [topic, tag] = [textOf(query, 'topic').slice(0, 200), textOf(query, 'tag').slice(0, 60).toLowerCase()];
    const facets = { programme, topic: topic || undefined, tags: tag === '' ? undefined : [tag] };
    return { format, programme, facets };
  }

  private async exportChoices(query: Form) {
    const { format, programme } = await this.choice(query);
    const { topics } = await this.questions.facetsOf(programme);
    return {
      format,
      formats: EXCHANGE_FORMATS.map((value) => ({ value, label: formatOf(value).label })),
      programme,
      topic: textOf(query, 'topic'),
      topics: topics.map((value) => ({ value, label: value })),
      tag: textOf(query, 'tag'),
    };
  }

  private async page(
    query: Form,
    shown: { report?: ImportReport; dryRun?: boolean; picture?: Picture; refusal?: Refusal } = {},
  ): Promise<Page> {
    const { format } = await this.choice(query);
    const { report, dryRun, picture, refusal } = shown;
    return new Page(
      'teach/bank/exchange',
      {
        title: 'Questions in and out',
        ...bankTabs('exchange'),
        crumbs: [...CRUMBS, { label: 'In and out' }],
        ...(await this.exportChoices(query)),
        formatLabel: formatOf(format).label,
        programmes: await this.desk.programmeChoices(),
        report: report && {
          dryRun,
          read: counted(report.read, 'question'),
          imported: report.imported,
          changed: report.changed,
          refused: report.refused,
          questions: report.questions.map((one) => ({ ...one, outcome: OUTCOMES[one.outcome] })),
        },
        picture,
        refusal,
      },
      refusal?.status ?? 200,
    );
  }
}

/** Each thing that is said of a question, and of how many: the commonest first. */
function lossesIn(questions: readonly ExportedQuestion[]): { note: string; questions: number }[] {
  const said = new Map<string, number>();
  for (const { notes } of questions) for (const note of notes) said.set(note, (said.get(note) ?? 0) + 1);
  return [...said]
    .map(([note, count]) => ({ note, questions: count }))
    .filter(({ questions: count }) => count > 1)
    .sort((one, other) => other.questions - one.questions);
}
