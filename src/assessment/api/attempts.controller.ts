import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  ParseIntPipe,
  ParseUUIDPipe,
  Post,
  Put,
  Query,
  Res,
} from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiExtraModels,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { AttemptReader } from '../attempt-reader.service';
import { gradeIn } from '../domain/grade';
import { Attempts } from '../attempts.service';
import { Checks } from '../checks.service';
import { Grading } from '../grading.service';
import { Responses } from '../responses.service';
import { AttemptsQuery, CheckResponseDto, SaveResponseDto, StartAttemptDto } from './attempt.dto';
import { AttemptDto, AttemptListDto, AnswerCheckDto, HeldBackDto, ReceiptDto, SubmissionDto } from './attempt.schema';

@ApiTags('Assessment')
@ApiBearerAuth()
@Controller('api/v1')
export class AttemptsController {
  constructor(
    private readonly attempts: Attempts,
    private readonly responses: Responses,
    private readonly checks: Checks,
    private readonly grading: Grading,
    private readonly reader: AttemptReader,
  ) {}

  @Post('quizzes/:id/attempts')
  @Allow('attempt:take')
  @ApiOperation({ summary: 'Begin an attempt (201), or go on with the one that is open (200): two tabs get the same' })
  @ApiCreatedResponse({ type: AttemptDto, description: 'The attempt that was begun' })
  @ApiOkResponse({ type: AttemptDto, description: 'The attempt that is open' })
  async start(
    @Param('id', ParseUUIDPipe) quizId: string,
    @Body() { declaration }: StartAttemptDto,
    @CurrentActor() actor: PersonActor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AttemptDto> {
    const { attemptId, isNew } = await this.attempts.start(quizId, actor, { declared: declaration ?? false });
    void reply.status(isNew ? 201 : 200);
    return this.reader.get(attemptId, actor.id);
  }

  @Put('attempts/:id/responses/:slot')
  @Allow('attempt:take')
  @ApiOperation({
    summary: 'Save a response. The receipt is given once it is on disk; the same packet again has the same receipt',
  })
  @ApiParam({ name: 'slot', type: 'integer', description: 'Of the item, as the attempt lists it' })
  @ApiOkResponse({ type: ReceiptDto, description: 'When it was saved, and the receipt' })
  save(
    @Param('id', ParseUUIDPipe) attemptId: string,
    @Param('slot', ParseIntPipe) slot: number,
    @Body() body: SaveResponseDto,
    @CurrentActor() actor: PersonActor,
  ): Promise<ReceiptDto> {
    return this.responses.save(attemptId, slot, body, actor);
  }

  @Post('attempts/:id/responses/:slot/check')
  @HttpCode(200)
  @Allow('attempt:take')
  @ApiOperation({
    summary: 'Have an answer checked, where the quiz tells at once or allows several tries',
    description:
      'What is sent with it is saved first; without, the answer that is saved is checked. The same answer again costs no other try.',
  })
  @ApiOkResponse({ type: AnswerCheckDto, description: 'How the answer fared, and how many tries are left' })
  async check(
    @Param('id', ParseUUIDPipe) attemptId: string,
    @Param('slot', ParseIntPipe) slot: number,
    @Body() { sequence, response, certainty }: CheckResponseDto,
    @CurrentActor() actor: PersonActor,
  ): Promise<AnswerCheckDto> {
    if (sequence !== undefined) {
      await this.responses.save(attemptId, slot, { sequence, response: response ?? null, certainty }, actor);
    }
    return this.checks.check(attemptId, slot, actor);
  }

  @Post('attempts/:id/submission')
  @HttpCode(200)
  @Allow('attempt:take')
  @ApiOperation({ summary: 'Hand the attempt in. Doing so again has the same answer' })
  @ApiExtraModels(SubmissionDto, HeldBackDto)
  @ApiOkResponse({
    schema: { oneOf: [{ $ref: getSchemaPath(SubmissionDto) }, { $ref: getSchemaPath(HeldBackDto) }] },
    description: 'How it was graded, or that results wait for a panel',
  })
  async submit(
    @Param('id', ParseUUIDPipe) attemptId: string,
    @CurrentActor() actor: PersonActor,
  ): Promise<SubmissionDto | HeldBackDto> {
    const run = await this.grading.submit(attemptId, actor);
    const state = await this.reader.stateOf(run);
    return state === 'held-back' ? { state } : { state, ...gradeIn(run) };
  }

  @Get('attempts/:id')
  @Allow('quiz:read')
  @ApiOperation({
    summary: 'One attempt of one’s own: to go on with while it is open, to learn from once it is graded',
  })
  @ApiOkResponse({ type: AttemptDto, description: 'The attempt' })
  get(@Param('id', ParseUUIDPipe) attemptId: string, @CurrentActor() actor: PersonActor): Promise<AttemptDto> {
    return this.reader.get(attemptId, actor.id);
  }

  @Get('attempts')
  @Allow('quiz:read')
  @ApiOperation({ summary: 'One’s own attempts, newest first' })
  @ApiOkResponse({ type: AttemptListDto, description: 'Attempts, without their questions' })
  list(@Query() { quiz, ...page }: AttemptsQuery, @CurrentActor() actor: PersonActor): Promise<AttemptListDto> {
    return this.reader.list(actor.id, page, quiz);
  }
}
