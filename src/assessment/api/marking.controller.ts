import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { pageOfAll } from '../../kernel/listing';
import { PageQuery } from '../../kernel/page-query';
import { Marking } from '../marking.service';
import { MarkingReports } from '../marking-reports.service';
import {
  AnswerToMarkDto,
  GiveMarkDto,
  MarkedDto,
  MarkingAgreementDto,
  MarkingPlanAnswerDto,
  MarkingPlanDto,
  MarkingQueueDto,
  NextAnswerDto,
} from './marking.dto';

@ApiTags('Assessment')
@ApiBearerAuth()
@Controller('api/v1')
export class MarkingController {
  constructor(
    private readonly marking: Marking,
    private readonly reports: MarkingReports,
  ) {}

  @Get('marking-queue')
  @Allow('essay:mark')
  @ApiOperation({ summary: 'Essays that wait to be marked, by question; those first where two marks lie apart' })
  @ApiOkResponse({ type: MarkingQueueDto, description: 'One pile for each question of each quiz' })
  async queue(@Query() page: PageQuery, @CurrentActor() actor: PersonActor): Promise<MarkingQueueDto> {
    const piles = await this.reports.queue(actor);
    return pageOfAll(piles, page, ({ quiz, questionVersionId }) => `${quiz.id}/${questionVersionId}`);
  }

  @Get('quizzes/:id/marking/:version/next')
  @Allow('essay:mark')
  @ApiOperation({
    summary: 'The next answer to a question, for whoever asks',
    description: 'Anonymous, in an order of each marker’s own; never one’s own answer, and none that one has marked.',
  })
  @ApiOkResponse({ type: NextAnswerDto, description: 'The answer with its rubric, or none' })
  async next(
    @Param('id', ParseUUIDPipe) quizId: string,
    @Param('version', ParseUUIDPipe) questionVersionId: string,
    @CurrentActor() actor: PersonActor,
  ): Promise<NextAnswerDto> {
    return { answer: await this.marking.next(actor, quizId, questionVersionId) };
  }

  @Get('marking/answers/:id')
  @Allow('essay:mark')
  @ApiOperation({ summary: 'An answer, with what it asks of whoever looks' })
  @ApiOkResponse({ type: AnswerToMarkDto, description: 'The answer with its rubric' })
  get(@Param('id', ParseUUIDPipe) answerId: string, @CurrentActor() actor: PersonActor): Promise<AnswerToMarkDto> {
    return this.marking.get(actor, answerId);
  }

  @Post('marking/answers/:id/marks')
  @Allow('essay:mark')
  @ApiOperation({
    summary: 'Mark an answer, decide between two marks, or change what was decided',
    description:
      '409 `marked-meanwhile` or `marked-already` where a colleague was faster, or one has marked it; 422 `conflict-of-interest` for one’s own. What is decided is scored at once.',
  })
  @ApiCreatedResponse({ type: MarkedDto, description: 'What the answer still needs' })
  async mark(
    @Param('id', ParseUUIDPipe) answerId: string,
    @Body() body: GiveMarkDto,
    @CurrentActor() actor: PersonActor,
  ): Promise<MarkedDto> {
    return { needs: (await this.marking.mark(actor, answerId, body)) ?? 'nothing' };
  }

  @Get('quizzes/:id/marking-plan')
  @Allow('essay:mark')
  @ApiOperation({ summary: 'How the essays of a quiz are marked' })
  @ApiOkResponse({ type: MarkingPlanAnswerDto, description: 'The plan, or none' })
  async plan(@Param('id', ParseUUIDPipe) quizId: string): Promise<MarkingPlanAnswerDto> {
    return { plan: await this.marking.planOf(quizId) };
  }

  @Put('quizzes/:id/marking-plan')
  @Allow('essay:mark')
  @ApiOperation({
    summary: 'Have a share of the essays of a quiz marked twice',
    description: 'It holds for answers on which nobody has begun.',
  })
  @ApiOkResponse({ type: MarkingPlanAnswerDto, description: 'The plan as it is now' })
  async setPlan(
    @Param('id', ParseUUIDPipe) quizId: string,
    @Body() body: MarkingPlanDto,
    @CurrentActor() actor: PersonActor,
  ): Promise<MarkingPlanAnswerDto> {
    await this.marking.setPlan(actor, quizId, body);
    return { plan: await this.marking.planOf(quizId) };
  }

  @Get('quizzes/:id/marking-agreement')
  @Allow('essay:mark')
  @ApiOperation({
    summary: 'How far those who marked the same answers agree: quadratic weighted kappa, with its interval',
  })
  @ApiOkResponse({ type: MarkingAgreementDto, description: 'By question, by criterion and by pair of markers' })
  async agreement(@Param('id', ParseUUIDPipe) quizId: string, @Query() page: PageQuery): Promise<MarkingAgreementDto> {
    return pageOfAll(await this.reports.agreement(quizId), page, ({ questionVersionId }) => questionVersionId);
  }
}
