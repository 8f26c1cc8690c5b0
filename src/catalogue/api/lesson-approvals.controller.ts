import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiTags,
} from '@nestjs/swagger';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { NotFound } from '../../kernel/errors';
import { RecordApprovalDto, WithdrawApprovalDto } from '../approval-request';
import { LessonApprovals, type StandingLesson } from '../lesson-approvals.service';
import { Programmes } from '../programmes.service';

class ApprovalDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() approver: string;
  @ApiProperty({ description: 'By what they may judge it' }) qualification: string;
  @ApiProperty({ format: 'date' }) approvedOn: string;
}

class LessonStandingDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() slug: string;
  @ApiProperty() title: string;
  @ApiProperty() course: string;
  @ApiProperty({ description: 'SHA-256 of what it says: its words, its facts, its figures' }) digest: string;
  @ApiProperty({
    enum: ['approved', 'changed', 'unapproved'],
    description: 'changed: what was approved said something else',
  })
  state: string;
  @ApiProperty({ type: [ApprovalDto] }) approvals: ApprovalDto[];
}

class ProgrammeStandingDto {
  @ApiProperty({ enum: ['approved', 'unapproved'] }) status: string;
  @ApiProperty() note: string;
  @ApiProperty({ type: 'integer' }) approved: number;
  @ApiProperty({ type: 'integer' }) total: number;
  @ApiProperty({ type: [LessonStandingDto] }) items: LessonStandingDto[];
}

@ApiTags('Programmes')
@ApiBearerAuth()
@Controller('api/v1')
export class LessonApprovalsController {
  constructor(
    private readonly approvals: LessonApprovals,
    private readonly programmes: Programmes,
  ) {}

  @Get('programmes/:slug/lesson-approvals')
  @Allow('lesson:read')
  @ApiOperation({ summary: 'Which lessons of the version that runs are approved, by whom and since when' })
  @ApiOkResponse({ type: ProgrammeStandingDto, description: 'Every lesson, in the order in which they are taught' })
  async list(@Param('slug') slug: string): Promise<ProgrammeStandingDto> {
    const { programme, lessons } = await this.approvals.of(await this.programmes.running(slug));
    return { ...programme, items: lessons.map(presented) };
  }

  @Post('programmes/:slug/lessons/:id/approvals')
  @Allow('lesson:approve')
  @ApiOperation({ summary: 'Record that somebody who is qualified has approved what a lesson says' })
  @ApiCreatedResponse({ type: LessonStandingDto, description: 'How the lesson stands now' })
  async record(
    @Param('slug') slug: string,
    @Param('id', ParseUUIDPipe) lessonId: string,
    @Body() { digest, ...approval }: RecordApprovalDto,
    @CurrentActor() actor: PersonActor,
  ): Promise<LessonStandingDto> {
    const id = lessonId.toLowerCase();
    const { lessons } = await this.approvals.record(actor, slug, new Map([[id, digest]]), approval);
    const lesson = lessons.find((one) => one.id === id);
    if (!lesson) throw new NotFound('That lesson');
    return presented(lesson);
  }

  @Post('lesson-approvals/:id/withdrawal')
  @HttpCode(204)
  @Allow('lesson:approve')
  @ApiOperation({ summary: 'Take an approval back: it counts no more' })
  @ApiNoContentResponse({ description: 'Withdrawn' })
  withdraw(
    @Param('id', ParseUUIDPipe) approvalId: string,
    @Body() { reason }: WithdrawApprovalDto,
    @CurrentActor() actor: PersonActor,
  ): Promise<void> {
    return this.approvals.withdraw(actor, approvalId.toLowerCase(), reason);
  }
}

function presented({ id, slug, title, course, digest, standing }: StandingLesson): LessonStandingDto {
  return {
    ...{ id, slug, title, course, digest, state: standing.state },
    approvals: standing.approvals.map((one) => ({
      ...{ id: one.id, approver: one.approver, qualification: one.qualification, approvedOn: one.approvedOn },
    })),
  };
}
