import { lessonsOf } from '../src/catalogue/programme';
import { Programmes } from '../src/catalogue/programmes.service';
import { aSchool, PROGRAMME, School } from './support/a-school';
import { readLessons } from './support/training';

interface Hours {
  readonly hours: number;
  readonly delivery: string;
  readonly subject: string;
  readonly mode: string | null;
}

describe('Given a trainee who has read every lesson of the programme', () => {
  let school: School;
  let instruction: Hours[];

  beforeAll(async () => {
    school = await aSchool();
    const { trainee } = school.people;
    await school.post(trainee, 'enrolments', { programme: PROGRAMME });
    await readLessons(school, trainee);
    ({ instruction } = (await school.get(trainee, `people/${trainee.id}/training-record`)).body);
  });
  afterAll(() => school.house.close());

  const sum = (of: readonly Hours[]) => of.reduce((total, { hours }) => total + hours, 0);

  it('when hours are added up, by subject and by mode, then the record says what the package and the outline say', async () => {
    const { content } = await school.house.get(Programmes).running(PROGRAMME);
    const lessons = lessonsOf(content).map(({ lesson }) => lesson);
    expect(instruction).toHaveLength(lessons.length);
    for (const key of ['subject', 'mode'] as const) {
      for (const value of new Set(lessons.map((lesson) => lesson[key]))) {
        const asked = lessons
          .filter((lesson) => lesson[key] === value)
          .reduce((total, { minutes }) => total + minutes, 0);
        expect(sum(instruction.filter((one) => one[key] === value))).toBeCloseTo(asked / 60, 9);
      }
    }
    expect(new Set(instruction.map(({ delivery }) => delivery))).toEqual(new Set(['self-paced']));

    // The outline counts in hundredths of an hour.
    const { body: outline } = await school.get(school.people.trainee, `programmes/${PROGRAMME}`);
    const courses = outline.courses as { contactHours: number }[];
    const told = courses.reduce((total, { contactHours }) => total + contactHours, 0);
    expect(Math.abs(told - sum(instruction))).toBeLessThan(0.005 * courses.length + 1e-9);
    for (const [index, course] of content.courses.entries()) {
      const own = course.modules.flatMap((module) => module.lessons.map(({ minutes }) => minutes));
      const hours = own.reduce((total, minutes) => total + minutes, 0) / 60;
      expect(Math.abs(courses[index].contactHours - hours)).toBeLessThanOrEqual(0.005 + 1e-9);
    }
  });
});
