import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { EXCHANGE_FORMATS, type KnownFormat } from '../exchange-formats';
import type { ImportedQuestion, ImportReport } from '../import-report';

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

export class PictureDto {
  @ApiProperty({ description: 'What a question names as `image.src`', example: `media/${'0'.repeat(64)}` })
  src: string;

  @ApiProperty({ example: 'image/png' })
  type: string;

  @ApiProperty({ description: 'Bytes' })
  size: number;
}
