import { Controller, Get, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { Pictures, PICTURE_BYTES } from '../pictures.service';
import { MOST_EXPORTED, QuestionExports } from '../question-exports.service';
import { FILE_BYTES, QuestionImports } from '../question-imports.service';
import { fileIn, ReadsFile } from '../upload';
import { ExportQuery, ExportReportDto, ImportQuery, ImportReportDto, PictureDto } from './exchange.dto';

const ANY_FILE = { schema: { type: 'string', format: 'binary' } };

@ApiTags('Question bank')
@ApiBearerAuth()
@Controller('api/v1')
export class ExchangeController {
  constructor(
    private readonly imports: QuestionImports,
    private readonly exports: QuestionExports,
    private readonly pictures: Pictures,
  ) {}

  @Post('question-imports')
  @ApiOperation({
    summary: 'Take over a file of another program: the raw bytes, or a form with one file',
    description: 'The report says what became of each question.',
  })
  @ReadsFile(FILE_BYTES)
  @Allow('question:write')
  @ApiConsumes('application/octet-stream', 'multipart/form-data')
  @ApiBody(ANY_FILE)
  @ApiCreatedResponse({ type: ImportReportDto, description: 'What became of each question of the file' })
  import(
    @Query() { format, dryRun, programme }: ImportQuery,
    @Req() request: FastifyRequest,
    @CurrentActor() actor: PersonActor,
  ): Promise<ImportReportDto> {
    const isDry = dryRun !== undefined && !['false', '0'].includes(dryRun);
    return this.imports.import(actor, { format, programme, bytes: fileIn(request), dryRun: isDry });
  }

  @Get('question-exports')
  @ApiOperation({
    summary: 'The newest versions of the questions that fit, as a file of another program',
    description: `No format carries everything: see the report first. More than ${MOST_EXPORTED} are refused with 422, too-many-questions.`,
  })
  @Allow('question:read')
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ description: 'The file', schema: { type: 'string', format: 'binary' } })
  async export(
    @Query() { format, ...narrowed }: ExportQuery,
    @CurrentActor() actor: PersonActor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { bytes, mediaType, fileName } = await this.exports.export(actor, format, facetsIn(narrowed));
    void reply.header('content-disposition', `attachment; filename="${fileName.replace(/[^\w.-]/g, '_')}"`);
    return new StreamableFile(bytes, { type: mediaType });
  }

  @Get('question-exports/report')
  @ApiOperation({
    summary: 'What such a file would keep, change and leave out, question by question',
    description: 'Each question is written and read back; nothing leaves, and nothing is recorded.',
  })
  @Allow('question:read')
  @ApiOkResponse({ type: ExportReportDto, description: 'What becomes of each question' })
  report(@Query() { format, ...narrowed }: ExportQuery): Promise<ExportReportDto> {
    return this.exports.report(format, facetsIn(narrowed));
  }

  @Post('media')
  @ApiOperation({
    summary: 'Keep a picture for a question: PNG, JPEG, GIF, WebP or SVG, by its bytes',
    description: 'The same picture again has the same name.',
  })
  @ReadsFile(PICTURE_BYTES)
  @Allow('question:write')
  @ApiConsumes('application/octet-stream', 'multipart/form-data')
  @ApiBody(ANY_FILE)
  @ApiCreatedResponse({ type: PictureDto, description: 'The name by which a question shows it' })
  keep(@Req() request: FastifyRequest): Promise<PictureDto> {
    return this.pictures.keep(fileIn(request));
  }
}

const facetsIn = ({ programme, topic, tag }: Omit<ExportQuery, 'format'>) => ({
  programme,
  topic,
  tags: tag === undefined ? undefined : [tag],
});
