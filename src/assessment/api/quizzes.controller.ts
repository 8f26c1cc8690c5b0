import { Controller, Get, Param, ParseUUIDPipe } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { Quizzes, type QuestionView, type QuizView } from '../quizzes.service';

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

  @ApiProperty({ enum: ['deferred'], description: 'When the candidate learns how they did: after handing in' })
  behaviour: 'deferred';

  @ApiProperty({ type: 'integer', description: 'How many' })
  questions: number;

  @ApiProperty()
  maxMark: number;

  @ApiProperty({ type: 'integer' })
  timeLimitMinutes: number;

  @ApiProperty({ type: 'integer' })
  graceSeconds: number;

  @ApiProperty({ minimum: 0, maximum: 100, description: 'Per cent of the maximum mark' })
  passMark: number;

  @ApiProperty({ enum: ['provisional', 'set'] })
  passMarkStatus: QuizView['passMarkStatus'];

  @ApiProperty({ description: 'The pass mark was not yet set by a panel' })
  provisional: boolean;

  @ApiProperty({
    type: 'integer',
    description: 'How many questions fail the attempt when answered wrongly, whatever the total',
  })
  safetyCriticalQuestions: number;

  @ApiProperty({ type: AttemptsLeftDto })
  attempts: AttemptsLeftDto;

  @ApiProperty({ type: 'integer' })
  coolDownMinutes: number;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  openAttemptId: string | null;

  @ApiProperty({ type: RefusalDto, nullable: true, description: 'Why no attempt may begin now' })
  refusal: RefusalDto | null;
}

class QuestionVersionDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ type: 'integer' })
  number: number;

  @ApiProperty({ description: 'SHA-256 over the canonical JSON of the content' })
  digest: string;

  @ApiProperty({ format: 'date-time' })
  recordedAt: Date;

  @ApiProperty({ type: Object, description: 'As written by its author, with key, feedback and rationale' })
  content: QuestionView['versions'][number]['content'];
}

export class QuestionDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  slug: string;

  @ApiProperty()
  programme: string;

  @ApiProperty({ type: [QuestionVersionDto] })
  versions: readonly QuestionVersionDto[];
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

  @Get('questions/:id')
  @Allow('question:read')
  @ApiOperation({ summary: 'A question with all its versions, key included: for those who teach' })
  @ApiOkResponse({ type: QuestionDto, description: 'The question and its versions' })
  question(@Param('id', ParseUUIDPipe) questionId: string): Promise<QuestionDto> {
    return this.quizzes.question(questionId);
  }
}
