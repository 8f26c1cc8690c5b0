import {
  applyDecorators,
  Body,
  Controller,
  Get,
  Inject,
  Param,
  ParseIntPipe,
  ParseUUIDPipe,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiExtraModels,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiProduces,
  ApiResponse,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SETTINGS, type Settings } from '../../config/settings';
import { Allow, CurrentActor, type PersonActor, Public } from '../../identity/access';
import { Cohorts } from '../../identity/cohorts.service';
import { People } from '../../identity/people.service';
import { digestOf } from '../../kernel/canonical-json';
import { endOfDay, isDay } from '../../kernel/day';
import { ScopeRegister } from '../scope-register.service';
import { ReviewRuleDto } from './review-rule.dto';
import { registerCsv } from './register-csv';
import {
  EverywhereDto,
  ExportDto,
  JurisdictionDto,
  presentEvaluation,
  presentEverywhere,
  presentExport,
  presentJurisdiction,
  presentRule,
  presentRuleSet,
  RuleDto,
  RulesAnswerDto,
  ScopeEvaluationDto,
} from './scope.presenter';
import { DEFAULT_PROFESSION, EverywhereQuery, ExportQuery, RulesQuery, ScopeQuery } from './scope-queries.dto';

const NotModified = () =>
  applyDecorators(
    ApiHeader({ name: 'If-None-Match', required: false, description: 'The ETag of an answer one has' }),
    ApiResponse({ status: 304, description: 'What one has is still the answer' }),
  );

@ApiTags('Scope of practice')
@Controller('api/v1')
export class ScopeOfPracticeController {
  constructor(
    private readonly register: ScopeRegister,
    private readonly cohorts: Cohorts,
    private readonly people: People,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get('scope-of-practice/jurisdictions')
  @Public()
  @ApiOperation({ summary: 'Every jurisdiction of the register, and where each profession stands in it today' })
  @ApiOkResponse({ type: [JurisdictionDto], description: 'Jurisdictions' })
  @NotModified()
  async jurisdictions(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JurisdictionDto[] | undefined> {
    return unlessKnown((await this.register.jurisdictions()).map(presentJurisdiction), request, reply);
  }

  @Get('scope-of-practice/export')
  @Public()
  @ApiOperation({
    summary:
      'The whole register: every rule version that counts, with its digest, its review and whether its figures may be relied on',
  })
  @ApiProduces('application/json', 'text/csv')
  @ApiOkResponse({
    description: 'JSON; or CSV, a row per requirement, each with `printable` and `figureStatus`',
    content: {
      'application/json': { schema: { $ref: getSchemaPath(ExportDto) } },
      'text/csv': { schema: { type: 'string' } },
    },
  })
  @ApiExtraModels(ExportDto)
  @NotModified()
  async export(
    @Query() { format = 'json' }: ExportQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ExportDto | string | undefined> {
    const everything = await this.register.everything();
    if (format === 'json') return unlessKnown(presentExport(everything), request, reply);
    void reply.headers({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="scope-of-practice.csv"',
    });
    return unlessKnown(registerCsv(everything), request, reply);
  }

  @Get('scope-of-practice/rules')
  @Public()
  @ApiOperation({
    summary:
      'All that applies to a profession in a place on a day, as known at a moment; unknown where nothing is recorded',
  })
  @NotModified()
  @ApiOkResponse({ type: RulesAnswerDto, description: 'The rule set, and every rule of it in full' })
  async rules(
    @Query() { jurisdiction, profession = DEFAULT_PROFESSION, asOf = this.register.today(), knownOn }: RulesQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RulesAnswerDto | undefined> {
    const known = knownOn === undefined ? undefined : this.momentOf(knownOn);
    const answer = presentRuleSet(await this.register.ruleSet({ jurisdiction, profession, asOf, knownOn: known }));
    return unlessKnown(answer, request, reply);
  }

  @Post('scope-of-practice/rules/:id/versions/:version/review')
  @Allow('rule:review')
  @ApiBearerAuth()
  @ApiOperation({
    summary: 'Say that a recorded version was compared with the primary text; not by whoever recorded it',
  })
  @ApiParam({ name: 'version', type: 'integer' })
  @ApiCreatedResponse({ type: RuleDto, description: 'The version, with its review' })
  async review(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('version', ParseIntPipe) version: number,
    @Body() body: ReviewRuleDto,
    @CurrentActor() actor: PersonActor,
  ): Promise<RuleDto> {
    return presentRule(await this.register.review(actor, id, version, body));
  }

  @Get('people/:id/scope-of-practice')
  @Allow('scope:evaluate')
  @ApiBearerAuth()
  @ApiOperation({
    summary:
      'A person’s training record held against the law of a place: what is met, what is owed, what nobody can tell',
  })
  @ApiOkResponse({ type: ScopeEvaluationDto, description: 'The outcome, and every requirement behind it' })
  async evaluate(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { jurisdiction, profession = DEFAULT_PROFESSION, asOf = this.register.today() }: ScopeQuery,
    @CurrentActor() actor: PersonActor,
  ): Promise<ScopeEvaluationDto> {
    await this.cohorts.assertMaySee(actor, id);
    await this.people.get(id);
    const question = { jurisdiction, profession, asOf };
    return presentEvaluation(await this.register.ruleSet(question), await this.register.evaluate(id, question));
  }

  @Get('people/:id/scope-of-practice/all')
  @Allow('scope:evaluate')
  @ApiBearerAuth()
  @ApiOperation({
    summary:
      'The same for every jurisdiction of the register: the outcome, the standing and how many requirements are met',
  })
  @ApiOkResponse({ type: EverywhereDto, description: 'By jurisdiction; unknown where nothing is recorded' })
  async evaluateEverywhere(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { profession = DEFAULT_PROFESSION, asOf = this.register.today() }: EverywhereQuery,
    @CurrentActor() actor: PersonActor,
  ): Promise<EverywhereDto> {
    await this.cohorts.assertMaySee(actor, id);
    await this.people.get(id);
    return presentEverywhere(profession, asOf, await this.register.evaluateEverywhere(id, { profession, asOf }));
  }

  /** A day is over when the house says so; what was recorded on it was known on it. */
  private momentOf(knownOn: string): Date {
    return isDay(knownOn) ? new Date(endOfDay(knownOn, this.settings.timeZone).getTime() - 1) : new Date(knownOn);
  }
}

/** The tag is over the whole answer: the digest of a text does not change with its review, the answer does. */
function unlessKnown<Answer>(answer: Answer, request: FastifyRequest, reply: FastifyReply): Answer | undefined {
  const tag = `"${digestOf(answer)}"`;
  void reply.headers({ etag: tag, 'cache-control': 'public, no-cache' });
  if (!isKnown(request.headers['if-none-match'], tag)) return answer;
  void reply.status(304);
  return undefined;
}

function isKnown(ifNoneMatch: string | undefined, tag: string): boolean {
  const known = ifNoneMatch?.split(',').map((item) => item.trim().replace(/^W\//, '')) ?? [];
  return known.includes(tag) || known.includes('*');
}
