import { Body, Controller, Get, Headers, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiConsumes,
  ApiOkResponse,
  ApiOperation,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsNumber, IsOptional, Max, Min } from 'class-validator';
import { Allow } from '../../identity/access';
import { DomainError } from '../../kernel/errors';
import { ATTEMPTS_COUNTED, type AttemptsCounted, type ItemAnalysis, type QuizStatisticsView } from '../quiz-statistics';
import { Statistics } from '../statistics.service';
import { MARKS_BYTES, ReadsFile } from '../upload';
import { ItemAnalysisDto, QuizStatisticsDto } from './statistics.schema';

class StatisticsQuery {
  @ApiPropertyOptional({
    enum: ATTEMPTS_COUNTED,
    default: 'all',
    description: 'Which graded attempts of each person count',
  })
  @IsOptional()
  @IsIn(ATTEMPTS_COUNTED, { message: `is one of ${ATTEMPTS_COUNTED.join(', ')}` })
  attempts: AttemptsCounted = 'all';
}

class ItemAnalysisQuery {
  @ApiPropertyOptional({
    minimum: 0,
    maximum: 100,
    description: 'Per cent of the maximum mark: adds how consistent the decisions at it are',
  })
  @IsOptional()
  @Type(() => Number)
  @IsNumber({ allowNaN: false, allowInfinity: false }, { message: 'is a number' })
  @Min(0, { message: 'is at least 0' })
  @Max(100, { message: 'is at most 100' })
  passMark?: number;
}

class NotCsv extends DomainError {
  constructor() {
    super('unsupported-media', 'unsupported-media', 'Send the marks as text/csv.');
  }
}

@ApiTags('Assessment')
@ApiBearerAuth()
@Controller('api/v1')
export class StatisticsController {
  constructor(private readonly statistics: Statistics) {}

  @Get('quizzes/:id/statistics')
  @ApiOperation({
    summary:
      'What the graded attempts of a quiz say of it and of each version of its questions, by the scoring runs in force',
    description: 'Sums over all who sat it, nobody by name.',
  })
  @Allow('statistics:read')
  @ApiOkResponse({ type: QuizStatisticsDto, description: 'The figures of the quiz and of each item' })
  ofQuiz(
    @Param('id', ParseUUIDPipe) quizId: string,
    @Query() { attempts }: StatisticsQuery,
  ): Promise<QuizStatisticsView> {
    return this.statistics.ofQuiz(quizId.toLowerCase(), attempts);
  }

  @Post('item-analysis')
  @ApiOperation({
    summary: 'Item analysis of marks from elsewhere; nothing is kept',
    description:
      'The first row names the columns, `candidate,<item>:<maxMark>,…`, then one row for each candidate: empty is 0, `-` stands for an item that was not presented. At most 32 MiB, 1,000 items and ten million marks.',
  })
  @ReadsFile(MARKS_BYTES)
  @HttpCode(200)
  @Allow('statistics:read')
  @ApiConsumes('text/csv')
  @ApiBody({ schema: { type: 'string', example: 'candidate,Question 1:1,Question 2:2\nA,1,0.5\nB,,2\nC,1,-\n' } })
  @ApiOkResponse({ type: ItemAnalysisDto, description: 'The figures of the marks and of each item' })
  ofMarks(
    @Headers('content-type') type: string | undefined,
    @Body() body: unknown,
    @Query() { passMark }: ItemAnalysisQuery,
  ): Promise<ItemAnalysis> {
    if (!Buffer.isBuffer(body) || !/^text\/csv\s*(;|$)/i.test(type ?? '')) throw new NotCsv();
    return this.statistics.ofMarks(body, passMark ?? null);
  }
}
