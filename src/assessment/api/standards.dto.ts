import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { PageQuery } from '../../kernel/page-query';
import { METHODS, type StandardMethod } from '../standard-view';

const MOMENT = { type: String, format: 'date-time' } as const;

export class StationResultDto {
  @ApiProperty({ description: 'Of the checklist' })
  @IsNumber({}, { message: 'is a number' })
  score: number;

  @ApiProperty({ description: 'The global rating' })
  @IsNumber({}, { message: 'is a number' })
  rating: number;
}

export class StationResultsDto {
  @ApiProperty({ description: 'The most that the checklist gives' })
  @IsNumber({}, { message: 'is a number' })
  @Min(0.01, { message: 'is more than 0' })
  maxScore: number;

  @ApiProperty({ description: 'The global rating that is borderline' })
  @IsNumber({}, { message: 'is a number' })
  borderline: number;

  @ApiProperty({ type: [StationResultDto], maxItems: 5000 })
  @IsArray({ message: 'is a list' })
  @ArrayMaxSize(5000, { message: 'has at most 5000 members' })
  @ValidateNested({ each: true })
  @Type(() => StationResultDto)
  results: StationResultDto[];
}

/** A panel to be called. */
export class CallPanelDto {
  @ApiProperty({ enum: METHODS })
  @IsIn(METHODS, { message: `is one of ${METHODS.join(', ')}` })
  method: StandardMethod;

  @ApiPropertyOptional({ format: 'uuid', description: 'Whose pass mark is set; not for borderline-regression' })
  @IsOptional()
  @IsUUID('all', { message: 'is the id of a quiz' })
  quizId?: string;

  @ApiPropertyOptional({ maxLength: 80, description: 'For borderline-regression: the name of the station' })
  @IsOptional()
  @IsString({ message: 'is text' })
  @MaxLength(80, { message: 'has at most 80 characters' })
  station?: string;

  @ApiProperty({
    maxLength: 5000,
    description: 'The candidate who is only just good enough: what every judge reads first',
  })
  @IsString({ message: 'is text' })
  @MinLength(10, { message: 'is missing: whom the judges have in mind' })
  @MaxLength(5000, { message: 'has at most 5000 characters' })
  borderline: string;

  @ApiPropertyOptional({ type: [String], format: 'uuid', description: 'Two or more instructors or assessors' })
  @IsOptional()
  @IsArray({ message: 'is a list' })
  @ArrayMaxSize(100, { message: 'has at most 100 members' })
  @IsUUID('all', { each: true, message: 'is a list of ids' })
  judges?: string[];

  @ApiPropertyOptional({ type: StationResultsDto, description: 'For borderline-regression' })
  @IsOptional()
  @ValidateNested()
  @Type(() => StationResultsDto)
  results?: StationResultsDto;
}

export class RateDto {
  @ApiProperty({ minimum: 1, description: 'The round that is open' })
  @IsInt({ message: 'is a whole number' })
  @Min(1, { message: 'is 1 or more' })
  @Max(1000, { message: 'is not a round that there is' })
  round: number;

  @ApiProperty({
    type: Object,
    description:
      'All of it, in per cent. angoff: by the key of each item. ebel: `{ items: { key: "essential/easy" }, grid: { "essential/easy": 95, … } }`. hofstee: leastCut, mostCut, leastFailing, mostFailing',
  })
  @IsObject({ message: 'is an object' })
  ratings: Record<string, unknown>;
}

export class ProposeCutDto {
  @ApiPropertyOptional({ minimum: 0, maximum: 100, description: 'Per cent; what the panel came to unless told' })
  @IsOptional()
  @IsNumber({ maxDecimalPlaces: 2 }, { message: 'is a number with at most two decimals' })
  @Min(0, { message: 'is 0 or more' })
  @Max(100, { message: 'is 100 or less' })
  adopted?: number;

  @ApiPropertyOptional({ maxLength: 2000, description: 'Needed where another is adopted; kept sealed' })
  @IsOptional()
  @IsString({ message: 'is text' })
  @MaxLength(2000, { message: 'has at most 2000 characters' })
  reason?: string;
}

export class CutNoteDto {
  @ApiPropertyOptional({ maxLength: 2000, description: 'Kept sealed' })
  @IsOptional()
  @IsString({ message: 'is text' })
  @MaxLength(2000, { message: 'has at most 2000 characters' })
  note?: string;
}

export class CutScoreDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ type: 'integer', description: '1, 2, 3 … of the panel' })
  number: number;

  @ApiProperty({ type: 'integer', nullable: true, description: 'On whose ratings it rests' })
  round: number | null;

  @ApiProperty({ description: 'Per cent of the maximum mark, rounded up to two decimals' })
  computed: number;

  @ApiProperty({ description: 'Per cent: what counts' })
  adopted: number;

  @ApiProperty({ type: Number, nullable: true, description: 'Of the computed one, in per cent' })
  standardError: number | null;

  @ApiProperty({ type: 'integer', nullable: true })
  judges: number | null;

  @ApiProperty({ description: 'SHA-256 of everything on which it rests' })
  ratingsDigest: string;

  @ApiProperty({ type: String, nullable: true })
  reason: string | null;

  @ApiProperty({ enum: ['proposed', 'approved', 'declined'] })
  state: string;

  @ApiProperty({ format: 'uuid' })
  proposedBy: string;

  @ApiProperty(MOMENT)
  proposedAt: Date;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  decidedBy: string | null;

  @ApiProperty({ ...MOMENT, nullable: true, description: 'Where it was approved: from when it counts' })
  decidedAt: Date | null;
}

export class CutScoresDto {
  @ApiProperty({ type: [CutScoreDto] })
  items: readonly CutScoreDto[];

  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

class CandidateQuestionDto {
  @ApiProperty()
  prompt: string;

  @ApiPropertyOptional({ enum: ['plain', 'markdown'] })
  format?: 'plain' | 'markdown';

  @ApiProperty({ type: [String], description: 'Its key in words' })
  answer: readonly string[];
}

class RatedItemDto {
  @ApiProperty()
  key: string;

  @ApiProperty()
  prompt: string;

  @ApiPropertyOptional({ enum: ['plain', 'markdown'] })
  format?: 'plain' | 'markdown';

  @ApiProperty()
  maxMark: number;

  @ApiProperty({ type: [String], description: 'The key in words' })
  answer: readonly string[];

  @ApiPropertyOptional({
    type: [CandidateQuestionDto],
    description: 'Of a pool: what could be drawn when the panel was called. Its cut holds for no other question',
  })
  candidates?: readonly CandidateQuestionDto[];
}

class PanelRoundDto {
  @ApiProperty({ type: 'integer' })
  round: number;

  @ApiProperty({ ...MOMENT, nullable: true, description: '`null`: it is open' })
  closedAt: Date | null;

  @ApiProperty({ type: [String], format: 'uuid', description: 'Judges who have rated' })
  rated: readonly string[];

  @ApiProperty({ type: Object, nullable: true, description: 'What one has said oneself' })
  own: Readonly<Record<string, unknown>> | null;

  @ApiProperty({
    type: Object,
    nullable: true,
    description:
      'Once it is closed: cut (per cent) or because, standardError, spread between judges, the cut and consistency of each judge, spread and facility of each item, details of the method',
  })
  result: object | null;
}

class PanelQuizDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  title: string;

  @ApiProperty({ format: 'uuid', description: 'Which version was judged' })
  version: string;
}

class HeldBackDto {
  @ApiProperty({ type: 'integer' })
  attempts: number;

  @ApiProperty({
    type: 'integer',
    description: 'Of them: asked something that this panel has not seen, so that its cut score does not open them',
  })
  beyondPanel: number;
}

export class StandardSettingDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ enum: METHODS })
  method: StandardMethod;

  @ApiProperty({ type: PanelQuizDto, nullable: true })
  quiz: PanelQuizDto | null;

  @ApiProperty({ type: String, nullable: true })
  station: string | null;

  @ApiProperty()
  borderline: string;

  @ApiProperty({ format: 'uuid' })
  chairId: string;

  @ApiProperty({ type: [String], format: 'uuid' })
  judgeIds: readonly string[];

  @ApiProperty(MOMENT)
  calledAt: Date;

  @ApiProperty({ type: [RatedItemDto] })
  items: readonly RatedItemDto[];

  @ApiProperty({ type: [PanelRoundDto] })
  rounds: readonly PanelRoundDto[];

  @ApiProperty({ type: Object, nullable: true, description: 'Of a station: as that of a round' })
  result: object | null;

  @ApiProperty({
    type: HeldBackDto,
    nullable: true,
    description: 'Attempts at its quiz whose results wait for a panel; `null`: none does',
  })
  heldBack: HeldBackDto | null;

  @ApiProperty({ type: [CutScoreDto] })
  cutScores: readonly CutScoreDto[];
}

export class StandardSettingsQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Panels of this quiz; those that one is on unless told' })
  @IsOptional()
  @IsUUID('all', { message: 'is the id of a quiz' })
  quiz?: string;
}

class StandardSettingSummaryDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ enum: METHODS })
  method: StandardMethod;

  @ApiProperty({ type: String, nullable: true })
  station: string | null;

  @ApiProperty({ format: 'uuid' })
  chairId: string;

  @ApiProperty(MOMENT)
  calledAt: Date;
}

export class StandardSettingListDto {
  @ApiProperty({ type: [StandardSettingSummaryDto] })
  items: readonly StandardSettingSummaryDto[];

  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}
