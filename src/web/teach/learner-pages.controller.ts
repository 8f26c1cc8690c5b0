import { Controller, Get, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Programmes } from '../../catalogue/programmes.service';
import { Enrolment, Enrolments } from '../../enrolment/enrolments.service';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { Cohorts } from '../../identity/cohorts.service';
import { People } from '../../identity/people.service';
import { Clock } from '../../kernel/clock';
import { inWords } from '../findings';
import { IdPipe } from '../id.pipe';
import { SchemeStandings } from '../learn/scheme-standing';
import { Page } from '../page';
import { counted, percentOf, Wording } from '../wording';

/** One learner as their instructor sees them: how far along, and what each scheme still asks. */
@ApiExcludeController()
@Controller('teach/people')
export class LearnerPagesController {
  constructor(
    private readonly cohorts: Cohorts,
    private readonly people: People,
    private readonly programmes: Programmes,
    private readonly enrolments: Enrolments,
    private readonly standings: SchemeStandings,
    private readonly clock: Clock,
    private readonly wording: Wording,
  ) {}

  @Get(':id')
  @Allow('cohort:manage')
  async show(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) id: string) {
    await this.cohorts.assertMaySee(actor, id);
    const person = await this.people.get(id);
    const enrolments = await this.enrolments.ofPerson(id);
    return new Page('teach/learner', {
      title: person.name,
      unlisted: true,
      crumbs: [{ address: '/teach', label: 'Teach' }, { label: person.name }],
      person,
      learning: await Promise.all(enrolments.map((enrolment) => this.learning(enrolment))),
    });
  }

  private async learning(enrolment: Enrolment) {
    const version = await this.programmes.version(enrolment.programmeVersionId);
    const running = await this.programmes.running(enrolment.programme);
    const [progress, standings] = await Promise.all([
      this.enrolments.progressOf(enrolment),
      this.standings.of(enrolment.personId, running, this.wording.dayOf(this.clock.now())),
    ]);
    return {
      programme: version.title,
      since: this.wording.dayOfMoment(enrolment.enrolledAt),
      percent: percentOf(progress.lessons),
      lessons: `${progress.lessons.done} of ${counted(progress.lessons.total, 'lesson')}`,
      hours: `${progress.contactHours.done} of ${progress.contactHours.total} contact hours`,
      schemes: standings.map(({ title, findings }) => ({
        title,
        shown: findings.filter(({ verdict }) => verdict === 'met').length,
        asked: findings.length,
        findings: findings.map(inWords),
      })),
    };
  }
}
