import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsNotEmpty, Matches, MaxLength } from 'class-validator';
import { Certification } from '../../certification/certification.service';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { People } from '../../identity/people.service';
import { JURISDICTION_CODE } from '../../scope-of-practice/rule-set';
import { checked, type Form, orShowAgain, textOf } from '../forms';
import { IdPipe } from '../id.pipe';
import { Page, SeeOther } from '../page';
import { type IssueChoice, IssuePage } from './issue-page';
import { RegistryDesk } from './registry-desk';
import { registryTabs } from './tabs';

const PEOPLE_PER_PAGE = 30;

class IssueForm {
  @IsNotEmpty({ message: 'is chosen from those on which the person is enrolled' })
  @MaxLength(60, { message: 'is a scheme from the list' })
  scheme: string;

  @Matches(JURISDICTION_CODE, { message: 'is an ISO 3166 code such as US-CO, GB-ENG or IE' })
  jurisdiction: string;

  @MaxLength(60, { message: 'is a profession from the list' })
  @Matches(/^[a-z0-9]+(-[a-z0-9]+)*$/, { message: 'is chosen from the list' })
  profession: string;
}

/** Finding somebody, looking at what a certificate would say, and issuing it. */
@ApiExcludeController()
@Controller('registry/people')
export class IssuePagesController {
  constructor(
    private readonly people: People,
    private readonly desk: RegistryDesk,
    private readonly issuePage: IssuePage,
    private readonly certification: Certification,
  ) {}

  @Get()
  @Allow('certificate:list')
  async list(@CurrentActor() actor: PersonActor, @Query('q') sought?: string, @Query('after') after?: string) {
    const q = one(sought).slice(0, 254);
    const page = { limit: PEOPLE_PER_PAGE, cursor: one(after) || undefined };
    const { items, next } = await this.people.list(page, { containing: q || undefined, among: 'everyone' });
    const query = (more: Record<string, string>) => new URLSearchParams({ ...(q ? { q } : {}), ...more }).toString();
    return new Page('registry/people', {
      title: 'People of the registry',
      tabs: registryTabs('/registry/people', actor.roles),
      q,
      mayIssue: actor.roles.includes('registrar'),
      candidates: await this.desk.candidates(items, actor),
      first: page.cursor ? `/registry/people?${query({})}` : null,
      next: next && `/registry/people?${query({ after: next })}`,
    });
  }

  @Get(':id/issue')
  @Allow('certificate:issue')
  prepare(
    @CurrentActor() actor: PersonActor,
    @Param('id', IdPipe) id: string,
    @Query() query: Readonly<Record<string, string | string[] | undefined>>,
  ) {
    return this.issuePage.of(actor, id, choiceIn(query));
  }

  @Post(':id/issue')
  @Allow('certificate:issue')
  issue(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) id: string, @Body() form: Form) {
    const choice = choiceIn(form);
    return orShowAgain(
      async () => {
        const { id: certificateId, number } = await this.certification.issue(
          { personId: id, ...checked(IssueForm, choice) },
          actor,
        );
        return new SeeOther(`/registry/certificates/${certificateId}`, `Issued, with the number ${number}.`);
      },
      (refusal) => this.issuePage.of(actor, id, choice, refusal),
    );
  }
}

/** A place that is typed goes before the one that stands in the list. */
function choiceIn(form: Form): IssueChoice {
  return {
    scheme: textOf(form, 'scheme'),
    jurisdiction: (textOf(form, 'otherPlace') || textOf(form, 'jurisdiction')).toUpperCase(),
    profession: textOf(form, 'profession'),
  };
}

/** A parameter that was sent twice counts once. */
function one(value: unknown): string {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first.trim() : '';
}
