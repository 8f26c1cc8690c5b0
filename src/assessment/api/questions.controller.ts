import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { QuestionAuthoring, type WrittenVersion } from '../question-authoring.service';
import { QuestionReviews } from '../question-reviews.service';
import { Questions } from '../questions.service';
import {
  CloneDto,
  DecisionDto,
  EditQuestionDto,
  NoteDto,
  QuestionsQuery,
  TagQuestionsDto,
  WriteQuestionDto,
} from './question.dto';
import { QuestionDto, QuestionListDto, WrittenQuestionDto } from './question.schema';
import { VersionNumberPipe } from './version-number.pipe';

@ApiTags('Question bank')
@ApiBearerAuth()
@Controller('api/v1')
export class QuestionsController {
  constructor(
    private readonly questions: Questions,
    private readonly authoring: QuestionAuthoring,
    private readonly reviews: QuestionReviews,
  ) {}

  @Post('questions')
  @ApiOperation({ summary: 'Write a question', description: 'It is a draft until a second person approves it.' })
  @Allow('question:write')
  @ApiCreatedResponse({ type: WrittenQuestionDto, description: 'The question and the version' })
  async write(@Body() body: WriteQuestionDto, @CurrentActor() actor: PersonActor): Promise<WrittenQuestionDto> {
    return this.present(await this.authoring.write(actor, body));
  }

  @Get('questions')
  @ApiOperation({
    summary: 'The bank, the newest version of each question, the one written last first',
    description: 'Every facet narrows.',
  })
  @Allow('question:read')
  @ApiOkResponse({ type: QuestionListDto, description: 'A page of the bank' })
  list(@Query() { limit, cursor, tag, ...facets }: QuestionsQuery): Promise<QuestionListDto> {
    return this.questions.list({ ...facets, tags: tag }, { limit, cursor });
  }

  @Get('questions/:id')
  @ApiOperation({
    summary: 'A question with all its versions, key included, and where it is asked: for those who teach',
  })
  @Allow('question:read')
  @ApiOkResponse({ type: QuestionDto, description: 'The question and its versions' })
  get(@Param('id', ParseUUIDPipe) questionId: string): Promise<QuestionDto> {
    return this.questions.get(questionId);
  }

  @Post('questions/:id/versions')
  @ApiOperation({ summary: 'Edit a question: 201 and another version, or 200 and the one that says the same already' })
  @Allow('question:write')
  @ApiCreatedResponse({ type: WrittenQuestionDto, description: 'The question and the version' })
  @ApiOkResponse({ type: WrittenQuestionDto, description: 'The version that says the same already' })
  async edit(
    @Param('id', ParseUUIDPipe) questionId: string,
    @Body() { content }: EditQuestionDto,
    @CurrentActor() actor: PersonActor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WrittenQuestionDto> {
    const written = await this.authoring.edit(actor, questionId, content);
    void reply.status(written.isNew ? 201 : 200);
    return this.present(written);
  }

  @Post('questions/:id/versions/:version/review')
  @ApiOperation({
    summary: 'Hand a draft in for review',
    description: '422 `question-incomplete` names everything that it lacks.',
  })
  @Allow('question:write')
  @ApiCreatedResponse({ type: WrittenQuestionDto, description: 'The question and the version' })
  async submit(
    @Param('id', ParseUUIDPipe) questionId: string,
    @Param('version', VersionNumberPipe) number: number,
    @Body() { note }: NoteDto,
    @CurrentActor() actor: PersonActor,
  ): Promise<WrittenQuestionDto> {
    await this.reviews.submit(actor, questionId, number, note);
    return this.present({ questionId, number });
  }

  @Post('questions/:id/versions/:version/approval')
  @ApiOperation({
    summary: 'A second person approves a version, or returns it to its author',
    description: '422 `second-person-required` for one’s own.',
  })
  @Allow('question:approve')
  @ApiCreatedResponse({ type: WrittenQuestionDto, description: 'The question and the version' })
  async decide(
    @Param('id', ParseUUIDPipe) questionId: string,
    @Param('version', VersionNumberPipe) number: number,
    @Body() body: DecisionDto,
    @CurrentActor() actor: PersonActor,
  ): Promise<WrittenQuestionDto> {
    await this.reviews.decide(actor, questionId, number, body);
    return this.present({ questionId, number });
  }

  @Post('questions/:id/versions/:version/retirement')
  @ApiOperation({ summary: 'Ask a version no more', description: '422 `question-in-use` where an approved quiz does.' })
  @Allow('question:approve')
  @ApiCreatedResponse({ type: WrittenQuestionDto, description: 'The question and the version' })
  async retire(
    @Param('id', ParseUUIDPipe) questionId: string,
    @Param('version', VersionNumberPipe) number: number,
    @Body() { note }: NoteDto,
    @CurrentActor() actor: PersonActor,
  ): Promise<WrittenQuestionDto> {
    await this.reviews.retire(actor, questionId, number, note);
    return this.present({ questionId, number });
  }

  @Post('questions/:id/clones')
  @ApiOperation({ summary: 'Another question that begins with what this one says; its lineage is kept' })
  @Allow('question:write')
  @ApiCreatedResponse({ type: WrittenQuestionDto, description: 'The question and the version' })
  async clone(
    @Param('id', ParseUUIDPipe) questionId: string,
    @Body() { version }: CloneDto,
    @CurrentActor() actor: PersonActor,
  ): Promise<WrittenQuestionDto> {
    return this.present(await this.authoring.clone(actor, questionId, version));
  }

  @Post('question-tags')
  @ApiOperation({ summary: 'Put tags on many questions and take others off: on all of them, or on none' })
  @HttpCode(204)
  @Allow('question:write')
  @ApiNoContentResponse({ description: 'Done' })
  retag(@Body() { questions, add, remove }: TagQuestionsDto, @CurrentActor() actor: PersonActor): Promise<void> {
    return this.authoring.retag(actor, { questions, add: add ?? [], remove: remove ?? [] });
  }

  private async present({
    questionId: id,
    number,
  }: Pick<WrittenVersion, 'questionId' | 'number'>): Promise<WrittenQuestionDto> {
    const { versions } = await this.questions.get(id);
    const version = versions.find((one) => one.number === number);
    if (!version) throw new Error(`Version ${number} of question ${id} was written and is not there`);
    return { id, version };
  }
}
