import { Controller, Get, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EXCHANGE_FORMATS, formatOf, type KnownFormat } from '../../../assessment/exchange-formats';
import type { ImportedQuestion, ImportReport } from '../../../assessment/import-report';
import { type Picture, Pictures, PICTURE_BYTES } from '../../../assessment/pictures.service';
import { FILE_BYTES, QuestionExchange } from '../../../assessment/question-exchange.service';
import { fileIn, ReadsFile } from '../../../assessment/upload';
import { Allow, CurrentActor, type PersonActor } from '../../../identity/access';
import { type Form, orShowAgain, Refusal, textOf } from '../../forms';
import { Page } from '../../page';
import { counted } from '../../wording';
import { BankDesk } from './bank-desk';
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
    private readonly exchange: QuestionExchange,
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
        const report = await this.exchange.import(actor, { format, programme, bytes: fileIn(request), dryRun });
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
    const { format, programme } = await this.choice(query);
    const tag = textOf(query, 'tag').toLowerCase();
    const facets = { programme, tags: tag === '' ? undefined : [tag] };
    const { bytes, mediaType, fileName } = await this.exchange.export(actor, format, facets);
    void reply.header('content-disposition', `attachment; filename="${fileName.replace(/[^\w.-]/g, '_')}"`);
    return new StreamableFile(bytes, { type: mediaType });
  }

  private async choice(query: Form): Promise<{ format: KnownFormat; programme: string }> {
    const programmes = await this.desk.programmeChoices();
    const wanted = textOf(query, 'programme');
    return {
      format: EXCHANGE_FORMATS.find((one) => one === textOf(query, 'format')) ?? EXCHANGE_FORMATS[0],
      programme: programmes.find(({ value }) => value === wanted)?.value ?? programmes[0]?.value ?? '',
    };
  }

  private async page(
    query: Form,
    shown: { report?: ImportReport; dryRun?: boolean; picture?: Picture; refusal?: Refusal } = {},
  ): Promise<Page> {
    const { format, programme } = await this.choice(query);
    const { report, dryRun, picture, refusal } = shown;
    return new Page(
      'teach/bank/exchange',
      {
        title: 'Questions in and out',
        ...bankTabs('exchange'),
        crumbs: [...CRUMBS, { label: 'In and out' }],
        format,
        formatLabel: formatOf(format).label,
        formats: EXCHANGE_FORMATS.map((value) => ({ value, label: formatOf(value).label })),
        programme,
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
