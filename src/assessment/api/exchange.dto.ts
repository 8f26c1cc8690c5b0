import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { EXCHANGE_FORMATS, type KnownFormat } from '../exchange-formats';
import type { ExportedQuestion, ExportReport } from '../export-report';
import type { ImportedQuestion, ImportReport } from '../import-report';
import { MOST_EXPORTED } from '../question-exports.service';
import { TYPES } from './question.dto';

function Format() {
  return (target: object, name: string) => {
    ApiProperty({ enum: EXCHANGE_FORMATS })(target, name);
    IsIn(EXCHANGE_FORMATS, { message: `is one of ${EXCHANGE_FORMATS.join(', ')}` })(target, name);
  };
}

function Slug() {
  return (target: object, name: string) => {
    ApiPropertyOptional({ description: 'Slug; needed where several programmes run' })(target, name);
    IsOptional()(target, name);
    IsString({ message: 'is the slug of a programme' })(target, name);
    MaxLength(80, { message: 'has at most 80 characters' })(target, name);
  };
}

export class ImportQuery {
  @Format()
  format: KnownFormat;

  @ApiPropertyOptional({ enum: ['true', 'false'], description: 'Tells what would become of the file; writes nothing' })
  @IsOptional()
  @IsIn(['true', 'false', '1', '0', ''], { message: 'is true or false' })
  dryRun?: string;

  @Slug()
  programme?: string;
}

export class ExportQuery {
  @Format()
  format: KnownFormat;

  @ApiPropertyOptional({ description: 'Only questions with this tag' })
  @IsOptional()
  @IsString({ message: 'is a tag' })
  @MaxLength(60, { message: 'has at most 60 characters' })
  tag?: string;

  @ApiPropertyOptional({ description: 'Only questions on this topic, word for word', example: 'Pneumothorax' })
  @IsOptional()
  @IsString({ message: 'is text' })
  @MaxLength(200, { message: 'has at most 200 characters' })
  topic?: string;

  @Slug()
  programme?: string;
}

class ImportedQuestionDto implements ImportedQuestion {
  @ApiProperty()
  name: string;

  @ApiProperty({ description: 'As its format calls it' })
  type: string;

  @ApiProperty({ enum: ['kept', 'changed', 'refused'] })
  outcome: ImportedQuestion['outcome'];

  @ApiProperty({ type: [String] })
  notes: readonly string[];

  @ApiPropertyOptional({ format: 'uuid', description: 'Of the draft in the bank' })
  questionId?: string;
}

export class ImportReportDto implements ImportReport {
  @ApiProperty()
  read: number;

  @ApiProperty()
  imported: number;

  @ApiProperty({ description: 'Of those imported' })
  changed: number;

  @ApiProperty()
  refused: number;

  @ApiProperty({ type: [ImportedQuestionDto] })
  questions: readonly ImportedQuestionDto[];
}

class ExportedQuestionDto implements ExportedQuestion {
  @ApiProperty({ format: 'uuid' })
  questionId: string;

  @ApiProperty({ description: 'Its short name' })
  name: string;

  @ApiProperty({ description: 'What it asks' })
  prompt: string;

  @ApiProperty({ enum: TYPES })
  type: ExportedQuestion['type'];

  @ApiProperty({
    enum: ['kept', 'changed', 'refused'],
    description: 'kept: read back in, it is the same; changed: all but what the notes name; refused: not in the file',
  })
  outcome: ExportedQuestion['outcome'];

  @ApiProperty({ type: [String], description: 'What the file does not carry, or why the question is not in it' })
  notes: readonly string[];
}

export class ExportReportDto implements ExportReport {
  @ApiProperty({ enum: EXCHANGE_FORMATS })
  format: KnownFormat;

  @ApiProperty({ description: 'Questions that fit: those exported and those refused, unless there is no file' })
  found: number;

  @ApiProperty({ description: 'Questions that one file takes', example: MOST_EXPORTED })
  most: number;

  @ApiProperty({ description: 'Questions in the file' })
  exported: number;

  @ApiProperty({ description: 'Of those exported' })
  changed: number;

  @ApiProperty({ description: 'Questions that are not in the file' })
  refused: number;

  @ApiPropertyOptional({ description: 'Why there is no file: more fit than it takes. Then no question is listed.' })
  refusal?: string;

  @ApiProperty({ type: [ExportedQuestionDto] })
  questions: readonly ExportedQuestionDto[];
}

export class PictureDto {
  @ApiProperty({ description: 'What a question names as `image.src`', example: `media/${'0'.repeat(64)}` })
  src: string;

  @ApiProperty({ example: 'image/png' })
  type: string;

  @ApiProperty({ description: 'Bytes' })
  size: number;
}
