import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { MarkingReports } from '../../../assessment/marking-reports.service';
import type { ScoreChange } from '../../../assessment/marking-view';
import { Allow, CurrentActor, type PersonActor } from '../../../identity/access';
import { Cohorts } from '../../../identity/cohorts.service';
import { People } from '../../../identity/people.service';
import { pageOfAll } from '../../../kernel/listing';
import { PageQuery } from '../../../kernel/page-query';

class ScoreDto {
  @ApiProperty()
  mark: number;

  @ApiProperty({ minimum: 0, maximum: 100 })
  percentage: number;

  @ApiProperty()
  passed: boolean;
}

class ScoredPersonDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, nullable: true })
  name: string | null;
}

export class ScoreChangeDto {
  @ApiProperty({ format: 'uuid', description: 'Of the scoring that made it' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  attemptId: string;

  @ApiProperty({ type: 'integer', description: '1, 2, 3 … of that person at this quiz' })
  number: number;

  @ApiProperty({ type: ScoredPersonDto, nullable: true, description: '`null`: somebody whom one may not see' })
  person: ScoredPersonDto | null;

  @ApiProperty({ enum: ['marking', 'regrade'] })
  reason: string;

  @ApiProperty({ type: ScoreDto })
  from: ScoreDto;

  @ApiProperty({ type: ScoreDto })
  to: ScoreDto;

  @ApiProperty({ type: String, format: 'date-time' })
  at: Date;

  @ApiProperty({ type: ScoredPersonDto, nullable: true })
  by: ScoredPersonDto | null;

  @ApiProperty({ type: String, nullable: true, description: 'Why, where somebody said so' })
  because: string | null;
}

export class ScoreChangesDto {
  @ApiProperty({ type: [ScoreChangeDto] })
  items: readonly ScoreChangeDto[];

  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

/** Who changed what, from what to what, when and why. Of the top step, since names are of another room. */
@ApiTags('Assessment')
@ApiBearerAuth()
@Controller('api/v1')
export class ScoreChangesController {
  constructor(
    private readonly reports: MarkingReports,
    private readonly cohorts: Cohorts,
    private readonly people: People,
  ) {}

  @Get('quizzes/:id/score-changes')
  @Allow('regrade:read')
  @ApiOperation({ summary: 'Every score of a quiz that became another, the newest first' })
  @ApiOkResponse({ type: ScoreChangesDto, description: 'A page of changes' })
  async list(
    @Param('id', ParseUUIDPipe) quizId: string,
    @Query() page: PageQuery,
    @CurrentActor() actor: PersonActor,
  ): Promise<ScoreChangesDto> {
    const changes = await this.reports.scoreChanges(quizId);
    const { items, next } = pageOfAll(changes, page, ({ id }) => id);
    return { items: await this.present(actor, items), next };
  }

  private async present(actor: PersonActor, changes: readonly ScoreChange[]): Promise<ScoreChangeDto[]> {
    const visible = await this.cohorts.visiblePeople(actor);
    const sees = (id: string) => visible === 'everyone' || visible.includes(id);
    const ids = changes.flatMap(({ personId, by }) => [...(sees(personId) ? [personId] : []), ...(by ? [by] : [])]);
    const names = await this.people.namesOf(ids);
    const person = (id: string) => ({ id, name: names.get(id) ?? null });
    return changes.map(({ personId, by, ...change }) => ({
      ...change,
      person: sees(personId) ? person(personId) : null,
      by: by === null ? null : person(by),
    }));
  }
}
