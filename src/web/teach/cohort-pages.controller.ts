import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsNotEmpty, Matches, MaxLength } from 'class-validator';
import { LessonApprovals } from '../../catalogue/lesson-approvals.service';
import { Programmes } from '../../catalogue/programmes.service';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { Intakes } from '../../enrolment/intakes.service';
import { Cohorts } from '../../identity/cohorts.service';
import { People } from '../../identity/people.service';
import { Invalid, NotFound } from '../../kernel/errors';
import { isUuid } from '../../kernel/ids';
import { besideFields, checked, type Form, orShowAgain, Refusal, textOf } from '../forms';
import { IdPipe } from '../id.pipe';
import { Page, SeeOther } from '../page';
import { counted, Wording } from '../wording';
import { CohortMatrices } from './cohort-matrices';
import { cohortTabs } from './tabs';

class CohortForm {
  @IsNotEmpty({ message: 'is needed' })
  @MaxLength(200, { message: 'has at most 200 characters' })
  @Matches(/^[^\p{Cc}]*$/u, { message: 'is one line of text' })
  name: string;

  @Matches(/^([a-z0-9]+(-[a-z0-9]+)*)?$/, { message: 'is one of the programmes listed' })
  programme: string;
}

/** An instructor's cohorts: who is in them, and how far everybody is. */
@ApiExcludeController()
@Controller('teach')
export class CohortPagesController {
  constructor(
    private readonly cohorts: Cohorts,
    private readonly intakes: Intakes,
    private readonly people: People,
    private readonly programmes: Programmes,
    private readonly approvals: LessonApprovals,
    private readonly matrices: CohortMatrices,
    private readonly wording: Wording,
  ) {}

  @Get()
  @Allow('cohort:manage')
  async home(@CurrentActor() actor: PersonActor) {
    const [{ items }, programmes] = await Promise.all([
      this.cohorts.list(actor, { limit: 200 }),
      this.programmes.list(),
    ]);
    const approved = new Set<string>();
    for (const version of programmes) {
      if ((await this.approvals.ofProgramme(version)).status === 'approved') approved.add(version.slug);
    }
    return new Page('teach/home', {
      title: 'Teach',
      mayAuthor: actor.roles.includes('instructor'),
      cohorts: items.map(({ id, name, programme, createdAt, memberIds }) => ({
        address: `/teach/cohorts/${id}`,
        name,
        programme: programme && (programmes.find(({ slug }) => slug === programme)?.title ?? programme),
        members: counted(memberIds.length, 'person', 'people'),
        since: this.wording.dayOfMoment(createdAt),
      })),
      programmes: programmes.map(({ slug, title, version, content }) => ({
        address: `/teach/programmes/${slug}`,
        title,
        version,
        lessons: counted(
          content.courses.flatMap(({ modules }) => modules.flatMap(({ lessons }) => lessons)).length,
          'lesson',
        ),
        quizzes: counted(content.quizzes.length, 'quiz', 'quizzes'),
        approved: approved.has(slug),
      })),
    });
  }

  @Get('cohorts/new')
  @Allow('cohort:manage')
  showNew() {
    return this.newPage({ name: '', programme: '' });
  }

  @Post('cohorts')
  @Allow('cohort:manage')
  create(@CurrentActor() actor: PersonActor, @Body() form: Form) {
    const typed = { name: textOf(form, 'name'), programme: textOf(form, 'programme') };
    return orShowAgain(
      async () => {
        const { name, programme } = checked(CohortForm, typed);
        const { id } = await this.intakes.open(actor, { name, programme: programme || null });
        return new SeeOther(`/teach/cohorts/${id}/members`, `${name} is made. Now add its people.`);
      },
      (refusal) => this.newPage(typed, refusal),
    );
  }

  @Get('cohorts/:id')
  @Allow('cohort:manage')
  async show(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) id: string) {
    const cohort = await this.cohorts.get(actor, id);
    return new Page('teach/cohort', {
      title: cohort.name,
      ...cohortTabs(cohort, ''),
      matrices: await this.matrices.of(cohort),
      isEmpty: cohort.memberIds.length === 0,
      membersAddress: `/teach/cohorts/${id}/members`,
    });
  }

  @Get('cohorts/:id/members')
  @Allow('cohort:manage')
  members(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) id: string) {
    return this.membersPage(actor, id, '');
  }

  @Post('cohorts/:id/members')
  @Allow('cohort:manage')
  add(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) id: string, @Body() form: Form) {
    const who = textOf(form, 'who');
    return orShowAgain(
      async () => {
        const { personId, name } = await this.find(who);
        await this.cohorts.get(actor, id);
        await this.cohorts.add(actor, id, personId).catch((fault: unknown) => {
          throw fault instanceof NotFound ? belongsToNobody() : fault;
        });
        return new SeeOther(
          `/teach/cohorts/${id}/members`,
          `${name} is in the cohort: its instructors and assessors see their record now.`,
        );
      },
      (refusal) => this.membersPage(actor, id, who, refusal),
    );
  }

  @Post('cohorts/:id/members/:personId/removal')
  @Allow('cohort:manage')
  async remove(
    @CurrentActor() actor: PersonActor,
    @Param('id', IdPipe) id: string,
    @Param('personId', IdPipe) personId: string,
  ) {
    await this.cohorts.remove(actor, id, personId);
    const name = (await this.people.namesOf([personId])).get(personId) ?? 'That person';
    // Whoever leaves their own cohort may not look at it any more.
    return new SeeOther(
      personId === actor.id ? '/teach' : `/teach/cohorts/${id}/members`,
      `${name} has left the cohort.`,
    );
  }

  /** By the whole address or the id: nobody browses people who are not theirs yet. */
  private async find(who: string): Promise<{ personId: string; name: string }> {
    const found = who.includes('@')
      ? (await this.people.list({ limit: 1 }, { email: who, among: 'everyone' })).items[0]
      : isUuid(who)
        ? await this.people.find(who.toLowerCase())
        : null;
    if (!found) throw belongsToNobody();
    return { personId: found.id, name: found.name };
  }

  private async newPage(typed: { name: string; programme: string }, refusal?: Refusal): Promise<Page> {
    const programmes = await this.programmes.list();
    return new Page(
      'teach/new-cohort',
      {
        title: 'A new cohort',
        crumbs: [{ address: '/teach', label: 'Teach' }, { label: 'A new cohort' }],
        values: typed,
        programmes: programmes.map(({ slug, title }) => ({ value: slug, label: title })),
        refusal: besideFields(refusal),
      },
      refusal?.status ?? 200,
    );
  }

  private async membersPage(actor: PersonActor, id: string, who: string, refusal?: Refusal): Promise<Page> {
    const cohort = await this.cohorts.get(actor, id);
    const people = await Promise.all(cohort.memberIds.map((personId) => this.people.find(personId)));
    return new Page(
      'teach/members',
      {
        title: `Members of ${cohort.name}`,
        ...cohortTabs(cohort, 'members'),
        who,
        members: people
          .filter((person) => person !== null)
          .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
          .map((person) => ({
            ...person,
            roles: person.roles.join(', '),
            isSelf: person.id === actor.id,
            removal: `/teach/cohorts/${id}/members/${person.id}/removal`,
          })),
        refusal: besideFields(refusal),
      },
      refusal?.status ?? 200,
    );
  }
}

/** Of somebody who may not be added it says no more than of nobody. */
function belongsToNobody(): Invalid {
  return new Invalid([
    {
      path: 'who',
      message: 'belongs to nobody who learns or teaches here; ask them for the address they sign in with',
    },
  ]);
}
