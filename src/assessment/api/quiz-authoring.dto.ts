import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsISO8601, IsObject, IsOptional, IsString, MaxLength, Matches } from 'class-validator';
import { PageQuery } from '../../kernel/page-query';
import { REVIEW_STATES, type ReviewState } from '../domain/review-state';
import type { QuizContent } from '../quiz-content';
import type { AuthoredQuiz, AuthoredQuizSummary, QuizVersionView, ScheduleView } from '../quiz-versions.service';
import { StepDto } from './question.schema';

function Content() {
  return (target: object, name: string) => {
    ApiProperty({
      type: Object,
      description:
        'As `courses/schemas/quiz-draft.schema.json` has it: settings, `slots` (a version of a question each), `pools` (drawn ' +
        'when an attempt starts) and `blueprint` (topic × cognitive level → count). A blueprint alone is drawn cell by cell',
      example: {
        title: 'Anatomy, first examination',
        timeLimitMinutes: 40,
        blueprint: [{ topic: 'Pneumothorax', level: 'apply', count: 2 }],
      },
    })(target, name);
    IsObject({ message: 'is a quiz' })(target, name);
  };
}

export class WriteQuizDto {
  @ApiProperty({ example: 'dry-needling', description: 'The programme whose people sit it' })
  @IsString({ message: 'is the slug of a programme' })
  @MaxLength(80, { message: 'has at most 80 characters' })
  programme: string;

  @Content()
  content: Record<string, unknown>;
}

export class EditQuizDto {
  @Content()
  content: Record<string, unknown>;
}

function Moment(description: string) {
  return (target: object, name: string) => {
    ApiPropertyOptional({ format: 'date-time', description })(target, name);
    IsOptional()(target, name);
    IsISO8601({ strict: true, strictSeparator: true }, { message: 'is a moment, ISO 8601' })(target, name);
    Matches(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/, {
      message: 'is a moment with its zone, such as 2026-11-22T09:00:00Z',
    })(target, name);
  };
}

/** When a version is sat. */
export class ScheduleQuizDto {
  @Moment('No attempt starts before; absent: at once')
  opensAt?: string;

  @Moment('No attempt starts from then on, and none goes on; absent: without end')
  closesAt?: string;
}

export class AuthoredQuizzesQuery extends PageQuery {
  @ApiPropertyOptional({ example: 'dry-needling' })
  @IsOptional()
  @IsString({ message: 'is the slug of a programme' })
  @MaxLength(80, { message: 'has at most 80 characters' })
  programme?: string;
}

class ScheduleDto implements ScheduleView {
  @ApiProperty()
  version: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  opensAt: Date | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  closesAt: Date | null;
}

class QuizVersionDto implements QuizVersionView {
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

  @ApiProperty({ type: Object })
  content: QuizContent;

  @ApiProperty({ type: [StepDto], description: 'None where it came with the package of its programme' })
  steps: readonly StepDto[];

  @ApiProperty({ description: 'How many rest on it' })
  attempts: number;
}

export class WrittenQuizDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ type: QuizVersionDto })
  version: QuizVersionDto;
}

export class AuthoredQuizDto implements AuthoredQuiz {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  programme: string;

  @ApiProperty()
  title: string;

  @ApiProperty({ description: 'It came with the package of its programme' })
  ofPackage: boolean;

  @ApiProperty({ type: ScheduleDto, nullable: true, description: 'Which version is sat, and when' })
  schedule: ScheduleDto | null;

  @ApiProperty({ type: [QuizVersionDto] })
  versions: readonly QuizVersionDto[];
}

class AuthoredQuizSummaryDto implements AuthoredQuizSummary {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  programme: string;

  @ApiProperty()
  title: string;

  @ApiProperty({ description: 'The newest' })
  version: number;

  @ApiProperty({ enum: REVIEW_STATES, description: 'Of the newest version' })
  state: ReviewState;

  @ApiProperty({ type: ScheduleDto, nullable: true })
  schedule: ScheduleDto | null;
}

export class AuthoredQuizListDto {
  @ApiProperty({ type: [AuthoredQuizSummaryDto] })
  items: AuthoredQuizSummaryDto[];

  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}
