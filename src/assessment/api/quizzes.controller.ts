import { Controller, Get, Param, ParseUUIDPipe } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { BEHAVIOURS } from './attempt.schema';
import { METHODS, type StandardMethod } from '../standard-view';
import { Quizzes, type QuizView } from '../quizzes.service';

class AttemptsLeftDto {
  @ApiProperty({ type: 'integer' })
  allowed: number;

  @ApiProperty({ type: 'integer' })
  used: number;

  @ApiProperty({ type: 'integer' })
  left: number;
}

class RefusalDto {
  @ApiProperty({ example: 'cool-down' })
  code: string;

  @ApiProperty()
  detail: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  retryAfter: string | null;
}

class AllowanceDto {
  @ApiProperty({ minimum: 1, description: '1.25: a quarter more time than the limit' })
  factor: number;

  @ApiProperty({ description: 'How long the clock may stand still in all' })
  breakMinutes: number;
}

class PassMarkSetDto {
  @ApiProperty({ enum: METHODS })
  method: StandardMethod;

  @ApiProperty({ type: String, format: 'date-time' })
  on: Date;

  @ApiProperty({ type: 'integer', nullable: true, description: 'On the panel' })
  judges: number | null;
}

class QuizGradeDto {
  @ApiProperty({ enum: ['first', 'last', 'best', 'mean'] })
  method: QuizView['gradeMethod'];

  @ApiProperty({ minimum: 0, maximum: 100 })
  percentage: number;

  @ApiProperty()
  passed: boolean;

  @ApiProperty({ description: 'The pass mark was not yet set by a panel' })
  provisional: boolean;

  @ApiProperty({ type: [Number], description: 'The numbers of the attempts that it rests on' })
  attempts: readonly number[];
}

export class QuizDto implements QuizView {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  slug: string;

  @ApiProperty()
  title: string;

  @ApiProperty({ type: String, nullable: true, description: 'Read before starting' })
  introduction: string | null;

  @ApiProperty()
  programme: string;

  @ApiProperty({ enum: ['final', 'course'] })
  kind: QuizView['kind'];

  @ApiProperty({ enum: BEHAVIOURS, description: 'When the candidate learns how an answer fared' })
  behaviour: QuizView['behaviour'];

  @ApiProperty({ type: 'integer', description: 'How many' })
  questions: number;

  @ApiProperty()
  maxMark: number;

  @ApiProperty({ type: 'integer' })
  timeLimitMinutes: number;

  @ApiProperty({ type: 'integer' })
  graceSeconds: number;

  @ApiProperty({ enum: ['submit', 'grace', 'void'], description: 'What becomes of an attempt whose time is over' })
  timeOut: QuizView['timeOut'];

  @ApiProperty({ enum: ['one-page', 'paged', 'one-way'] })
  navigation: QuizView['navigation'];

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  opensAt: Date | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'For this person' })
  closesAt: Date | null;

  @ApiProperty({ type: String, nullable: true, description: 'To be agreed to before the start' })
  declaration: string | null;

  @ApiProperty({
    enum: ['at-once', 'after-cut-score'],
    description: 'after-cut-score: nobody is told a result before a panel has set what passes',
  })
  results: 'at-once' | 'after-cut-score';

  @ApiProperty({ type: AllowanceDto })
  allowance: AllowanceDto;

  @ApiProperty({ enum: ['first', 'last', 'best', 'mean'], description: 'Which attempts decide the grade' })
  gradeMethod: QuizView['gradeMethod'];

  @ApiProperty({ type: QuizGradeDto, nullable: true, description: 'Of this person, so far' })
  grade: QuizGradeDto | null;

  @ApiProperty({ minimum: 0, maximum: 100, description: 'Per cent of the maximum mark' })
  passMark: number;

  @ApiProperty({ enum: ['provisional', 'set'] })
  passMarkStatus: QuizView['passMarkStatus'];

  @ApiProperty({ description: 'The pass mark was not yet set by a panel' })
  provisional: boolean;

  @ApiProperty({ type: PassMarkSetDto, nullable: true, description: 'Which panel set it' })
  passMarkSet: PassMarkSetDto | null;

  @ApiProperty({
    type: 'integer',
    description:
      'How many questions that everybody is asked fail the attempt when answered wrongly, whatever the total',
  })
  safetyCriticalQuestions: number;

  @ApiProperty({ description: 'Questions that are drawn at the start may be such' })
  drawsSafetyCritical: boolean;

  @ApiProperty({ type: AttemptsLeftDto })
  attempts: AttemptsLeftDto;

  @ApiProperty({ type: 'integer' })
  coolDownMinutes: number;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  openAttemptId: string | null;

  @ApiProperty({ type: RefusalDto, nullable: true, description: 'Why no attempt may begin now' })
  refusal: RefusalDto | null;
}

@ApiTags('Assessment')
@ApiBearerAuth()
@Controller('api/v1')
export class QuizzesController {
  constructor(private readonly quizzes: Quizzes) {}

  @Get('quizzes/:id')
  @Allow('quiz:read')
  @ApiOperation({ summary: 'A quiz before it begins, in the version that one would sit: everything but its questions' })
  @ApiOkResponse({ type: QuizDto, description: 'Its settings, and whether one may begin' })
  get(@Param('id', ParseUUIDPipe) quizId: string, @CurrentActor() actor: PersonActor): Promise<QuizDto> {
    return this.quizzes.get(quizId, actor.id);
  }
}
