import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsObject, IsOptional, IsUUID, Max, Min, ValidateIf } from 'class-validator';
import { PageQuery } from '../../kernel/page-query';

/** What a candidate sends to begin. */
export class StartAttemptDto {
  @ApiPropertyOptional({ description: 'That the work will be the candidate’s own' })
  @IsOptional()
  @IsBoolean({ message: 'is true or false' })
  declaration?: boolean;
}

const RESPONSES =
  'single, true/false `{ "choice": id }` · multiple `{ "choices": [id] }` · matching `{ "pairs": { stemId: optionId } }` · ' +
  'ordering `{ "order": [id] }` · numeric `{ "number": 2.5, "unit"?: "mm" }` · short text and essay `{ "text": "…" }` · ' +
  'cloze `{ "gaps": { gapId: response } }` · hotspot `{ "points": [{ "x": 0..1, "y": 0..1 }] }` · `null` clears';

/** What a candidate’s browser sends whenever an answer changes. */
export class SaveResponseDto {
  @ApiProperty({
    type: 'integer',
    minimum: 0,
    example: 7,
    description: 'Counted by the browser, higher from packet to packet',
  })
  @IsInt({ message: 'is a whole number' })
  @Min(0, { message: 'is 0 or more' })
  @Max(Number.MAX_SAFE_INTEGER, { message: `is at most ${Number.MAX_SAFE_INTEGER}` })
  sequence: number;

  @ApiProperty({
    type: Object,
    nullable: true,
    example: { choice: '0b9d5b8e-5d0e-5a5e-9b1c-2f6d8f1f6a11' },
    description: RESPONSES,
  })
  @ValidateIf((_, value) => value !== null)
  @IsObject({ message: 'is an object as the type of the question has it, or null to clear' })
  response: Record<string, unknown> | null;

  @ApiPropertyOptional({ type: 'integer', enum: [1, 2, 3], description: 'How sure the candidate is' })
  @IsOptional()
  @IsIn([1, 2, 3], { message: 'is 1, 2 or 3' })
  certainty?: number;
}

/** What may come with the wish to have an answer checked: the answer itself, to be saved first. */
export class CheckResponseDto {
  @ApiPropertyOptional({ minimum: 0, example: 8, description: 'As for saving; needed where a response comes with it' })
  @ValidateIf(({ sequence, response, certainty }: CheckResponseDto) =>
    [sequence, response, certainty].some((value) => value !== undefined),
  )
  @IsInt({ message: 'is a whole number' })
  @Min(0, { message: 'is 0 or more' })
  @Max(Number.MAX_SAFE_INTEGER, { message: `is at most ${Number.MAX_SAFE_INTEGER}` })
  sequence?: number;

  @ApiPropertyOptional({ type: Object, nullable: true, description: RESPONSES })
  @ValidateIf(({ sequence }: CheckResponseDto, value) => sequence !== undefined && value !== null)
  @IsObject({ message: 'is an object as the type of the question has it, or null to clear' })
  response?: Record<string, unknown> | null;

  @ApiPropertyOptional({ enum: [1, 2, 3], description: 'How sure the candidate is' })
  @IsOptional()
  @IsIn([1, 2, 3], { message: 'is 1, 2 or 3' })
  certainty?: number;
}

/** Which attempts to list. */
export class AttemptsQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Of this quiz alone' })
  @IsOptional()
  @IsUUID()
  quiz?: string;
}
