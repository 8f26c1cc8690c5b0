import fc from 'fast-check';
import { progressOf, Syllabus } from './progress';

const lesson = (id: string, minutes: number, subject = 'dry-needling') => ({
  id,
  slug: id,
  title: id.toUpperCase(),
  minutes,
  subject,
});

/** Two courses, three modules, four lessons; ten contact hours. */
const SYLLABUS: Syllabus = {
  courses: [
    {
      slug: 'first',
      title: 'First',
      contactHours: 2,
      modules: [
        { slug: 'one', title: 'One', lessons: [lesson('a', 30), lesson('b', 45)], quizzes: [] },
        { slug: 'two', title: 'Two', lessons: [lesson('c', 20)], quizzes: ['final'] },
      ],
    },
    {
      slug: 'second',
      title: 'Second',
      contactHours: 8,
      modules: [{ slug: 'three', title: 'Three', lessons: [lesson('d', 60, 'sharps')], quizzes: [] }],
    },
  ],
};
const MINUTES: Record<string, number> = { a: 30, b: 45, c: 20, d: 60 };
const done = (...ids: string[]) =>
  ids.map((lessonId) => ({
    lessonId,
    minutes: MINUTES[lessonId] ?? 10,
    completedAt: new Date('2026-11-22T12:00:00.000Z'),
  }));

describe('Given a syllabus of four lessons and ten contact hours', () => {
  it.each`
    completed               | attended                                 | lessons | hours   | modules      | next
    ${[]}                   | ${[]}                                    | ${0}    | ${0}    | ${[0, 0, 0]} | ${'a'}
    ${['a']}                | ${[]}                                    | ${1}    | ${0.5}  | ${[1, 0, 0]} | ${'b'}
    ${['b', 'a']}           | ${[]}                                    | ${2}    | ${1.25} | ${[2, 0, 0]} | ${'c'}
    ${['a', 'c']}           | ${[]}                                    | ${2}    | ${0.83} | ${[1, 1, 0]} | ${'b'}
    ${['a', 'b', 'c', 'd']} | ${[]}                                    | ${4}    | ${2.58} | ${[2, 1, 1]} | ${null}
    ${['gone']}             | ${[]}                                    | ${0}    | ${0}    | ${[0, 0, 0]} | ${'a'}
    ${['a']}                | ${[['dry-needling', 90]]}                | ${1}    | ${2}    | ${[1, 0, 0]} | ${'b'}
    ${[]}                   | ${[['sharps', 60], ['acupuncture', 60]]} | ${0}    | ${1}    | ${[0, 0, 0]} | ${'a'}
    ${[]}                   | ${[['dry-needling', 900]]}               | ${0}    | ${15}   | ${[0, 0, 0]} | ${'a'}
  `(
    'when $completed are completed and $attended attended, then $lessons lessons and $hours hours are done and $next is next',
    ({ completed, attended, lessons, hours, modules, next }) => {
      const items = (attended as [string, number][]).map(([subject, minutes]) => ({ subject, minutes }));
      const progress = progressOf(SYLLABUS, done(...(completed as string[])), [{ items }]);
      expect(progress).toMatchObject({
        lessons: { done: lessons, total: 4 },
        contactHours: { done: hours, total: 10 },
      });
      expect(progress.modules.map((module) => module.done)).toEqual(modules);
      expect(progress.next?.id ?? null).toBe(next);
    },
  );

  it('when a lesson was longer at the time, then it counts for what it was', () => {
    const completed = [{ lessonId: 'a', minutes: 60, completedAt: new Date() }];
    expect(progressOf(SYLLABUS, completed, []).contactHours.done).toBe(1);
  });

  it('whatever is completed, then the modules add up to the whole', () => {
    fc.assert(
      fc.property(fc.subarray(['a', 'b', 'c', 'd', 'gone']), (ids) => {
        const { lessons, modules } = progressOf(SYLLABUS, done(...ids), []);
        expect(modules.reduce((sum, module) => sum + module.done, 0)).toBe(lessons.done);
        expect(modules.reduce((sum, module) => sum + module.total, 0)).toBe(lessons.total);
      }),
    );
  });
});
