import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Allow, CurrentActor, type PersonActor } from '../../../identity/access';
import { RegradeDesk } from './regrade-desk';
import {
  ApproveRegradeDto,
  DeclineRegradeDto,
  RegradeAnswerDto,
  RegradeDto,
  RegradeListDto,
  RegradesQuery,
} from './regrade.dto';

/** Of the top step, since what a regrade touches lies in several rooms. */
@ApiTags('Assessment')
@ApiBearerAuth()
@Controller('api/v1')
export class RegradesController {
  constructor(private readonly desk: RegradeDesk) {}

  @Post('quizzes/:id/regrades')
  @Allow('regrade:propose')
  @ApiOperation({
    summary: 'Score a quiz anew: what it would change, or a proposal that a second person approves',
    description:
      '422 `key-not-comparable` where what could be chosen differs, `nothing-to-regrade` where no key does. Attempts that are handed in after the approval are scored alike.',
  })
  @ApiOkResponse({ type: RegradeAnswerDto, description: 'A dry run: the differences, of which nothing is kept' })
  @ApiCreatedResponse({ type: RegradeAnswerDto, description: 'The proposal with its differences; nothing counts yet' })
  async regrade(
    @Param('id', ParseUUIDPipe) quizId: string,
    @Body() { dryRun = false, ...request }: RegradeDto,
    @CurrentActor() actor: PersonActor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RegradeAnswerDto> {
    void reply.status(dryRun ? 200 : 201);
    return dryRun ? this.desk.dryRun(actor, quizId, request) : this.desk.propose(actor, quizId, request);
  }

  @Get('quizzes/:id/regrades')
  @Allow('regrade:read')
  @ApiOperation({ summary: 'The regrades of a quiz, the newest first' })
  @ApiOkResponse({ type: RegradeListDto, description: 'A page of regrades' })
  list(@Param('id', ParseUUIDPipe) quizId: string, @Query() page: RegradesQuery): Promise<RegradeListDto> {
    return this.desk.list(page, quizId);
  }

  @Get('regrades/:id')
  @Allow('regrade:read')
  @ApiOperation({
    summary: 'A regrade',
    description: 'While it waits its differences are those of now; once approved, those that took effect.',
  })
  @ApiOkResponse({ type: RegradeAnswerDto, description: 'The regrade with its differences' })
  get(@Param('id', ParseUUIDPipe) regradeId: string, @CurrentActor() actor: PersonActor): Promise<RegradeAnswerDto> {
    return this.desk.get(actor, regradeId);
  }

  @Post('regrades/:id/approval')
  @Allow('regrade:approve')
  @ApiOperation({
    summary: 'A second person approves: from now on the new runs count, and the old ones stay readable',
    description:
      '422 `second-person-required` for one’s own; 409 `regrade-decided`, or `regrade-stale` with the digest as it is now.',
  })
  @ApiCreatedResponse({ type: RegradeAnswerDto, description: 'The regrade with the differences that took effect' })
  approve(
    @Param('id', ParseUUIDPipe) regradeId: string,
    @Body() body: ApproveRegradeDto,
    @CurrentActor() actor: PersonActor,
  ): Promise<RegradeAnswerDto> {
    return this.desk.approve(actor, regradeId, body);
  }

  @Post('regrades/:id/refusal')
  @Allow('regrade:approve')
  @ApiOperation({ summary: 'Decline a regrade, or withdraw one’s own: it comes to nothing' })
  @ApiCreatedResponse({ type: RegradeAnswerDto, description: 'The regrade as it was proposed' })
  decline(
    @Param('id', ParseUUIDPipe) regradeId: string,
    @Body() { note }: DeclineRegradeDto,
    @CurrentActor() actor: PersonActor,
  ): Promise<RegradeAnswerDto> {
    return this.desk.decline(actor, regradeId, note);
  }
}
