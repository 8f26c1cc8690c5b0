import { Body, Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsInt, IsNotEmpty, IsString, Max, MaxLength, Min } from 'class-validator';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { Invigilation, type RunningAttempt, type RunningQuiz } from '../invigilation.service';
import { TimingDto } from './delivery.controller';

/** What somebody sends who gives more time to one candidate. */
export class AddTimeDto {
  @ApiProperty({ minimum: 1, maximum: 600, example: 10 })
  @IsInt({ message: 'is a whole number' })
  @Min(1, { message: 'is at least 1' })
  @Max(600, { message: 'is at most 600' })
  minutes: number;

  @ApiProperty({ maxLength: 500, example: 'The fire alarm rang.', description: 'Kept sealed' })
  @IsString({ message: 'is text' })
  @IsNotEmpty({ message: 'is needed' })
  @MaxLength(500, { message: 'has at most 500 characters' })
  reason: string;
}

class CandidateDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  name: string;
}

class RunningAttemptDto extends TimingDto implements RunningAttempt {
  @ApiProperty({ format: 'uuid' })
  attemptId: string;

  @ApiProperty()
  number: number;

  @ApiProperty({ type: CandidateDto })
  person: CandidateDto;

  @ApiProperty({ format: 'date-time' })
  startedAt: Date;

  @ApiProperty({ description: 'Questions for which something was saved' })
  answered: number;

  @ApiProperty()
  asked: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  lastSavedAt: Date | null;
}

class RunningQuizDto implements RunningQuiz {
  @ApiProperty({ format: 'uuid' })
  quizId: string;

  @ApiProperty()
  title: string;

  @ApiProperty({ type: [RunningAttemptDto] })
  items: readonly RunningAttemptDto[];
}

@ApiTags('Assessment')
@ApiBearerAuth()
@Controller('api/v1')
export class InvigilationController {
  constructor(private readonly invigilation: Invigilation) {}

  @Post('attempts/:id/added-time')
  @ApiOperation({
    summary: 'Add minutes to a running attempt of somebody of one’s cohorts',
    description: 'The candidate sees them at once.',
  })
  @Allow('attempt:extend')
  @ApiCreatedResponse({ type: TimingDto, description: 'How the time of the attempt stands now' })
  add(
    @Param('id', ParseUUIDPipe) attemptId: string,
    @Body() { minutes, reason }: AddTimeDto,
    @CurrentActor() actor: PersonActor,
  ): Promise<TimingDto> {
    return this.invigilation.addTime(actor, attemptId, minutes, reason);
  }

  @Get('quizzes/:id/running-attempts')
  @ApiOperation({ summary: 'Who of one’s cohorts sits a quiz now: how far and until when, never what they answer' })
  @Allow('attempt:extend')
  @ApiOkResponse({ type: RunningQuizDto, description: 'Who sits the quiz now' })
  running(@Param('id', ParseUUIDPipe) quizId: string, @CurrentActor() actor: PersonActor): Promise<RunningQuizDto> {
    return this.invigilation.running(actor, quizId);
  }
}
