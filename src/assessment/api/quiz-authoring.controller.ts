import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { QuizAuthoring } from '../quiz-authoring.service';
import { QuizVersions } from '../quiz-versions.service';
import { DecisionDto, NoteDto } from './question.dto';
import {
  AuthoredQuizDto,
  AuthoredQuizListDto,
  AuthoredQuizzesQuery,
  EditQuizDto,
  ScheduleQuizDto,
  WriteQuizDto,
  WrittenQuizDto,
} from './quiz-authoring.dto';
import { VersionNumberPipe } from './version-number.pipe';

@ApiTags('Question bank')
@ApiBearerAuth()
@Controller('api/v1/quizzes')
export class QuizAuthoringController {
  constructor(
    private readonly authoring: QuizAuthoring,
    private readonly quizzes: QuizVersions,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Build a quiz', description: 'It is a draft until a second person approves it.' })
  @Allow('quiz:write')
  @ApiCreatedResponse({ type: WrittenQuizDto, description: 'The quiz and the version' })
  async write(
    @Body() { programme, content }: WriteQuizDto,
    @CurrentActor() actor: PersonActor,
  ): Promise<WrittenQuizDto> {
    const { quizId, number } = await this.authoring.write(actor, programme, content);
    return this.present(quizId, number);
  }

  @Get()
  @ApiOperation({ summary: 'The quizzes that were built in the bank, the newest first' })
  @Allow('quiz:write')
  @ApiOkResponse({ type: AuthoredQuizListDto, description: 'A page of quizzes' })
  list(@Query() { programme, ...page }: AuthoredQuizzesQuery): Promise<AuthoredQuizListDto> {
    return this.quizzes.list(page, programme);
  }

  @Get(':id/versions')
  @ApiOperation({ summary: 'A quiz with all its versions and its schedule: for those who build it' })
  @Allow('quiz:write')
  @ApiOkResponse({ type: AuthoredQuizDto, description: 'The quiz, its versions and its schedule' })
  get(@Param('id', ParseUUIDPipe) quizId: string): Promise<AuthoredQuizDto> {
    return this.quizzes.get(quizId);
  }

  @Post(':id/versions')
  @ApiOperation({
    summary: 'Another version: 201, or 200 and the one that says the same already',
    description: 'Attempts keep the version that they began on.',
  })
  @Allow('quiz:write')
  @ApiCreatedResponse({ type: WrittenQuizDto, description: 'The quiz and the version' })
  @ApiOkResponse({ type: WrittenQuizDto, description: 'The version that says the same already' })
  async edit(
    @Param('id', ParseUUIDPipe) quizId: string,
    @Body() { content }: EditQuizDto,
    @CurrentActor() actor: PersonActor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WrittenQuizDto> {
    const { number, isNew } = await this.authoring.edit(actor, quizId, content);
    void reply.status(isNew ? 201 : 200);
    return this.present(quizId, number);
  }

  @Post(':id/versions/:version/review')
  @ApiOperation({
    summary: 'Hand a draft in for review',
    description: '422 `quiz-incomplete` names all that does not fit: blueprint, pools, questions.',
  })
  @Allow('quiz:write')
  @ApiCreatedResponse({ type: WrittenQuizDto, description: 'The quiz and the version' })
  async submit(
    @Param('id', ParseUUIDPipe) quizId: string,
    @Param('version', VersionNumberPipe) number: number,
    @Body() { note }: NoteDto,
    @CurrentActor() actor: PersonActor,
  ): Promise<WrittenQuizDto> {
    await this.authoring.submit(actor, quizId, number, note);
    return this.present(quizId, number);
  }

  @Post(':id/versions/:version/approval')
  @ApiOperation({
    summary: 'A second person approves a version, or returns it',
    description: '422 `second-person-required` for one’s own.',
  })
  @Allow('quiz:approve')
  @ApiCreatedResponse({ type: WrittenQuizDto, description: 'The quiz and the version' })
  async decide(
    @Param('id', ParseUUIDPipe) quizId: string,
    @Param('version', VersionNumberPipe) number: number,
    @Body() body: DecisionDto,
    @CurrentActor() actor: PersonActor,
  ): Promise<WrittenQuizDto> {
    await this.authoring.decide(actor, quizId, number, body);
    return this.present(quizId, number);
  }

  @Post(':id/versions/:version/schedule')
  @ApiOperation({ summary: 'From now on this version is sat, within its hours', description: 'Only an approved one.' })
  @Allow('quiz:write')
  @ApiCreatedResponse({ type: AuthoredQuizDto, description: 'The quiz, its versions and its schedule' })
  async schedule(
    @Param('id', ParseUUIDPipe) quizId: string,
    @Param('version', VersionNumberPipe) number: number,
    @Body() { opensAt, closesAt }: ScheduleQuizDto,
    @CurrentActor() actor: PersonActor,
  ): Promise<AuthoredQuizDto> {
    const hours = { opensAt: momentIn(opensAt), closesAt: momentIn(closesAt) };
    await this.authoring.schedule(actor, quizId, number, hours);
    return this.quizzes.get(quizId);
  }

  @Post(':id/versions/:version/retirement')
  @ApiOperation({ summary: 'Nobody starts this version any more; where it is scheduled, it closes now' })
  @Allow('quiz:approve')
  @ApiCreatedResponse({ type: WrittenQuizDto, description: 'The quiz and the version' })
  async retire(
    @Param('id', ParseUUIDPipe) quizId: string,
    @Param('version', VersionNumberPipe) number: number,
    @Body() { note }: NoteDto,
    @CurrentActor() actor: PersonActor,
  ): Promise<WrittenQuizDto> {
    await this.authoring.retire(actor, quizId, number, note);
    return this.present(quizId, number);
  }

  private async present(id: string, number: number): Promise<WrittenQuizDto> {
    const { versions } = await this.quizzes.get(id);
    const version = versions.find((one) => one.number === number);
    if (!version) throw new Error(`Version ${number} of quiz ${id} was written and is not there`);
    return { id, version };
  }
}

/** `null` is as good as nothing. */
function momentIn(text: string | null | undefined): Date | undefined {
  return text ? new Date(text) : undefined;
}
