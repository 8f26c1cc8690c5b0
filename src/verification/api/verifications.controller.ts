import { Body, Controller, Get, Header, HttpCode, Ip, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsOptional, IsString, MaxLength, ValidateBy } from 'class-validator';
import { Public } from '../../identity/access';
import { RequestAllowance } from '../../identity/request-allowance';
import { isDay } from '../../kernel/day';
import { StandingAnswers } from '../standing-answers';
import { Verification } from '../verification.service';
import { VerificationAnswerDto, VerificationBatchAnswerDto } from './verification-answer.dto';

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

const isDayOrMoment = (value: unknown) =>
  isDay(value) ||
  (typeof value === 'string' && MOMENT.test(value) && isDay(value.slice(0, 10)) && !Number.isNaN(Date.parse(value)));

const IsDayOrMoment = () =>
  ValidateBy({
    name: 'isDayOrMoment',
    validator: {
      validate: isDayOrMoment,
      defaultMessage: () => 'is a day such as 2026-11-22, or a moment such as 2026-11-22T09:00:00Z',
    },
  });

export class VerificationQuery {
  @ApiPropertyOptional({ description: 'The code that the QR code carries; with it every certified field is shown' })
  @IsOptional()
  @IsString({ message: 'is text' })
  @MaxLength(80)
  secret?: string;

  @ApiPropertyOptional({ description: 'A day (as it ended) or a moment: was it in force then?' })
  @IsOptional()
  @IsDayOrMoment()
  asOf?: string;

  @ApiPropertyOptional({ description: 'A day (as it ended) or a moment: as it was known then' })
  @IsOptional()
  @IsDayOrMoment()
  knownOn?: string;
}

export class VerificationBatchDto {
  @ApiProperty({ type: [String], minItems: 1, maxItems: 100 })
  @IsArray({ message: 'is a list of numbers' })
  @ArrayMinSize(1, { message: 'has at least one number' })
  @ArrayMaxSize(100, { message: 'has at most 100 numbers' })
  @IsString({ each: true, message: 'holds numbers as text' })
  @MaxLength(80, { each: true, message: 'holds numbers of at most 80 characters' })
  numbers: string[];
}

@ApiTags('Verification')
@Controller('api/v1')
export class VerificationsController {
  constructor(
    private readonly verification: Verification,
    private readonly standing: StandingAnswers,
    private readonly allowance: RequestAllowance,
  ) {}

  @Get('verifications/:number')
  @Public()
  @Header('content-type', 'application/json; charset=utf-8')
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary:
      'May the public rely on this certificate? Always 200, for unknown and malformed numbers too. By number alone the holder’s name is masked',
  })
  @ApiOkResponse({
    type: VerificationAnswerDto,
    description: 'A verdict, every check behind it, the rules at issue and now, and what has changed',
  })
  async check(
    @Param('number') number: string,
    @Query() query: VerificationQuery,
    @Ip() address: string,
  ): Promise<Buffer> {
    if (query.secret === undefined && query.asOf === undefined && query.knownOn === undefined) {
      const { json, isKnown } = await this.standing.answer(number);
      if (!isKnown) this.allowance.take('verification-miss', address);
      return json;
    }
    const answer = await this.verification.check(number, query);
    if (!answer.certificate) this.allowance.take('verification-miss', address);
    return Buffer.from(JSON.stringify(answer));
  }

  @Post('verification-batches')
  @Public()
  @HttpCode(200)
  @ApiOperation({ summary: 'Up to a hundred numbers at once: a verdict for each, in the order given' })
  @ApiOkResponse({ type: VerificationBatchAnswerDto, description: 'The answers, in the order of the numbers' })
  async checkMany(
    @Body() { numbers }: VerificationBatchDto,
    @Ip() address: string,
  ): Promise<VerificationBatchAnswerDto> {
    const items: VerificationAnswerDto[] = [];
    for (const number of numbers) {
      const answer = await this.verification.check(number);
      if (!answer.certificate) this.allowance.take('verification-miss', address);
      items.push(answer);
    }
    return { items };
  }
}
