import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/* What answers look like, for the OpenAPI document. The services' views say the same to the compiler. */

const MOMENT = { format: 'date-time' } as const;

export class ReceiptDto {
  @ApiProperty(MOMENT)
  savedAt: string;

  @ApiProperty({
    minLength: 64,
    maxLength: 64,
    description:
      'SHA-256, in lower-case hexadecimal, over the RFC 8785 canonical JSON of ' +
      '`{ attemptId, slot, sequence, response, savedAt }`, the response as it was sent',
  })
  receipt: string;
}

export class GradeDto {
  @ApiProperty()
  mark: number;

  @ApiProperty()
  maxMark: number;

  @ApiProperty({ minimum: 0, maximum: 100, description: 'Two decimals, never rounded up' })
  percentage: number;

  @ApiProperty()
  passed: boolean;

  @ApiProperty({ description: 'The pass mark was not yet set by a panel' })
  provisional: boolean;

  @ApiProperty({ type: [String], description: 'Topics of safety-critical questions that were not wholly right' })
  failedSafetyTopics: readonly string[];
}

export class SubmissionDto extends GradeDto {
  @ApiProperty({ enum: ['graded', 'awaiting-marking'] })
  state: 'graded' | 'awaiting-marking';
}

class ChoiceDto {
  @ApiProperty()
  id: string;

  @ApiProperty()
  text: string;
}

class UnitDto {
  @ApiProperty({ description: 'The candidate names the unit' })
  required: boolean;

  @ApiPropertyOptional({ description: 'Printed beside the field' })
  symbol?: string;
}

class ItemDto {
  @ApiProperty({ type: 'integer' })
  slot: number;

  @ApiProperty({ enum: ['single', 'multiple', 'true-false', 'matching', 'numeric'] })
  type: string;

  @ApiProperty()
  prompt: string;

  @ApiProperty()
  maxMark: number;

  @ApiPropertyOptional({ type: [ChoiceDto] })
  options?: readonly ChoiceDto[];

  @ApiPropertyOptional({ type: [ChoiceDto] })
  stems?: readonly ChoiceDto[];

  @ApiPropertyOptional({ type: UnitDto })
  unit?: UnitDto;

  @ApiProperty({ type: Object, nullable: true, description: 'As it was sent last' })
  response: unknown;

  @ApiProperty({ type: 'integer', nullable: true, description: 'The highest saved' })
  sequence: number | null;

  @ApiProperty({ type: 'integer', nullable: true })
  certainty: number | null;

  @ApiProperty({ ...MOMENT, type: String, nullable: true })
  savedAt: Date | null;

  @ApiProperty({ type: String, nullable: true })
  receipt: string | null;
}

class ItemReviewDto {
  @ApiProperty({ type: 'integer' })
  slot: number;

  @ApiProperty()
  topic: string;

  @ApiProperty()
  safetyCritical: boolean;

  @ApiProperty()
  mark: number;

  @ApiProperty()
  maxMark: number;

  @ApiProperty({ enum: ['right', 'partly-right', 'wrong', 'not-answered'] })
  outcome: string;

  @ApiProperty({ type: [String], description: 'On the options that were chosen, never the key' })
  feedback: readonly string[];
}

class AttemptQuizDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  slug: string;

  @ApiProperty()
  title: string;

  @ApiProperty()
  programme: string;
}

export class AttemptSummaryDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ type: AttemptQuizDto })
  quiz: AttemptQuizDto;

  @ApiProperty({ type: 'integer', description: '1, 2, 3 … of this person at this quiz' })
  number: number;

  @ApiProperty({ enum: ['open', 'graded'] })
  state: string;

  @ApiProperty(MOMENT)
  startedAt: Date;

  @ApiProperty(MOMENT)
  deadlineAt: Date;

  @ApiProperty({ ...MOMENT, type: String, nullable: true })
  endedAt: Date | null;

  @ApiProperty({ type: GradeDto, nullable: true })
  result: GradeDto | null;
}

export class AttemptDto extends AttemptSummaryDto {
  @ApiProperty({ type: 'integer', description: 'How long after the deadline a packet is still taken' })
  graceSeconds: number;

  @ApiProperty({ ...MOMENT, description: 'By which a browser tells how far its own clock is off' })
  serverTime: Date;

  @ApiProperty({ type: [ItemDto] })
  items: readonly ItemDto[];

  @ApiProperty({ type: [ItemReviewDto], nullable: true, description: 'After grading' })
  review: readonly ItemReviewDto[] | null;
}

export class AttemptListDto {
  @ApiProperty({ type: [AttemptSummaryDto] })
  items: readonly AttemptSummaryDto[];

  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}
