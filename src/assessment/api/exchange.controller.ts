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
import { FILE_BYTES, QuestionExchange } from '../question-exchange.service';
import { fileIn, ReadsFile } from '../upload';
import { ExportQuery, ImportQuery, ImportReportDto, PictureDto } from './exchange.dto';

const ANY_FILE = { schema: { type: 'string', format: 'binary' } };

@ApiTags('Question bank')
@ApiBearerAuth()
@Controller('api/v1')
export class ExchangeController {
  constructor(
    private readonly exchange: QuestionExchange,
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
    return this.exchange.import(actor, { format, programme, bytes: fileIn(request), dryRun: isDry });
  }

  @Get('question-exports')
  @ApiOperation({ summary: 'The newest versions of the questions that fit, as a file of another program' })
  @Allow('question:read')
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ description: 'The file', schema: { type: 'string', format: 'binary' } })
  async export(
    @Query() { format, tag, programme }: ExportQuery,
    @CurrentActor() actor: PersonActor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const facets = { programme, tags: tag === undefined ? undefined : [tag] };
    const { bytes, mediaType, fileName } = await this.exchange.export(actor, format, facets);
    void reply.header('content-disposition', `attachment; filename="${fileName.replace(/[^\w.-]/g, '_')}"`);
    return new StreamableFile(bytes, { type: mediaType });
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
