import { Inject, Injectable } from '@nestjs/common';
import { CompetencyFramework } from '../catalogue/programme';
import { Programmes } from '../catalogue/programmes.service';
import { SETTINGS, type Settings } from '../config/settings';
import { Enrolments } from '../enrolment/enrolments.service';
import { Clock } from '../kernel/clock';
import { Day, dayOf } from '../kernel/day';
import { Fault, Invalid } from '../kernel/errors';
import { NotEnrolled } from './competency.errors';
import type { Timing } from './domain/refusal';

/** What somebody learns, since when, and by which framework it is assessed. */
export interface Course {
  readonly programme: string;
  readonly programmeVersionId: string;
  readonly enrolledOn: Day;
  readonly framework: CompetencyFramework;
}

/** A competency as a request names it, and where it does so. */
export interface NamedCompetency {
  readonly path: string;
  readonly competency: string;
}

/** The programmes of a person, seen from the room where they are assessed. */
@Injectable()
export class Learning {
  constructor(
    private readonly enrolments: Enrolments,
    private readonly programmes: Programmes,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** The last begun first; each in the version on which the person is enrolled. */
  async of(personId: string): Promise<Course[]> {
    const enrolments = [...(await this.enrolments.ofPerson(personId))];
    enrolments.sort((a, b) => b.enrolledAt.getTime() - a.enrolledAt.getTime());
    const courses: Course[] = [];
    for (const { programme, programmeVersionId, enrolledAt } of enrolments) {
      const { framework } = (await this.programmes.version(programmeVersionId)).content;
      courses.push({ programme, programmeVersionId, enrolledOn: this.dayOf(enrolledAt), framework });
    }
    return courses;
  }

  /**
   * The programme to which the competencies belong: the last begun that knows them all.
   * @throws NotEnrolled, or Invalid naming those that the person's programme does not know.
   */
  async teaching(personId: string, named: readonly NamedCompetency[]): Promise<Course> {
    const courses = await this.of(personId);
    if (courses.length === 0) throw new NotEnrolled();
    const unknownTo = ({ framework }: Course): Fault[] =>
      named
        .filter(({ competency }) => !framework.competencies.some(({ id }) => id === competency))
        .map(({ path, competency }) => ({
          path,
          message: `${competency} is not a competency of this person’s programme`,
        }));
    const course = courses.find((one) => unknownTo(one).length === 0);
    if (!course) throw new Invalid(unknownTo(courses[0]));
    return course;
  }

  /** The day on which somebody first began to learn. @throws NotEnrolled */
  async begunOn(personId: string): Promise<Day> {
    const first = (await this.of(personId)).at(-1);
    if (!first) throw new NotEnrolled();
    return first.enrolledOn;
  }

  timing({ enrolledOn }: Course, observedAt: Date): Timing {
    return { observedAt, observedOn: this.dayOf(observedAt), enrolledOn, now: this.clock.now() };
  }

  /** The day on which a moment falls where the school is. */
  dayOf(moment: Date): Day {
    return dayOf(moment, this.settings.timeZone);
  }

  today(): Day {
    return this.dayOf(this.clock.now());
  }
}
