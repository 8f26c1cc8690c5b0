import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsUUID, Matches, MaxLength } from 'class-validator';
import { Programmes } from '../../catalogue/programmes.service';
import { Certification } from '../../certification/certification.service';
import { Enrolments } from '../../enrolment/enrolments.service';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { People } from '../../identity/people.service';
import { Clock } from '../../kernel/clock';
import { NotFound } from '../../kernel/errors';
import { isUuid } from '../../kernel/ids';
import { JURISDICTION_CODE } from '../../scope-of-practice/rule-set';
import { ScopeRegister } from '../../scope-of-practice/scope-register.service';
import { inWords } from '../findings';
import { checked, type Form, orShowAgain, Refusal, textOf } from '../forms';
import { SchemeStandings } from '../learn/scheme-standing';
import { Page, SeeOther } from '../page';
import { capitalised, percentOf, unhyphened, Wording } from '../wording';
import { registryTabs } from './tabs';

const PEOPLE_PER_PAGE = 50;

class IssueForm {
  @IsUUID(undefined, { message: 'is somebody who learns here' })
  personId: string;

  @Matches(/^[a-z0-9-]{1,40}$/, { message: 'is a scheme from the list' })
  scheme: string;

  @Matches(JURISDICTION_CODE, { message: 'is a place by its code, such as US-CO or GB-ENG' })
  jurisdiction: string;

  @Matches(/^[a-z]+(-[a-z]+)*$/, { message: 'is a profession from the list' })
  @MaxLength(60, { message: 'is a profession from the list' })
  profession: string;
}

/** One thing that stands in the way, as the certification room names it. */
interface OwedThing {
  readonly verdict: string;
  readonly detail: string;
  readonly found?: number;
  readonly owed?: number;
}

/** Who has shown enough, and the act of issuing. */
@ApiExcludeController()
@Controller('registry')
export class IssuePagesController {
  constructor(
    private readonly clock: Clock,
    private readonly people: People,
    private readonly enrolments: Enrolments,
    private readonly programmes: Programmes,
    private readonly standings: SchemeStandings,
    private readonly scope: ScopeRegister,
    private readonly certification: Certification,
    private readonly wording: Wording,
  ) {}

  @Get()
  @Allow('certificate:list')
  async ready(@CurrentActor() actor: PersonActor, @Query('after') after?: string) {
    const page = await this.people.list({ limit: PEOPLE_PER_PAGE, cursor: after || undefined }, { among: 'everyone' });
    const trainees = page.items.filter(({ roles }) => roles.includes('trainee'));
    const learners = (await Promise.all(trainees.map((person) => this.learner(person)))).flat();
    return new Page('registry/home', {
      title: 'Registry',
      tabs: registryTabs('/registry'),
      mayIssue: actor.roles.includes('registrar'),
      ready: learners.filter(({ complete }) => complete),
      onTheWay: learners.filter(({ complete }) => !complete),
      next: page.next && `/registry?after=${encodeURIComponent(page.next)}`,
    });
  }

  @Get('certificates/new')
  @Allow('certificate:issue')
  async prepare(@Query('person') personId?: string) {
    if (!isUuid(personId)) throw new NotFound('That person');
    const profile = await this.people.profileOf(personId);
    return this.issuePage(personId, { jurisdiction: profile?.jurisdiction, profession: profile?.profession });
  }

  @Post('certificates')
  @Allow('certificate:issue')
  issue(@CurrentActor() actor: PersonActor, @Body() form: Form) {
    const personId = textOf(form, 'personId');
    const values = {
      scheme: textOf(form, 'scheme'),
      jurisdiction: textOf(form, 'jurisdiction').toUpperCase(),
      profession: textOf(form, 'profession'),
    };
    return orShowAgain(
      async () => {
        const certificate = await this.certification.issue(checked(IssueForm, { personId, ...values }), actor);
        return new SeeOther(`/registry/certificates/${certificate.id}`, `Issued: ${certificate.number}.`);
      },
      (refusal) => this.issuePage(personId, values, refusal),
    );
  }

  private async learner({ id, name }: { id: string; name: string }) {
    const today = this.wording.dayOf(this.clock.now());
    const enrolments = await this.enrolments.ofPerson(id);
    const all = await Promise.all(
      enrolments.map(async ({ programmeVersionId }) => this.standings.of(id, await this.programmes.version(programmeVersionId), today)),
    );
    return all.flat().map(({ title, findings }) => {
      const done = findings.filter(({ verdict }) => verdict === 'met').length;
      return {
        id,
        name,
        scheme: title,
        complete: done === findings.length,
        percent: percentOf({ done, total: findings.length }),
        inside: `${done}/${findings.length}`,
        label: `${done} of ${findings.length} requirements shown`,
      };
    });
  }

  private async issuePage(personId: string, values: Values, refusal?: Refusal): Promise<Page> {
    if (!isUuid(personId)) throw new NotFound('That person');
    const { name } = await this.people.get(personId);
    const profile = await this.people.profileOf(personId);
    const enrolments = await this.enrolments.ofPerson(personId);
    const versions = await Promise.all(enrolments.map(({ programmeVersionId }) => this.programmes.version(programmeVersionId)));
    const today = this.wording.dayOf(this.clock.now());
    const standings = (await Promise.all(versions.map((version) => this.standings.of(personId, version, today)))).flat();
    const jurisdictions = await this.scope.jurisdictions();
    const professions = new Set(jurisdictions.flatMap((place) => place.professions.map((item) => item.profession)));
    if (values.profession) professions.add(values.profession);
    return new Page(
      'registry/issue',
      {
        title: `Issue a certificate to ${name}`,
        crumbs: [{ label: 'Registry', address: '/registry' }, { label: name }],
        personId,
        name,
        legalName: profile?.legalName ?? null,
        values,
        refusal: refusal && { ...refusal, facts: {} },
        owed: ((refusal?.facts.owed as readonly OwedThing[] | undefined) ?? []).map(({ detail, verdict }) => ({
          detail,
          isOpen: verdict === 'cannot-tell',
        })),
        schemes: standings.map(({ code, title }) => ({ value: code, label: title })),
        jurisdictions: jurisdictions
          .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
          .map((place) => ({ code: place.code, name: place.fictional ? `${place.name} (fictional)` : place.name })),
        professions: [...professions].toSorted().map((code) => ({ value: code, label: capitalised(unhyphened(code)) })),
        standings: standings.map(({ title, findings }) => ({ title, findings: findings.map(inWords) })),
      },
      refusal?.status ?? 200,
    );
  }
}

interface Values {
  readonly scheme?: string;
  readonly jurisdiction?: string | null;
  readonly profession?: string | null;
}
