import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { PageQuery } from '../../kernel/page-query';
import { REVIEW_STATES, type ReviewState } from '../domain/review-state';

export const TYPES = [
  'single',
  'multiple',
  'true-false',
  'matching',
  'ordering',
  'numeric',
  'short-text',
  'cloze',
  'hotspot',
  'essay',
] as const;

const CONTENT =
  'As `courses/schemas/question-draft.schema.json` has it, or one of a programme’s own quizzes. Absent: slugs, marks (1), ' +
  'feedback. Needed for approval: topic, level, rationale, competencies, facts or references';

function Content() {
  return (target: object, name: string) => {
    ApiProperty({
      type: Object,
      description: CONTENT,
      example: {
        type: 'single',
        prompt: 'Which layer covers the lung?',
        options: [
          { text: 'The pleura', correct: true },
          { text: 'The periosteum', correct: false },
        ],
      },
    })(target, name);
    IsObject({ message: 'is a question' })(target, name);
  };
}

function Tags(description: string) {
  return (target: object, name: string) => {
    ApiPropertyOptional({ type: [String], description, example: ['anatomy'] })(target, name);
    IsOptional()(target, name);
    IsArray({ message: 'is a list' })(target, name);
    ArrayMaxSize(50, { message: 'has at most 50 members' })(target, name);
    IsString({ each: true, message: 'is a list of words' })(target, name);
  };
}

/** A new question of the bank. */
export class WriteQuestionDto {
  @ApiProperty({ example: 'dry-needling', description: 'The programme to which it belongs' })
  @IsString({ message: 'is the slug of a programme' })
  @MaxLength(80, { message: 'has at most 80 characters' })
  programme: string;

  @Content()
  content: Record<string, unknown>;

  @Tags('Labels; they belong to the question, not to a version')
  tags?: string[];
}

/** What a question says from now on. */
export class EditQuestionDto {
  @Content()
  content: Record<string, unknown>;
}

export class NoteDto {
  @ApiPropertyOptional({ maxLength: 2000, description: 'Kept sealed' })
  @IsOptional()
  @IsString({ message: 'is text' })
  @MaxLength(2000, { message: 'has at most 2000 characters' })
  note?: string;
}

/** What a second person decides. */
export class DecisionDto extends NoteDto {
  @ApiProperty({ enum: ['approved', 'returned'] })
  @IsIn(['approved', 'returned'], { message: 'is approved or returned' })
  outcome: 'approved' | 'returned';
}

export class CloneDto {
  @ApiPropertyOptional({ minimum: 1, description: 'Which version it begins with; the newest unless told' })
  @IsOptional()
  @IsInt({ message: 'is a whole number' })
  @Min(1, { message: 'is 1 or more' })
  @Max(1_000_000, { message: 'is not a version that there is' })
  version?: number;
}

/** Tags for many questions at once. */
export class TagQuestionsDto {
  @ApiProperty({ type: [String], format: 'uuid', maxItems: 1000 })
  @IsArray({ message: 'is a list' })
  @ArrayNotEmpty({ message: 'names one question at least' })
  @ArrayMaxSize(1000, { message: 'has at most 1000 members' })
  @IsUUID('all', { each: true, message: 'is a list of ids' })
  questions: string[];

  @Tags('Put on')
  add?: string[];

  @Tags('Taken off')
  remove?: string[];
}

function Facet(description: string, example?: string) {
  return (target: object, name: string) => {
    ApiPropertyOptional({ description, example })(target, name);
    IsOptional()(target, name);
    IsString({ message: 'is text' })(target, name);
    MinLength(1, { message: 'is not empty' })(target, name);
    MaxLength(200, { message: 'has at most 200 characters' })(target, name);
  };
}

/** By what the bank is narrowed. */
export class QuestionsQuery extends PageQuery {
  @Facet('Slug', 'dry-needling')
  programme?: string;

  @ApiPropertyOptional({ type: [String], description: 'All of them, where there are several' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? [value] : value))
  @IsArray({ message: 'is a tag, or several' })
  @ArrayMaxSize(20, { message: 'are at most 20' })
  @IsString({ each: true, message: 'is text' })
  @MaxLength(60, { each: true, message: 'has at most 60 characters' })
  tag?: string[];

  @ApiPropertyOptional({ enum: TYPES })
  @IsOptional()
  @IsIn(TYPES, { message: `is one of ${TYPES.join(', ')}` })
  type?: (typeof TYPES)[number];

  @Facet('Of the newest version, word for word', 'Pneumothorax')
  topic?: string;

  @ApiPropertyOptional({ enum: ['recall', 'apply', 'analyse'] })
  @IsOptional()
  @IsIn(['recall', 'apply', 'analyse'], { message: 'is recall, apply or analyse' })
  level?: 'recall' | 'apply' | 'analyse';

  @ApiPropertyOptional({ enum: REVIEW_STATES, description: 'Of the newest version' })
  @IsOptional()
  @IsIn(REVIEW_STATES, { message: `is one of ${REVIEW_STATES.join(', ')}` })
  state?: ReviewState;

  @Facet('Id', 'C11')
  competency?: string;

  @Facet('Words in any order, whatever their capitals and accents')
  text?: string;
}
