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

/** Where results wait for a panel nothing of them is told. */
export class HeldBackDto {
  @ApiProperty({ enum: ['held-back'] })
  state: 'held-back';
}

class ChoiceDto {
  @ApiProperty()
  id: string;

  @ApiProperty()
  text: string;
}

class GapDto {
  @ApiProperty()
  id: string;

  @ApiProperty({ enum: ['single', 'short-text', 'numeric'] })
  type: string;

  @ApiPropertyOptional({ type: [ChoiceDto] })
  options?: readonly ChoiceDto[];
}

class GridDto {
  @ApiProperty({ description: 'A, B, C … from the left' })
  columns: number;

  @ApiProperty({ description: '1, 2, 3 … from the top; a cell stands for its middle' })
  rows: number;
}

class ImageDto {
  @ApiProperty()
  url: string;

  @ApiProperty({ description: 'What it shows, for those who cannot see it' })
  alt: string;

  @ApiPropertyOptional({ description: 'Pixels' })
  width?: number;

  @ApiPropertyOptional({ description: 'Pixels' })
  height?: number;

  @ApiPropertyOptional({ type: GridDto, description: 'Hotspot: the cells by which a point is set without a mouse' })
  grid?: GridDto;
}

class CaseDto {
  @ApiProperty({ format: 'uuid', description: 'Questions with the same one rest on the same situation' })
  id: string;

  @ApiProperty()
  title: string;

  @ApiProperty({ description: 'Markdown' })
  text: string;
}

class WordsDto {
  @ApiPropertyOptional()
  minimum?: number;

  @ApiPropertyOptional()
  maximum?: number;
}

export const BEHAVIOURS = ['deferred', 'immediate', 'several-tries', 'certainty'];
const OUTCOMES = ['right', 'partly-right', 'wrong', 'not-answered', 'awaiting-marking'];

class CheckResultDto {
  @ApiProperty({ description: '1, 2, 3 … of this question' })
  number: number;

  @ApiProperty({ description: 'Of the response that was checked' })
  sequence: number;

  @ApiProperty({ type: String, enum: OUTCOMES, nullable: true })
  outcome: string | null;

  @ApiProperty({ type: [String], description: 'On what was chosen' })
  feedback: readonly string[];

  @ApiProperty({ type: String, nullable: true, description: 'What the author says after this wrong try' })
  hint: string | null;

  @ApiPropertyOptional({ type: [String], description: 'Once the answer stands, where the review rule shows it' })
  key?: readonly string[];

  @ApiPropertyOptional()
  rationale?: string;
}

export class AnswerCheckDto {
  @ApiProperty({ description: 'How many times an answer may be checked' })
  tries: number;

  @ApiProperty({ description: 'How many of them are left' })
  left: number;

  @ApiProperty({ description: 'The answer stands: it was right, or every try is used' })
  isFinished: boolean;

  @ApiProperty({ type: CheckResultDto, nullable: true })
  last: CheckResultDto | null;
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

  @ApiProperty({
    enum: [
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
    ],
  })
  type: string;

  @ApiProperty({ description: 'Markdown, unless `format` says plain; `{{id}}` stands for a gap' })
  prompt: string;

  @ApiPropertyOptional({ enum: ['plain'], description: 'Texts are shown letter by letter' })
  format?: 'plain';

  @ApiPropertyOptional({ type: CaseDto })
  case?: CaseDto;

  @ApiPropertyOptional({ type: ImageDto })
  image?: ImageDto;

  @ApiProperty()
  maxMark: number;

  @ApiPropertyOptional({ type: [ChoiceDto] })
  options?: readonly ChoiceDto[];

  @ApiPropertyOptional({ type: [ChoiceDto] })
  stems?: readonly ChoiceDto[];

  @ApiPropertyOptional({ type: [GapDto], description: 'Cloze' })
  gaps?: readonly GapDto[];

  @ApiPropertyOptional({ type: UnitDto, description: 'Numeric' })
  unit?: UnitDto;

  @ApiPropertyOptional({ description: 'Hotspot: the most points that may be set' })
  points?: number;

  @ApiPropertyOptional({ type: WordsDto, description: 'Essay' })
  words?: WordsDto;

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

  @ApiProperty({ description: 'Marked by the candidate to come back to' })
  flagged: boolean;
  @ApiProperty({ type: AnswerCheckDto, nullable: true, description: 'Where answers are checked under way' })
  checks: AnswerCheckDto | null;
}

class EssayCriterionDto {
  @ApiProperty()
  title: string;

  @ApiProperty()
  points: number;

  @ApiProperty({ description: 'At the best level' })
  most: number;

  @ApiProperty({ type: String, nullable: true, description: 'Of the level; `null`: between two of them' })
  level: string | null;
}

class EssayReviewDto {
  @ApiProperty({ type: [EssayCriterionDto] })
  criteria: readonly EssayCriterionDto[];

  @ApiProperty({ type: [String], description: 'Of those who marked it' })
  comments: readonly string[];
}

class ItemReviewDto {
  @ApiProperty({ type: 'integer' })
  slot: number;

  @ApiProperty()
  topic: string;

  @ApiProperty()
  safetyCritical: boolean;

  @ApiProperty({ type: Number, nullable: true, description: '`null`: not to be seen at this time, or not marked yet' })
  mark: number | null;

  @ApiProperty()
  maxMark: number;

  @ApiProperty({
    type: String,
    enum: ['new-key', 'accept-two-keys', 'void-item', 'full-marks'],
    nullable: true,
    description: 'How a regrade had it scored; void-item: it counts no more',
  })
  regraded: string | null;

  @ApiProperty({ type: String, enum: OUTCOMES, nullable: true })
  outcome: string | null;

  @ApiProperty({ type: [String], description: 'On what was chosen' })
  feedback: readonly string[];

  @ApiPropertyOptional({ type: [String], description: 'In words, where the review rule shows it at this time' })
  key?: readonly string[];

  @ApiPropertyOptional({ description: 'Why the key is the key' })
  rationale?: string;

  @ApiPropertyOptional({ type: EssayReviewDto, description: 'Of an essay that people have marked' })
  marking?: EssayReviewDto;
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

  @ApiProperty({
    enum: ['open', 'graded', 'awaiting-marking', 'held-back', 'void'],
    description:
      'held-back: the result opens once a panel has set what passes. void: not handed in in time where that is asked for; used up, and never marked',
  })
  state: string;

  @ApiProperty(MOMENT)
  startedAt: Date;

  @ApiProperty({ ...MOMENT, description: 'As it stands now: added minutes and breaks move it' })
  deadlineAt: Date;

  @ApiProperty({ ...MOMENT, type: String, nullable: true })
  endedAt: Date | null;

  @ApiProperty({ type: GradeDto, nullable: true })
  result: GradeDto | null;
}

class ScoringDto extends GradeDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ type: 'integer', description: '1, 2, 3 … of the attempt' })
  number: number;

  @ApiProperty({ enum: ['submission', 'time-out', 'marking', 'regrade', 'cut-score'] })
  reason: string;

  @ApiProperty({ ...MOMENT, description: 'From when it counts, until the next one does' })
  inForceFrom: Date;

  @ApiProperty({ type: String, nullable: true, description: 'Why it was scored anew' })
  because: string | null;
}

export class AttemptDto extends AttemptSummaryDto {
  @ApiProperty({ type: 'integer', description: 'How long after the deadline a packet is still taken' })
  graceSeconds: number;

  @ApiProperty({ ...MOMENT, description: 'By which a browser tells how far its own clock is off' })
  serverTime: Date;

  @ApiProperty({ description: 'By which somebody moved the deadline while it ran' })
  addedMinutes: number;

  @ApiProperty({ ...MOMENT, type: String, nullable: true, description: 'Since when the clock stands still' })
  onBreakSince: Date | null;

  @ApiProperty({ description: 'How long the clock may still stand still' })
  breakSecondsLeft: number;

  @ApiProperty({ enum: ['submit', 'grace', 'void'], description: 'What becomes of it when its time is over' })
  timeOut: 'submit' | 'grace' | 'void';

  @ApiProperty({ enum: ['one-page', 'paged', 'one-way'] })
  navigation: 'one-page' | 'paged' | 'one-way';

  @ApiProperty({
    type: 'array',
    items: { type: 'array', items: { type: 'integer' } },
    example: [[1], [2, 3]],
    description: 'The slots of each page',
  })
  pages: readonly (readonly number[])[];

  @ApiProperty({ minimum: 1, description: 'To go on from; where nobody goes back, those before it are closed' })
  page: number;
  @ApiProperty({ enum: BEHAVIOURS })
  behaviour: string;

  @ApiProperty({ type: [ItemDto] })
  items: readonly ItemDto[];

  @ApiProperty({ type: [ItemReviewDto], nullable: true, description: 'After grading' })
  review: readonly ItemReviewDto[] | null;

  @ApiProperty({ type: [ScoringDto], description: 'Every scoring that ever counted, the first one first' })
  scorings: readonly ScoringDto[];
}

export class AttemptListDto {
  @ApiProperty({ type: [AttemptSummaryDto] })
  items: readonly AttemptSummaryDto[];

  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}
