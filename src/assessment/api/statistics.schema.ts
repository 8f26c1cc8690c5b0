import { ApiProperty } from '@nestjs/swagger';
import type {
  AnswerFigures,
  BandFigures,
  DecisionConsistency,
  Interval,
  ItemAnalysis,
  ItemReport,
  QuizItemReport,
  QuizStatisticsView,
  ScoreBin,
} from '../quiz-statistics';
import { ATTEMPTS_COUNTED, type AttemptsCounted } from '../quiz-statistics';

const figure = (description: string) => ApiProperty({ type: Number, nullable: true, description });

class IntervalDto implements Interval {
  @ApiProperty()
  low: number;

  @ApiProperty()
  high: number;
}

const interval = () => ApiProperty({ type: IntervalDto, nullable: true });

class TestIntervalsDto {
  @interval()
  mean: Interval | null;

  @interval()
  median: Interval | null;

  @interval()
  standardDeviation: Interval | null;

  @interval()
  skewness: Interval | null;

  @interval()
  kurtosis: Interval | null;

  @interval()
  internalConsistency: Interval | null;

  @interval()
  errorRatio: Interval | null;

  @interval()
  standardError: Interval | null;
}

class ItemIntervalsDto {
  @interval()
  facility: Interval | null;

  @interval()
  standardDeviation: Interval | null;

  @interval()
  effectiveWeight: Interval | null;

  @interval()
  discrimination: Interval | null;

  @interval()
  discriminativeEfficiency: Interval | null;
}

class BandDto implements BandFigures {
  @ApiProperty({ description: 'Attempts of that fifth that were asked the item' })
  n: number;

  @figure('0 to 1')
  facility: number | null;
}

class AnswerBandDto {
  @ApiProperty()
  n: number;

  @ApiProperty({ description: 'Attempts of that fifth that were asked the item' })
  of: number;

  @figure('0 to 1')
  share: number | null;
}

class AnswerDto implements AnswerFigures {
  @ApiProperty({ description: 'The option, or the kind of answer where there are none' })
  text: string;

  @ApiProperty({ type: Boolean, nullable: true, description: 'null: right in part, or no answer' })
  correct: boolean | null;

  @ApiProperty({ description: 'How many gave it' })
  n: number;

  @ApiProperty({ minimum: 0, maximum: 1 })
  share: number;

  @interval()
  interval: Interval | null;

  @ApiProperty({ type: [AnswerBandDto], description: 'By score quintile, the lowest first' })
  quintiles: AnswerFigures['quintiles'];

  @figure('Per cent: its correlation with the rest of the total')
  discrimination: number | null;
}

export class ItemReportDto implements ItemReport {
  @ApiProperty()
  slot: number;

  @ApiProperty()
  name: string;

  @ApiProperty({ description: 'Attempts that were asked it: every figure of the item rests on these' })
  n: number;

  @ApiProperty()
  maxMark: number;

  @ApiProperty({ description: 'Too few attempts for its figures to say much' })
  tooFew: boolean;

  @figure('0 to 1: the mean mark beside the maximum')
  facility: number | null;

  @figure('Marks')
  standardDeviation: number | null;

  @figure('0 to 1: what guessing earns on average')
  randomGuess: number | null;

  @figure('Per cent of the maximum mark of the test')
  intendedWeight: number | null;

  @figure('Per cent of what tells candidates apart')
  effectiveWeight: number | null;

  @ApiProperty({ description: 'Its covariance with the total is negative, so that it has no effective weight' })
  negativeCovariance: boolean;

  @figure('Per cent, −100 to 100: the correlation with the rest of the total')
  discrimination: number | null;

  @figure('Per cent of the covariance with the rest that could be reached')
  discriminativeEfficiency: number | null;

  @ApiProperty({ description: 'Its discriminative efficiency is below 15' })
  dubious: boolean;

  @ApiProperty({ type: ItemIntervalsDto })
  intervals: ItemReport['intervals'];

  @ApiProperty({ type: [BandDto], description: 'By score quintile, the lowest first' })
  quintiles: readonly BandFigures[];

  @ApiProperty({ type: [AnswerDto], description: 'Who answered what; empty where nothing but marks is known' })
  options: readonly AnswerFigures[];
}

class ScoreBinDto implements ScoreBin {
  @ApiProperty()
  from: number;

  @ApiProperty()
  to: number;

  @ApiProperty()
  n: number;
}

class DecisionConsistencyDto implements DecisionConsistency {
  @ApiProperty({ description: 'Marks' })
  cutScore: number;

  @ApiProperty()
  n: number;

  @ApiProperty({ minimum: 0, maximum: 1, description: 'Candidates who would twice pass or twice fail' })
  consistency: number;

  @figure('The same beyond chance: Cohen’s kappa')
  kappa: number | null;

  @ApiProperty()
  effectiveTestLength: number;
}

class TestReportDto implements Omit<ItemAnalysis, 'items'> {
  @ApiProperty({ description: 'Attempts on which the figures rest' })
  attempts: number;

  @ApiProperty()
  maxMark: number;

  @ApiProperty({ description: 'Too few attempts for the figures to say much' })
  tooFew: boolean;

  @ApiProperty({ description: 'Fewer attempts than this are too few' })
  enough: number;

  @figure('Marks')
  mean: number | null;

  @figure('Marks')
  median: number | null;

  @figure('Marks')
  standardDeviation: number | null;

  @figure('')
  skewness: number | null;

  @figure('')
  kurtosis: number | null;

  @figure('Per cent: Cronbach’s alpha')
  internalConsistency: number | null;

  @figure('Per cent of the standard deviation that is error')
  errorRatio: number | null;

  @figure('Marks')
  standardError: number | null;

  @ApiProperty({ description: 'Of the intervals', example: 0.95 })
  level: number;

  @ApiProperty({ type: TestIntervalsDto })
  intervals: ItemAnalysis['intervals'];

  @ApiProperty({ type: [ScoreBinDto] })
  distribution: readonly ScoreBin[];

  @ApiProperty({ type: DecisionConsistencyDto, nullable: true, description: 'null without a pass mark' })
  decisionConsistency: DecisionConsistency | null;
}

export class ItemAnalysisDto extends TestReportDto implements ItemAnalysis {
  @ApiProperty({ type: [ItemReportDto] })
  items: readonly ItemReportDto[];
}

class ItemQuestionDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  slug: string;

  @ApiProperty({ format: 'uuid' })
  versionId: string;

  @ApiProperty()
  version: number;

  @ApiProperty({ type: String })
  type: QuizItemReport['question']['type'];

  @ApiProperty()
  prompt: string;
}

class SecondsDto {
  @ApiProperty()
  n: number;

  @ApiProperty()
  median: number;
}

class QuizItemReportDto extends ItemReportDto implements QuizItemReport {
  @ApiProperty({ type: ItemQuestionDto })
  question: QuizItemReport['question'];

  @ApiProperty({ type: SecondsDto, nullable: true, description: 'Time on the item, where what was saved tells' })
  seconds: QuizItemReport['seconds'];
}

class StatisticsQuizDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  slug: string;

  @ApiProperty()
  title: string;

  @ApiProperty()
  programme: string;
}

class PassedDto {
  @ApiProperty()
  n: number;

  @figure('0 to 1')
  share: number | null;

  @interval()
  interval: Interval | null;
}

export class QuizStatisticsDto extends TestReportDto implements QuizStatisticsView {
  @ApiProperty({ type: StatisticsQuizDto })
  quiz: QuizStatisticsView['quiz'];

  @ApiProperty({ enum: ATTEMPTS_COUNTED })
  attemptsCounted: AttemptsCounted;

  @figure('Per cent of the maximum mark')
  passMark: number | null;

  @ApiProperty({ description: 'The pass mark was not yet set by a panel' })
  provisional: boolean;

  @ApiProperty({ type: PassedDto })
  passed: QuizStatisticsView['passed'];

  @ApiProperty({ type: [QuizItemReportDto] })
  items: readonly QuizItemReportDto[];
}
