import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { pageOfAll } from '../../kernel/listing';
import { PageQuery } from '../../kernel/page-query';
import { StandardSettings } from '../standard-setting.service';
import {
  CallPanelDto,
  CutNoteDto,
  CutScoreDto,
  CutScoresDto,
  ProposeCutDto,
  RateDto,
  StandardSettingDto,
  StandardSettingListDto,
  StandardSettingsQuery,
} from './standards.dto';

@ApiTags('Standard setting')
@ApiBearerAuth()
@Controller('api/v1')
export class StandardsController {
  constructor(private readonly standards: StandardSettings) {}

  @Post('standard-settings')
  @Allow('standard:chair')
  @ApiOperation({
    summary: 'Call a panel that sets a pass mark, or work one out from the results of a station',
    description: 'Whoever calls it chairs it. Of a quiz the newest version is judged.',
  })
  @ApiCreatedResponse({ type: StandardSettingDto, description: 'The panel, its first round open' })
  call(@Body() body: CallPanelDto, @CurrentActor() actor: PersonActor): Promise<StandardSettingDto> {
    return this.standards.call(actor, body);
  }

  @Get('standard-settings')
  @Allow('standard:read')
  @ApiOperation({ summary: 'Panels of a quiz, or those that one is on, the newest first' })
  @ApiOkResponse({ type: StandardSettingListDto, description: 'A page of panels' })
  async list(
    @Query() { quiz, ...page }: StandardSettingsQuery,
    @CurrentActor() actor: PersonActor,
  ): Promise<StandardSettingListDto> {
    const settings = await this.standards.list(quiz ? { quizId: quiz } : { memberId: actor.id });
    const summaries = settings.map(({ id, method, station, chairId, calledAt }) => ({
      id,
      method,
      station,
      chairId,
      calledAt,
    }));
    return pageOfAll(summaries, page, ({ id }) => id);
  }

  @Get('standard-settings/:id')
  @Allow('standard:read')
  @ApiOperation({
    summary: 'A panel: what is rated, one’s own ratings, and what came of the rounds that are closed',
    description: 'What others rate is not told before their round is closed.',
  })
  @ApiOkResponse({ type: StandardSettingDto, description: 'The panel' })
  get(@Param('id', ParseUUIDPipe) settingId: string, @CurrentActor() actor: PersonActor): Promise<StandardSettingDto> {
    return this.standards.get(actor, settingId);
  }

  @Put('standard-settings/:id/ratings')
  @HttpCode(204)
  @Allow('standard:judge')
  @ApiOperation({
    summary: 'Rate, as a judge, in the round that is open',
    description: '409 `round-over` where it was closed meanwhile.',
  })
  @ApiNoContentResponse({ description: 'Kept; until the round is closed they may be given again' })
  rate(
    @Param('id', ParseUUIDPipe) settingId: string,
    @Body() { round, ratings }: RateDto,
    @CurrentActor() actor: PersonActor,
  ): Promise<void> {
    return this.standards.rate(actor, settingId, round, ratings);
  }

  @Post('standard-settings/:id/rounds')
  @Allow('standard:chair')
  @ApiOperation({
    summary: 'Close the round, and open the next one: the judges see what came of it',
    description: '422 `ratings-missing` while somebody has not rated.',
  })
  @ApiCreatedResponse({ type: StandardSettingDto, description: 'The panel' })
  async close(
    @Param('id', ParseUUIDPipe) settingId: string,
    @CurrentActor() actor: PersonActor,
  ): Promise<StandardSettingDto> {
    await this.standards.closeRound(actor, settingId);
    return this.standards.get(actor, settingId);
  }

  @Post('standard-settings/:id/cut-scores')
  @Allow('standard:chair')
  @ApiOperation({
    summary: 'Propose the cut score of the last round that was closed, or of the station',
    description: '422 `no-cut-score` where the method gives none, `cut-score-frozen` where one is approved.',
  })
  @ApiCreatedResponse({ type: CutScoreDto, description: 'The cut score; it does not count yet' })
  propose(
    @Param('id', ParseUUIDPipe) settingId: string,
    @Body() body: ProposeCutDto,
    @CurrentActor() actor: PersonActor,
  ): Promise<CutScoreDto> {
    return this.standards.propose(actor, settingId, body);
  }

  @Post('cut-scores/:id/approval')
  @Allow('standard:approve')
  @ApiOperation({
    summary: 'A second person approves a cut score: it counts for every attempt that ends from now on, and is frozen',
    description: '422 `second-person-required` for one’s own. Attempts that ended before keep their result.',
  })
  @ApiCreatedResponse({ type: CutScoreDto, description: 'The cut score in force' })
  approve(
    @Param('id', ParseUUIDPipe) cutScoreId: string,
    @Body() { note }: CutNoteDto,
    @CurrentActor() actor: PersonActor,
  ): Promise<CutScoreDto> {
    return this.standards.approve(actor, cutScoreId, note);
  }

  @Post('cut-scores/:id/refusal')
  @Allow('standard:approve')
  @ApiOperation({ summary: 'Decline a cut score, or take one’s own back' })
  @ApiCreatedResponse({ type: CutScoreDto, description: 'The cut score, declined' })
  decline(
    @Param('id', ParseUUIDPipe) cutScoreId: string,
    @Body() { note }: CutNoteDto,
    @CurrentActor() actor: PersonActor,
  ): Promise<CutScoreDto> {
    return this.standards.decline(actor, cutScoreId, note);
  }

  @Get('quizzes/:id/cut-scores')
  @Allow('standard:read')
  @ApiOperation({ summary: 'Every cut score that was proposed for a quiz, the newest first' })
  @ApiOkResponse({ type: CutScoresDto, description: 'A page of cut scores' })
  async ofQuiz(@Param('id', ParseUUIDPipe) quizId: string, @Query() page: PageQuery): Promise<CutScoresDto> {
    return pageOfAll(await this.standards.cutScoresOf(quizId), page, ({ id }) => id);
  }
}
