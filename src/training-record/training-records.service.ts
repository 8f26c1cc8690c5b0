import { Inject, Injectable } from '@nestjs/common';
import { Assessments } from '../assessment/assessments.service';
import { lessonsOf } from '../catalogue/programme';
import { Programmes } from '../catalogue/programmes.service';
import { Competencies } from '../competency/competencies.service';
import { SETTINGS, type Settings } from '../config/settings';
import { Enrolments } from '../enrolment/enrolments.service';
import { People } from '../identity/people.service';
import { Day, dayOf, endOfDay } from '../kernel/day';
import { Instruction, TrainingRecord } from './domain/training-record';

/** One read model over all that a person has shown. Asked for a day, it holds what was recorded by the end of that day. */
@Injectable()
export class TrainingRecords {
  constructor(
    private readonly people: People,
    private readonly programmes: Programmes,
    private readonly enrolments: Enrolments,
    private readonly assessments: Assessments,
    private readonly competencies: Competencies,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async of(personId: string, asOf: Day): Promise<TrainingRecord> {
    const until = endOfDay(asOf, this.settings.timeZone);
    const on = (moment: Date) => dayOf(moment, this.settings.timeZone);
    // One after another: within an action all of them share one connection, and PostgreSQL's driver takes one query at a time.
    const profile = await this.people.profileOf(personId, until);
    const enrolments = await this.enrolments.ofPerson(personId);
    const completions = await this.enrolments.completionsOf(personId, until);
    const attendances = await this.enrolments.attendancesOf(personId, until);
    const passes = await this.assessments.passesOf(personId, until);
    const signOffs = await this.competencies.signOffsInForce(personId, until);
    const treatments = await this.competencies.verifiedTreatments(personId, until);
    const lessonsRead = completions.map((item): Instruction => ({
      source: 'lesson-completion',
      id: item.id,
      on: on(item.completedAt),
      hours: item.minutes / 60,
      delivery: 'self-paced',
      mode: item.mode,
      subject: item.subject,
    }));
    const attended = attendances.flatMap((day) =>
      day.items.map((item): Instruction => ({
        source: 'attendance',
        id: day.id,
        on: day.heldOn,
        hours: item.minutes / 60,
        delivery: day.delivery,
        mode: item.mode,
        subject: item.subject,
      })),
    );
    const programmes: TrainingRecord['programmes'][number][] = [];
    for (const { programme, programmeVersionId, enrolledAt } of enrolments) {
      if (enrolledAt >= until) continue;
      const { content } = await this.programmes.version(programmeVersionId);
      programmes.push({ slug: programme, lessonIds: lessonsOf(content).map(({ lesson }) => lesson.id) });
    }
    return {
      personId,
      asOf,
      profession: profile?.profession ?? null,
      licences: profile?.licence
        ? [{ id: profile.versionId, jurisdiction: profile.licence.jurisdiction, issuedOn: profile.licence.issuedOn }]
        : [],
      instruction: [...lessonsRead, ...attended],
      lessons: completions.map(({ id, lessonId, programme, completedAt }) => ({
        id,
        lessonId,
        programme,
        on: on(completedAt),
      })),
      programmes,
      quizzes: passes.map(({ passedAt, ...pass }) => ({ ...pass, on: on(passedAt) })),
      signOffs: signOffs.map(({ id, competency, level, regionTier, assessorId, observedAt }) => ({
        id,
        competency,
        level,
        regionTier,
        assessorId,
        on: on(observedAt),
      })),
      treatments: treatments.map(({ id, performedOn, region, regionTier, supervisorId }) => ({
        id,
        region,
        regionTier,
        supervisorId,
        on: performedOn,
      })),
      // Documents from elsewhere are not collected yet: what they would show cannot be told.
      evidence: [],
    };
  }
}
