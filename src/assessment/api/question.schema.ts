import { ApiProperty } from '@nestjs/swagger';
import { REVIEW_STATES, type ReviewState } from '../domain/review-state';
import type { OriginView, QuestionSummary, QuestionVersionView, QuestionView } from '../question-view';
import { TYPES } from './question.dto';

export class StepDto {
  @ApiProperty({ enum: REVIEW_STATES, type: String, nullable: true, description: '`null`: it was written' })
  fromState: ReviewState | null;

  @ApiProperty({ enum: REVIEW_STATES })
  toState: ReviewState;

  @ApiProperty({ format: 'date-time' })
  at: Date;

  @ApiProperty({ format: 'uuid', description: 'Of the person' })
  by: string;

  @ApiProperty({ type: String, nullable: true })
  note: string | null;
}

export class ShortcomingDto {
  @ApiProperty({ example: 'rationale' })
  path: string;

  @ApiProperty({ example: 'is missing: why the key is the key' })
  message: string;
}

export class QuestionVersionDto implements QuestionVersionView {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  number: number;

  @ApiProperty({ description: 'SHA-256 over the canonical JSON of the content' })
  digest: string;

  @ApiProperty({ format: 'date-time' })
  recordedAt: Date;

  @ApiProperty({ enum: REVIEW_STATES })
  state: ReviewState;

  @ApiProperty({ type: Object, description: 'As written by its author, with key, feedback and rationale' })
  content: QuestionVersionView['content'];

  @ApiProperty({ type: [StepDto], description: 'None where it came with the package of its programme' })
  steps: readonly StepDto[];

  @ApiProperty({ type: [ShortcomingDto], description: 'What it lacks before it may be approved' })
  missing: readonly ShortcomingDto[];
}

/** What writing answers. */
export class WrittenQuestionDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ type: QuestionVersionDto })
  version: QuestionVersionDto;
}

class ClonedFromDto {
  @ApiProperty({ format: 'uuid' })
  questionId: string;

  @ApiProperty()
  number: number;
}

class ImportedFromDto {
  @ApiProperty()
  format: string;

  @ApiProperty({ description: 'SHA-256' })
  fileDigest: string;
}

class OriginDto implements OriginView {
  @ApiProperty({ enum: ['package', 'written', 'cloned', 'imported'] })
  kind: OriginView['kind'];

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Of the person' })
  by: string | null;

  @ApiProperty({ type: ClonedFromDto, nullable: true })
  clonedFrom: ClonedFromDto | null;

  @ApiProperty({ type: ImportedFromDto, nullable: true })
  imported: ImportedFromDto | null;
}

class AskedByDto {
  @ApiProperty({ format: 'uuid' })
  quizId: string;

  @ApiProperty()
  title: string;

  @ApiProperty()
  version: number;

  @ApiProperty()
  questionVersion: number;

  @ApiProperty({ enum: REVIEW_STATES })
  state: ReviewState;
}

class DrawnByDto {
  @ApiProperty({ format: 'uuid' })
  quizId: string;

  @ApiProperty()
  title: string;

  @ApiProperty()
  questionVersion: number;
}

class ExposureDto {
  @ApiProperty({ format: 'uuid' })
  quizId: string;

  @ApiProperty()
  title: string;

  @ApiProperty({ description: 'Attempts that met it' })
  asked: number;

  @ApiProperty({ description: 'Attempts at the quiz in all' })
  attempts: number;
}

class UsageDto {
  @ApiProperty({ description: 'How many attempts met it, in whatever version' })
  attempts: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  lastUsedAt: Date | null;

  @ApiProperty({ type: [AskedByDto], description: 'Versions of quizzes that ask it of everybody' })
  quizzes: readonly AskedByDto[];

  @ApiProperty({ type: [DrawnByDto], description: 'Quizzes in use that may draw it from a pool' })
  pools: readonly DrawnByDto[];

  @ApiProperty({ type: [ExposureDto], description: 'At each quiz where it was met' })
  exposures: readonly ExposureDto[];
}

export class QuestionDto implements QuestionView {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ description: 'Of the newest version' })
  slug: string;

  @ApiProperty()
  programme: string;

  @ApiProperty({ type: OriginDto })
  origin: OriginDto;

  @ApiProperty({ type: [String] })
  tags: readonly string[];

  @ApiProperty({ type: [QuestionVersionDto] })
  versions: readonly QuestionVersionDto[];

  @ApiProperty({ type: UsageDto })
  usage: UsageDto;
}

class QuestionSummaryDto implements QuestionSummary {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  programme: string;

  @ApiProperty()
  slug: string;

  @ApiProperty({ enum: TYPES })
  type: QuestionSummary['type'];

  @ApiProperty()
  prompt: string;

  @ApiProperty({ description: 'Empty: not said yet' })
  topic: string;

  @ApiProperty({ enum: ['recall', 'apply', 'analyse'], type: String, nullable: true })
  level: QuestionSummary['level'];

  @ApiProperty()
  safetyCritical: boolean;

  @ApiProperty({ type: [String] })
  competencies: readonly string[];

  @ApiProperty({ type: [String] })
  tags: readonly string[];

  @ApiProperty({ format: 'uuid', description: 'Of the newest version: what a slot of a quiz names' })
  versionId: string;

  @ApiProperty()
  version: number;

  @ApiProperty({ enum: REVIEW_STATES })
  state: ReviewState;

  @ApiProperty({ format: 'date-time' })
  recordedAt: Date;
}

export class QuestionListDto {
  @ApiProperty({ type: [QuestionSummaryDto] })
  items: QuestionSummaryDto[];

  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}
