import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsNumber, IsObject, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type { MarkGiven, MarkingTask } from '../marking-view';

const TASKS = ['mark', 'reconciliation', 'change'] as const;

/** What somebody gives an answer. */
export class GiveMarkDto implements MarkGiven {
  @ApiProperty({
    type: Object,
    example: { recognises: 2, acts: 1 },
    description: 'Points by the slug of each criterion: those of one of its levels',
  })
  @IsObject({ message: 'is an object of points by criterion' })
  points: Record<string, unknown>;

  @ApiPropertyOptional({ maxLength: 5000, description: 'To the candidate; sealed under their key' })
  @IsOptional()
  @IsString({ message: 'is text' })
  @MaxLength(5000, { message: 'has at most 5000 characters' })
  comment?: string;

  @ApiPropertyOptional({ maxLength: 2000, description: 'To those who mark; needed where it decides or changes' })
  @IsOptional()
  @IsString({ message: 'is text' })
  @MaxLength(2000, { message: 'has at most 2000 characters' })
  note?: string;

  @ApiPropertyOptional({
    enum: TASKS,
    default: 'mark',
    description: 'reconciliation: decides between two marks that lie apart. change: of what was decided',
  })
  @IsOptional()
  @IsIn(TASKS, { message: `is one of ${TASKS.join(', ')}` })
  task?: MarkingTask;
}

export class MarkingPlanDto {
  @ApiProperty({ minimum: 0, maximum: 100, description: 'Per cent of the answers that two people mark' })
  @IsNumber({}, { message: 'is a number' })
  @Min(0, { message: 'is 0 or more' })
  @Max(100, { message: 'is 100 or less' })
  doubleShare: number;

  @ApiProperty({ minimum: 0, description: 'Points by which two marks may differ and still count by their mean' })
  @IsNumber({}, { message: 'is a number' })
  @Min(0, { message: 'is 0 or more' })
  @Max(1000, { message: 'is 1000 or less' })
  tolerance: number;
}

export class MarkingPlanAnswerDto {
  @ApiProperty({
    type: MarkingPlanDto,
    nullable: true,
    description:
      '`null`: nobody has set one; an essay on safety is marked twice, any other once, and one point is tolerated',
  })
  plan: MarkingPlanDto | null;
}

class PiledQuizDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  title: string;

  @ApiProperty()
  programme: string;
}

class PiledQuestionDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  slug: string;

  @ApiProperty({ type: 'integer' })
  version: number;

  @ApiProperty()
  prompt: string;
}

class MarkingPileDto {
  @ApiProperty({ type: PiledQuizDto })
  quiz: PiledQuizDto;

  @ApiProperty({ type: PiledQuestionDto })
  question: PiledQuestionDto;

  @ApiProperty({ format: 'uuid' })
  questionVersionId: string;

  @ApiProperty({ type: 'integer', description: 'Answers that one may mark, and has not' })
  waiting: number;

  @ApiProperty({ type: 'integer', description: 'Answers whose two marks lie apart' })
  reconciling: number;

  @ApiProperty({ type: 'integer', description: 'Answers that one has marked and another has not' })
  waitingForOthers: number;
}

export class MarkingQueueDto {
  @ApiProperty({ type: [MarkingPileDto] })
  items: readonly MarkingPileDto[];

  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

class RubricLevelDto {
  @ApiProperty()
  points: number;

  @ApiProperty()
  description: string;
}

class RubricCriterionDto {
  @ApiProperty()
  slug: string;

  @ApiProperty()
  title: string;

  @ApiProperty({ type: [RubricLevelDto] })
  levels: readonly RubricLevelDto[];
}

class GivenMarkDto {
  @ApiProperty({ enum: ['mark', 'decision', 'change'] })
  kind: string;

  @ApiProperty({ example: 'Marker 1', description: 'Not who it was' })
  by: string;

  @ApiProperty({ type: Object })
  points: Readonly<Record<string, number>>;

  @ApiProperty()
  total: number;

  @ApiProperty({ type: String, nullable: true })
  comment: string | null;

  @ApiProperty({ type: String, nullable: true })
  note: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  markedAt: Date;
}

export class AnswerToMarkDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ example: 'Answer 7F3A', description: 'Nothing tells whose it is' })
  pseudonym: string;

  @ApiProperty({ format: 'uuid' })
  quizId: string;

  @ApiProperty({ format: 'uuid' })
  questionVersionId: string;

  @ApiProperty()
  prompt: string;

  @ApiPropertyOptional({ enum: ['plain'] })
  format: 'plain' | undefined;

  @ApiProperty({ type: [RubricCriterionDto] })
  rubric: readonly RubricCriterionDto[];

  @ApiProperty({ type: String, nullable: true })
  modelAnswer: string | null;

  @ApiProperty()
  maxMark: number;

  @ApiProperty({ type: String, nullable: true, description: '`null`: erased with its writer' })
  text: string | null;

  @ApiProperty({ type: 'integer' })
  words: number;

  @ApiProperty({ enum: TASKS })
  task: string;

  @ApiProperty({
    type: [GivenMarkDto],
    description: 'Those given so far, where one may see them: not before one’s own',
  })
  marks: readonly GivenMarkDto[];
}

export class NextAnswerDto {
  @ApiProperty({ type: AnswerToMarkDto, nullable: true, description: '`null`: nothing of this question waits for you' })
  answer: AnswerToMarkDto | null;
}

export class MarkedDto {
  @ApiProperty({ enum: ['nothing', 'second-mark', 'reconciliation'], description: 'What the answer still needs' })
  needs: string;
}

class AgreementDto {
  @ApiProperty({ type: 'integer', description: 'Answers that were marked twice' })
  n: number;

  @ApiProperty({ type: Number, nullable: true, description: 'Quadratic weighted kappa; `null`: not defined' })
  kappa: number | null;

  @ApiProperty({ type: Object, nullable: true, description: '95 %: `{ low, high }`, by the jackknife' })
  interval: { low: number; high: number } | null;

  @ApiProperty({ type: Number, nullable: true, description: 'The share with the same mark twice' })
  exact: number | null;

  @ApiProperty({ type: Number, nullable: true, description: 'First less second, in points, in the mean' })
  meanDifference: number | null;
}

class CriterionAgreementDto extends AgreementDto {
  @ApiProperty()
  slug: string;

  @ApiProperty()
  title: string;
}

class PairAgreementDto extends AgreementDto {
  @ApiProperty({ type: [String], format: 'uuid' })
  markers: readonly [string, string];
}

class QuestionAgreementDto {
  @ApiProperty({ format: 'uuid' })
  questionVersionId: string;

  @ApiProperty()
  slug: string;

  @ApiProperty({ type: 'integer' })
  version: number;

  @ApiProperty({ type: AgreementDto })
  overall: AgreementDto;

  @ApiProperty({ type: [CriterionAgreementDto] })
  criteria: readonly CriterionAgreementDto[];

  @ApiProperty({ type: [PairAgreementDto] })
  pairs: readonly PairAgreementDto[];
}

export class MarkingAgreementDto {
  @ApiProperty({ type: [QuestionAgreementDto] })
  items: readonly QuestionAgreementDto[];

  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}
