import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsObject, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { REGRADE_POLICIES, type Key, type RegradePolicy } from '../../../assessment/regrade-view';
import { PageQuery } from '../../../kernel/page-query';

const CHANGES = ['loses-pass', 'gains-pass', 'lower', 'higher', 'same'];
const RESULT_STATES = ['graded', 'awaiting-marking', 'held-back'];
const STATES = ['dry-run', 'proposed', 'approved', 'declined', 'withdrawn'];
const MOMENT = { type: String, format: 'date-time' } as const;

/** What is to be scored anew, and how. */
export class RegradeDto {
  @ApiProperty({ maxLength: 2000, description: 'Why. Candidates whose result changes are told it; kept sealed' })
  @IsString({ message: 'is text' })
  @MinLength(3, { message: 'is missing: say why, for the candidates' })
  @MaxLength(2000, { message: 'has at most 2000 characters' })
  reason: string;

  @ApiProperty({
    enum: REGRADE_POLICIES,
    description:
      'new-key: by the corrected key. accept-two-keys: by the old or the new one, whichever gives more. void-item: it counts neither for the mark nor for the maximum. full-marks: for everybody who was asked. never-lower: the new key, and no score is lowered by it',
  })
  @IsIn(REGRADE_POLICIES, { message: `is one of ${REGRADE_POLICIES.join(', ')}` })
  policy: RegradePolicy;

  @ApiPropertyOptional({
    description:
      'Id or slug of the question. Needed for void-item, full-marks and where a key is given; absent otherwise: every question that has a newer approved version with another key',
  })
  @IsOptional()
  @IsString({ message: 'is the id or slug of a question' })
  @MaxLength(80, { message: 'has at most 80 characters' })
  question?: string;

  @ApiPropertyOptional({
    type: Object,
    example: { correct: ['pleura'] },
    description:
      'The right key, where no newer version says it: correct (slugs of options or regions), answer and tolerance, answers (texts), order (slugs) or pairs (slug of a stem: words of its match)',
  })
  @IsOptional()
  @IsObject({ message: 'is an object' })
  key?: Key;

  @ApiPropertyOptional({ default: false, description: 'With any policy: no score is lowered' })
  @IsOptional()
  @IsBoolean({ message: 'is true or false' })
  neverLower?: boolean;

  @ApiPropertyOptional({ default: false, description: 'Only say what it would change: 200, and nothing is kept' })
  @IsOptional()
  @IsBoolean({ message: 'is true or false' })
  dryRun?: boolean;
}

/** What a second person says to it. */
export class ApproveRegradeDto {
  @ApiPropertyOptional({ description: 'Of the differences that were seen; those of the proposal unless told' })
  @IsOptional()
  @Matches(/^[0-9a-f]{64}$/, { message: 'is a SHA-256 in lower-case hexadecimal' })
  digest?: string;

  @ApiPropertyOptional({ maxLength: 2000, description: 'Kept sealed' })
  @IsOptional()
  @IsString({ message: 'is text' })
  @MaxLength(2000, { message: 'has at most 2000 characters' })
  note?: string;
}

export class DeclineRegradeDto {
  @ApiPropertyOptional({ maxLength: 2000, description: 'Kept sealed' })
  @IsOptional()
  @IsString({ message: 'is text' })
  @MaxLength(2000, { message: 'has at most 2000 characters' })
  note?: string;
}

export class RegradesQuery extends PageQuery {}

class RegradeStandingDto {
  @ApiProperty()
  mark: number;

  @ApiProperty()
  maxMark: number;

  @ApiProperty({ minimum: 0, maximum: 100 })
  percentage: number;

  @ApiProperty()
  passed: boolean;

  @ApiProperty({ description: 'The pass mark was not yet set by a panel' })
  provisional: boolean;

  @ApiProperty({ type: [String] })
  failedSafetyTopics: readonly string[];
}

class RegradePersonDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, nullable: true })
  name: string | null;
}

class RegradeDifferenceDto {
  @ApiProperty({ format: 'uuid' })
  attemptId: string;

  @ApiProperty({ type: 'integer', description: '1, 2, 3 … of that person at this quiz' })
  number: number;

  @ApiProperty({ type: RegradePersonDto, nullable: true, description: '`null`: somebody whom one may not see' })
  person: RegradePersonDto | null;

  @ApiProperty({
    enum: RESULT_STATES,
    description:
      'awaiting-marking: people have still to mark a part of it. held-back: a panel has still to set what passes. Neither is a pass yet, nor told its candidate',
  })
  state: string;

  @ApiProperty({ type: RegradeStandingDto })
  before: RegradeStandingDto;

  @ApiProperty({ type: RegradeStandingDto })
  after: RegradeStandingDto;

  @ApiProperty({ enum: CHANGES })
  change: string;
}

class RegradedQuestionDto {
  @ApiProperty({ format: 'uuid' })
  questionId: string;

  @ApiProperty({ format: 'uuid' })
  questionVersionId: string;

  @ApiProperty()
  slug: string;

  @ApiProperty({ type: 'integer' })
  version: number;

  @ApiProperty()
  prompt: string;

  @ApiProperty({ enum: ['new-key', 'accept-two-keys', 'void-item', 'full-marks'] })
  kind: string;

  @ApiProperty({ type: [String], description: 'In words' })
  keyBefore: readonly string[];

  @ApiProperty({ type: [String], nullable: true, description: 'In words; `null`: the key is not the point' })
  keyAfter: readonly string[] | null;
}

export class RegradeTallyDto {
  @ApiProperty({ type: 'integer', description: 'Graded attempts that were asked it' })
  attempts: number;

  @ApiProperty({ type: 'integer' })
  passesGained: number;

  @ApiProperty({ type: 'integer' })
  passesLost: number;

  @ApiProperty({ type: 'integer', description: 'Of those whose pass stays as it is' })
  higher: number;

  @ApiProperty({ type: 'integer' })
  lower: number;

  @ApiProperty({ type: 'integer' })
  same: number;
}

class TouchedCertificateDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  number: string;

  @ApiProperty({ description: 'As it is now: a regrade changes no certificate' })
  status: string;

  @ApiProperty({ format: 'uuid' })
  personId: string;
}

class TouchedEnrolmentDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  personId: string;

  @ApiProperty({ enum: ['gains-pass', 'loses-pass'] })
  change: string;
}

class RegradeTouchesDto {
  @ApiProperty({ type: [TouchedCertificateDto], description: 'Resting on a pass that goes; of people one may see' })
  certificates: readonly TouchedCertificateDto[];

  @ApiProperty({ type: [TouchedEnrolmentDto], description: 'Of people whose pass comes or goes; whom one may see' })
  enrolments: readonly TouchedEnrolmentDto[];

  @ApiProperty({ type: 'integer', description: 'Certificates and enrolments of people whom one may not see' })
  others: number;
}

class RegradedQuizDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  slug: string;

  @ApiProperty()
  title: string;

  @ApiProperty()
  programme: string;
}

export class RegradeSummaryDto {
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: '`null`: a dry run, of which nothing is kept',
  })
  id: string | null;

  @ApiProperty({ type: 'integer', nullable: true, description: '1, 2, 3 … of the quiz' })
  number: number | null;

  @ApiProperty({ enum: STATES })
  state: string;

  @ApiProperty({ type: RegradedQuizDto })
  quiz: RegradedQuizDto;

  @ApiProperty({ enum: REGRADE_POLICIES })
  policy: string;

  @ApiProperty()
  neverLower: boolean;

  @ApiProperty({ type: String, nullable: true, description: '`null`: erased with who wrote it' })
  reason: string | null;

  @ApiProperty({ type: RegradeTallyDto })
  summary: RegradeTallyDto;

  @ApiProperty({ type: RegradePersonDto, nullable: true })
  proposedBy: RegradePersonDto | null;

  @ApiProperty({ ...MOMENT, nullable: true })
  proposedAt: Date | null;

  @ApiProperty({ type: RegradePersonDto, nullable: true })
  decidedBy: RegradePersonDto | null;

  @ApiProperty({ ...MOMENT, nullable: true })
  decidedAt: Date | null;
}

export class RegradeAnswerDto extends RegradeSummaryDto {
  @ApiProperty({ type: [RegradedQuestionDto] })
  questions: readonly RegradedQuestionDto[];

  @ApiProperty({ type: [RegradeDifferenceDto], description: 'Of each attempt, those first whose pass goes' })
  differences: readonly RegradeDifferenceDto[];

  @ApiProperty({ type: RegradeTouchesDto })
  touches: RegradeTouchesDto;

  @ApiProperty({ description: 'SHA-256 of the differences: what an approval refers to' })
  digest: string;

  @ApiProperty({ description: 'Attempts were graded since it was proposed: look again before approving' })
  isStale: boolean;
}

export class RegradeListDto {
  @ApiProperty({ type: [RegradeSummaryDto] })
  items: RegradeSummaryDto[];

  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}
