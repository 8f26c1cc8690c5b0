import { Inject, Injectable } from '@nestjs/common';
import { Assessments } from '../assessment/assessments.service';
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
    const [profile, enrolments, completions, attendances, passes, signOffs, treatments] = await Promise.all([
      this.people.profileOf(personId, until),
      this.enrolments.ofPerson(personId),
      this.enrolments.completionsOf(personId, until),
      this.enrolments.attendancesOf(personId, until),
      this.assessments.passesOf(personId, until),
      this.competencies.signOffsInForce(personId, until),
      this.competencies.verifiedTreatments(personId, until),
    ]);
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
    const begun = enrolments.filter(({ enrolledAt }) => enrolledAt < until);
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
      programmes: await Promise.all(
        begun.map(async ({ programme, programmeVersionId }) => ({
          slug: programme,
          lessonIds: (await this.programmes.version(programmeVersionId)).content.courses.flatMap(({ modules }) =>
            modules.flatMap(({ lessons }) => lessons.map(({ id }) => id)),
          ),
        })),
      ),
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
