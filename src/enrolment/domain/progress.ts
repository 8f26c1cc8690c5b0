/** The part of a programme that progress is measured against. */
export interface Syllabus {
  readonly courses: readonly {
    readonly slug: string;
    readonly title: string;
    /** Clock hours. */
    readonly contactHours: number;
    readonly modules: readonly {
      readonly slug: string;
      readonly title: string;
      readonly lessons: readonly SyllabusLesson[];
      readonly quizzes: readonly string[];
    }[];
  }[];
}

export interface SyllabusLesson {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly minutes: number;
  readonly subject: string;
}

export interface Completion {
  readonly lessonId: string;
  readonly minutes: number;
  readonly completedAt: Date;
}

/** A day of teaching: minutes by subject. */
export interface TeachingAttended {
  readonly items: readonly { readonly subject: string; readonly minutes: number }[];
}

export interface Tally {
  readonly done: number;
  readonly total: number;
}

export interface LessonProgress extends Omit<SyllabusLesson, 'subject'> {
  readonly completedAt: Date | null;
}

export interface ModuleProgress extends Tally {
  readonly course: string;
  readonly courseTitle: string;
  readonly module: string;
  readonly title: string;
  readonly lessons: readonly LessonProgress[];
  /** Slugs of the quizzes that close it. */
  readonly quizzes: readonly string[];
}

export interface Progress {
  readonly lessons: Tally;
  /** Clock hours, to the hundredth. May exceed the total: whoever attends more has done more. */
  readonly contactHours: Tally;
  readonly modules: readonly ModuleProgress[];
  /** The first lesson in reading order that is still to be done. */
  readonly next: LessonProgress | null;
}

/**
 * How far along a programme somebody is. Lessons that only another version has count for nothing here; teaching attended
 * counts where it was on a subject that the programme teaches.
 */
export function progressOf(
  syllabus: Syllabus,
  completions: readonly Completion[],
  attended: readonly TeachingAttended[],
): Progress {
  const completed = new Map(completions.map((completion) => [completion.lessonId, completion]));
  const modules = syllabus.courses.flatMap((course) =>
    course.modules.map((module): ModuleProgress => {
      const lessons = module.lessons.map(({ id, slug, title, minutes }) => ({
        id,
        slug,
        title,
        minutes,
        completedAt: completed.get(id)?.completedAt ?? null,
      }));
      const done = lessons.filter(isDone).length;
      const { slug: moduleSlug, title, quizzes } = module;
      return {
        course: course.slug,
        courseTitle: course.title,
        module: moduleSlug,
        title,
        done,
        total: lessons.length,
        lessons,
        quizzes,
      };
    }),
  );
  const lessons = modules.flatMap((module) => module.lessons);
  const subjects = new Set(
    syllabus.courses.flatMap((course) =>
      course.modules.flatMap((module) => module.lessons.map(({ subject }) => subject)),
    ),
  );
  const read = sum(lessons.map(({ id }) => completed.get(id)?.minutes ?? 0));
  const taught = sum(
    attended.flatMap(({ items }) => items.map(({ subject, minutes }) => (subjects.has(subject) ? minutes : 0))),
  );
  return {
    lessons: { done: lessons.filter(isDone).length, total: lessons.length },
    contactHours: {
      done: hours(read + taught),
      total: hours(sum(syllabus.courses.map(({ contactHours }) => contactHours * 60))),
    },
    modules,
    next: lessons.find((lesson) => !isDone(lesson)) ?? null,
  };
}

const isDone = ({ completedAt }: LessonProgress) => completedAt !== null;
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const hours = (minutes: number) => Math.round((minutes / 60) * 100) / 100;
