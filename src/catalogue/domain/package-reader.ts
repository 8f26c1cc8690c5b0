import { idOfName } from '../../kernel/ids';
import type {
  Course,
  CourseModule,
  Fact,
  LessonSource,
  PackageFault,
  PatientClaim,
  PracticalStation,
  ProgrammePackage,
  QuestionBankFile,
  QuestionDefinition,
  QuizDefinition,
  SchemeDefinition,
  SchemeRequirements,
  CompetencyFramework,
  Approval,
} from '../programme';
import { faultsOfQuestion } from '../question-check';
import { faultsOfFigure } from './figure';
import { lessonPage } from './lesson-page';
import { SchemaCheck, SchemaName } from './schema-check';
import { LineFault, readYaml, ValuePath, YamlFile } from './yaml-file';

/** The text files of one programme folder by path inside it, `/` between names. */
export type PackageFiles = ReadonlyMap<string, string>;

export interface PackageReading {
  /** `null` where there is any fault. */
  readonly content: ProgrammePackage<LessonSource> | null;
  /** All of them at once, in reading order. */
  readonly faults: readonly PackageFault[];
}

/** Reads a programme's folder: what each file says, and whether they agree. */
export function readPackage(folder: string, files: PackageFiles, check: SchemaCheck): PackageReading {
  return new PackageReader(folder, files, check).read();
}

/** Line endings and byte order marks are the editor's, not the author's: they make no new version. */
export const normalised = (text: string) => text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');

const FRONT_MATTER = /^---[ \t]*\n([\s\S]*?)^---[ \t]*$\n?/m;
const DEFAULT_SUBJECT = 'dry-needling';

interface ProgrammeFile {
  readonly slug: string;
  readonly title: string;
  readonly version: string;
  readonly summary: string;
  readonly approval: Approval;
  readonly courses: readonly string[];
}

interface CourseFile {
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly contactHours: number;
  readonly modules: readonly {
    readonly slug: string;
    readonly title: string;
    readonly lessons: readonly string[];
    readonly quizzes?: readonly string[];
  }[];
}

type FrontMatter = Omit<LessonSource, 'id' | 'slug' | 'subject' | 'mode' | 'markdown'> &
  Partial<Pick<LessonSource, 'subject' | 'mode'>>;

/** As written: what it leaves out is added when it has been read. */
type QuizFile = Omit<QuizDefinition, 'questions'> & Partial<Pick<QuizDefinition, 'questions'>>;

/** A file that is as its schema says, and where its values stand. */
interface Checked<Value> {
  readonly path: string;
  readonly value: Value;
  readonly lineOf: YamlFile['lineOf'];
}

class PackageReader {
  private readonly faults: PackageFault[] = [];
  private readonly figures: Readonly<Record<string, string>>;
  private readonly framework: Checked<CompetencyFramework> | null;
  private readonly facts: Checked<{ facts: Fact[] }> | null;
  private readonly claims: Checked<{ claims: PatientClaim[] }> | null;
  /** Ids that may be named elsewhere; `null` where the file that holds them could not be read, so that one fault stays one. */
  private readonly competencyIds: ReadonlySet<string> | null;
  private readonly marks: ReadonlyMap<string, Fact['mark']> | null;
  private readonly lessonsListed = new Set<string>();

  constructor(
    private readonly folder: string,
    private readonly files: PackageFiles,
    private readonly check: SchemaCheck,
  ) {
    this.figures = this.readFigures();
    this.framework = this.yaml<CompetencyFramework>('competencies.yaml', 'competencies');
    this.facts = this.optional<{ facts: Fact[] }>('facts.yaml', 'facts', { facts: [] });
    this.claims = this.optional<{ claims: PatientClaim[] }>('claims.yaml', 'claims', { claims: [] });
    this.competencyIds = this.framework && new Set(this.framework.value.competencies.map(({ id }) => id));
    this.marks = this.facts && new Map(this.facts.value.facts.map(({ id, mark }) => [id, mark]));
  }

  read(): PackageReading {
    const programme = this.yaml<ProgrammeFile>('programme.yaml', 'programme');
    const quizzes = this.folderOf<QuizFile>('quizzes', 'quiz', ({ slug }) => slug, 'slug').map((file) => ({
      ...file,
      value: { ...file.value, questions: file.value.questions ?? [] },
    }));
    const bank = this.filesIn<QuestionBankFile>('questions', 'questions');
    const stations = this.folderOf<PracticalStation>('stations', 'station', ({ slug }) => slug, 'slug');
    const schemes = this.folderOf<SchemeDefinition>('schemes', 'scheme', ({ code }) => code, 'code');
    const jurisdictions = this.folderOf<{ code: string }>(
      'jurisdictions',
      'jurisdiction',
      ({ code }) => code.toLowerCase(),
      'code',
    );
    const courses = this.readCourses(programme);
    this.checkFacts();
    this.checkFramework();
    this.checkQuizzes(quizzes, bank);
    bank.forEach((file) => this.checkCourse(file, programme));
    stations.forEach((station) => this.checkStation(station));
    this.checkClaims(programme);
    schemes.forEach((scheme) => this.checkScheme(scheme));
    this.checkOrphans(programme);

    const faults = inOrder(this.faults);
    if (faults.length > 0 || !programme || !this.framework || !this.facts || !this.claims)
      return { content: null, faults };
    const { slug, title, version, summary, approval } = programme.value;
    return {
      faults,
      content: {
        slug,
        title,
        version,
        summary,
        approval,
        courses,
        quizzes: quizzes.map(({ value }) => value),
        ...(bank.length > 0 && { bank: bank.map(({ value }) => value) }),
        ...(stations.length > 0 && { practicalStations: stations.map(({ value }) => value) }),
        framework: this.framework.value,
        schemes: schemes.map(({ value }) => value),
        facts: this.facts.value.facts,
        claims: this.claims.value.claims,
        jurisdictions: jurisdictions.map(({ value }) => value),
        figures: this.figures,
      },
    };
  }

  private fault(file: string, line: number, message: string, remedy: string): void {
    this.faults.push({ file, line, message, remedy });
  }

  private faultAt(at: Checked<unknown>, path: ValuePath, message: string, remedy: string): void {
    this.fault(at.path, at.lineOf(path), message, remedy);
  }

  private addAll(file: string, faults: readonly LineFault[]): void {
    faults.forEach((fault) => this.faults.push({ file, ...fault }));
  }

  private yaml<Value>(path: string, schema: SchemaName): Checked<Value> | null {
    const text = this.files.get(path);
    if (text === undefined) {
      this.fault(
        path,
        1,
        'the file is missing',
        `Add it; courses/schemas/${schema}.schema.json says what belongs in it.`,
      );
      return null;
    }
    return this.checked(path, readYaml(text), schema);
  }

  private optional<Value>(path: string, schema: SchemaName, absent: Value): Checked<Value> | null {
    return this.files.has(path) ? this.yaml<Value>(path, schema) : { path, value: absent, lineOf: () => 1 };
  }

  private checked<Value>(path: string, file: YamlFile, schema: SchemaName): Checked<Value> | null {
    const faults = file.faults.length > 0 ? file.faults : this.check(schema, file);
    this.addAll(path, faults);
    return faults.length > 0 ? null : { path, value: file.value as Value, lineOf: (at) => file.lineOf(at) };
  }

  /** Every YAML file straight in a folder. Its name is what it calls itself. */
  private folderOf<Value>(
    folder: string,
    schema: SchemaName,
    nameOf: (value: Value) => string,
    member: string,
  ): Checked<Value>[] {
    const files = this.filesIn<Value>(folder, schema);
    for (const file of files) {
      const name = nameOf(file.value);
      if (file.path === `${folder}/${name}.yaml`) continue;
      const remedy = `Name it ${folder}/${name}.yaml, or correct “${member}”.`;
      this.faultAt(file, [member], `the file calls itself “${name}”`, remedy);
    }
    return files;
  }

  /** Every YAML file straight in a folder, whatever its name. */
  private filesIn<Value>(folder: string, schema: SchemaName): Checked<Value>[] {
    return this.pathsUnder(`${folder}/`)
      .filter((path) => /^[^/]+\.ya?ml$/.test(path.slice(folder.length + 1)))
      .flatMap((path) => this.yaml<Value>(path, schema) ?? []);
  }

  private pathsUnder(prefix: string): string[] {
    return [...this.files.keys()].filter((path) => path.startsWith(prefix)).sort();
  }

  private readFigures(): Record<string, string> {
    return Object.fromEntries(
      this.pathsUnder('figures/')
        .filter((path) => path.endsWith('.svg'))
        .map((path) => {
          const svg = this.files.get(path) as string;
          this.addAll(path, faultsOfFigure(svg));
          return [path.slice('figures/'.length), svg];
        }),
    );
  }

  private readCourses(programme: Checked<ProgrammeFile> | null): Course<LessonSource>[] {
    if (!programme) {
      // Its courses are read all the same, for their faults.
      const places = this.pathsUnder('courses/').map((path) => path.split('/'));
      const folders = new Set(places.filter(({ length }) => length > 2).map(([, name]) => name));
      return [...folders].flatMap((name) => this.readCourseIn(this.folder, name));
    }
    const { slug, courses } = programme.value;
    if (slug !== this.folder) {
      this.faultAt(
        programme,
        ['slug'],
        `the programme calls itself “${slug}” in a folder named “${this.folder}”`,
        `Name the folder ${slug}, or correct the slug.`,
      );
    }
    return courses.flatMap((name, index) => {
      if (this.files.has(`courses/${name}/course.yaml`)) return this.readCourseIn(slug, name);
      this.faultAt(
        programme,
        ['courses', index],
        `the course “${name}” has no courses/${name}/course.yaml`,
        'Add the file, or correct the slug.',
      );
      return [];
    });
  }

  private readCourseIn(programme: string, name: string): Course<LessonSource>[] {
    const file = this.yaml<CourseFile>(`courses/${name}/course.yaml`, 'course');
    if (file) return [this.readCourse(programme, name, file)];
    for (const path of this.pathsUnder(`courses/${name}/`).filter((path) => path.endsWith('.md'))) {
      this.readLesson(path, this.files.get(path) as string);
    }
    return [];
  }

  private readCourse(programme: string, folder: string, file: Checked<CourseFile>): Course<LessonSource> {
    const { slug, title, summary, contactHours, modules } = file.value;
    if (slug !== folder) {
      this.faultAt(
        file,
        ['slug'],
        `the course calls itself “${slug}” in a folder named “${folder}”`,
        `Name the folder ${slug}, or correct the slug.`,
      );
    }
    this.refuseTwins(
      file,
      ['modules'],
      modules.map((module) => module.slug),
      'module',
    );
    return {
      slug,
      title,
      summary,
      contactHours,
      modules: modules.map((module, m): CourseModule<LessonSource> => {
        for (const [q, quiz] of (module.quizzes ?? []).entries()) {
          this.checkQuizExists(file, ['modules', m, 'quizzes', q], quiz);
        }
        return {
          slug: module.slug,
          title: module.title,
          quizzes: module.quizzes ?? [],
          lessons: module.lessons.flatMap((name, l) => {
            const path = `courses/${folder}/${module.slug}/${name}.md`;
            this.lessonsListed.add(path);
            const text = this.files.get(path);
            if (text === undefined) {
              this.faultAt(
                file,
                ['modules', m, 'lessons', l],
                `the lesson “${name}” has no ${path}`,
                'Add the file, or correct the slug.',
              );
              return [];
            }
            const lesson = this.readLesson(path, text);
            return lesson
              ? [{ id: idOfName(`${programme}/lesson/${slug}/${module.slug}/${name}`), slug: name, ...lesson }]
              : [];
          }),
        };
      }),
    };
  }

  private readLesson(path: string, text: string): Omit<LessonSource, 'id' | 'slug'> | null {
    const match = FRONT_MATTER.exec(text);
    if (match?.index !== 0) {
      this.fault(
        path,
        1,
        'the lesson has no front matter',
        'Begin it with a line ---, then title, minutes, outcomes, …, and another line ---.',
      );
      return null;
    }
    const front = this.checked<FrontMatter>(path, readYaml(match[1], 2), 'lesson-front-matter');
    const markdown = text.slice(match[0].length);
    const page = lessonPage(
      markdown,
      {
        figures: this.figures,
        figureUrl: (name) => name,
        references: front?.value.references.map(({ id }) => id) ?? null,
        facts: front?.value.facts ?? null,
        claims: this.claims?.value.claims.map(({ id }) => id) ?? null,
      },
      match[0].split('\n').length,
    );
    this.addAll(path, page.faults);
    if (!front) return null;
    if (markdown.trim() === '') this.fault(path, 1, 'the lesson has no text', 'Write it below the front matter.');

    const { subject = DEFAULT_SUBJECT, mode = 'didactic', ...lesson } = front.value;
    this.refuseTwins(
      front,
      ['references'],
      lesson.references.map(({ id }) => id),
      'reference',
    );
    this.checkCompetencies(front, ['competencies'], lesson.competencies);
    lesson.outcomes.forEach((outcome, o) =>
      this.checkCompetencies(front, ['outcomes', o, 'competencies'], outcome.competencies),
    );
    this.checkFactsExist(front, ['facts'], lesson.facts);
    lesson.references.forEach(({ facts }, r) => this.checkFactsExist(front, ['references', r, 'facts'], facts ?? []));
    return { ...lesson, subject, mode, markdown };
  }

  private checkFacts(): void {
    if (this.facts)
      this.refuseTwins(
        this.facts,
        ['facts'],
        this.facts.value.facts.map(({ id }) => id),
        'fact',
      );
    if (!this.claims) return;
    const { claims } = this.claims.value;
    this.refuseTwins(
      this.claims,
      ['claims'],
      claims.map(({ id }) => id),
      'claim',
    );
    for (const [c, claim] of claims.entries()) this.checkFactsExist(this.claims, ['claims', c, 'facts'], claim.facts);
  }

  private checkFramework(): void {
    const file = this.framework;
    if (!file) return;
    const { competencies, domains, levels, stations } = file.value;
    const domainIds = new Set(domains.map(({ id }) => id));
    this.refuseTwins(
      file,
      ['competencies'],
      competencies.map(({ id }) => id),
      'competency',
    );
    this.refuseTwins(
      file,
      ['domains'],
      domains.map(({ id }) => id),
      'domain',
    );
    this.refuseTwins(
      file,
      ['levels'],
      levels.map(({ level }) => String(level)),
      'level',
    );
    this.refuseTwins(
      file,
      ['stations'],
      stations.map(({ id }) => id),
      'station',
    );
    // Its facts are not looked up: the framework rests on the whole fact pack, facts.yaml holds what is taught or asked.
    for (const [c, { domain }] of competencies.entries()) {
      if (!domainIds.has(domain)) {
        this.faultAt(
          file,
          ['competencies', c, 'domain'],
          `no domain has the id “${domain}”`,
          'Add it to domains, or correct the id.',
        );
      }
    }
    stations.forEach((station, s) =>
      this.checkCompetencies(file, ['stations', s, 'competencies'], station.competencies),
    );
  }

  private checkQuizzes(quizzes: readonly Checked<QuizDefinition>[], bank: readonly Checked<QuestionBankFile>[]): void {
    const seen = new Map<string, string>();
    for (const file of [...quizzes, ...bank]) {
      for (const [q, question] of file.value.questions.entries()) {
        const first = seen.get(question.slug);
        if (first !== undefined) {
          this.faultAt(
            file,
            ['questions', q, 'slug'],
            `the question “${question.slug}” also stands in ${first}`,
            'Give it a slug of its own: attempts are kept under it.',
          );
        }
        seen.set(question.slug, file.path);
        this.checkQuestion(file, ['questions', q], question);
      }
      this.checkCases(file);
    }
    const held = bank.flatMap(({ value }) => value.questions);
    // Of a file that could not be read nobody knows what it holds: one fault stays one.
    const isWhole = bank.length === this.pathsUnder('questions/').length;
    for (const file of quizzes) {
      this.checkOpening(file);
      if (isWhole) this.checkBlueprint(file, held);
    }
  }

  /** Cells never overlap, so each can be filled wherever the bank has enough for it. */
  private checkBlueprint(file: Checked<QuizDefinition>, bank: readonly QuestionDefinition[]): void {
    const { blueprint = [] } = file.value;
    this.refuseTwins(
      file,
      ['blueprint'],
      blueprint.map(({ topic, level }) => `${topic}, ${level}`),
      'cell',
    );
    for (const [c, { topic, level, count }] of blueprint.entries()) {
      const there = bank.filter((question) => question.topic === topic && question.level === level).length;
      if (there >= count) continue;
      this.faultAt(
        file,
        ['blueprint', c],
        `it draws ${count} on “${topic}” (${level}), and the bank has ${there}`,
        'Write more in questions/, draw fewer, or correct topic and level.',
      );
    }
  }

  private checkCourse(file: Checked<{ readonly course: string }>, programme: Checked<ProgrammeFile> | null): void {
    const { course } = file.value;
    if (!programme || programme.value.courses.includes(course)) return;
    this.faultAt(
      file,
      ['course'],
      `the programme has no course “${course}”`,
      'Correct the slug, or list the course in programme.yaml.',
    );
  }

  private checkClaims(programme: Checked<ProgrammeFile> | null): void {
    if (!this.claims || !programme) return;
    for (const [c, { course }] of this.claims.value.claims.entries()) {
      if (course === undefined || programme.value.courses.includes(course)) continue;
      this.faultAt(
        this.claims,
        ['claims', c, 'course'],
        `the programme has no course “${course}”`,
        'Correct the slug, or list the course in programme.yaml.',
      );
    }
  }

  private checkStation(file: Checked<PracticalStation>): void {
    const { framework, competencies, facts, checklist } = file.value;
    if (this.framework && !this.framework.value.stations.some(({ id }) => id === framework)) {
      this.faultAt(
        file,
        ['framework'],
        `the framework has no station “${framework}”`,
        'Correct the id, or add the station to competencies.yaml.',
      );
    }
    this.checkCompetencies(file, ['competencies'], competencies);
    this.checkFactsExist(file, ['facts'], facts);
    checklist.forEach((step, s) => this.checkFactsExist(file, ['checklist', s, 'facts'], step.facts ?? []));
    this.refuseTwins(
      file,
      ['checklist'],
      checklist.map(({ id }) => id),
      'step',
    );
    if (checklist.some(({ critical }) => critical)) return;
    this.faultAt(
      file,
      ['checklist'],
      'no step is critical',
      'Mark those on which a patient’s safety rests: leaving one out fails the station.',
    );
  }

  /** A case is shown once for all its questions, so they must say the same of it. */
  private checkCases(file: Checked<{ readonly questions: readonly QuestionDefinition[] }>): void {
    const first = new Map<string, string>();
    for (const [q, { case: about }] of file.value.questions.entries()) {
      if (!about) continue;
      const says = `${about.title}\n${about.text}`;
      if (says !== (first.get(about.slug) ?? says)) {
        this.faultAt(
          file,
          ['questions', q, 'case'],
          `the case “${about.slug}” reads otherwise in an earlier question`,
          'Repeat it word for word, or give it a slug of its own.',
        );
      }
      first.set(about.slug, says);
    }
  }

  private checkOpening(file: Checked<QuizDefinition>): void {
    const { opensAt, closesAt } = file.value;
    if (opensAt === undefined || closesAt === undefined || new Date(opensAt) < new Date(closesAt)) return;
    this.faultAt(file, ['closesAt'], 'the quiz closes before it opens', 'Correct one of the two.');
  }

  private checkQuestion(file: Checked<unknown>, at: ValuePath, question: QuestionDefinition): void {
    this.checkCompetencies(file, [...at, 'competencies'], question.competencies);
    this.checkFactsExist(file, [...at, 'facts'], question.facts);
    for (const [f, fact] of question.facts.entries()) {
      const mark = this.marks?.get(fact);
      if (mark && mark !== 'A') {
        this.faultAt(
          file,
          [...at, 'facts', f],
          `the key rests on ${fact}, which is marked ${mark}`,
          'Rest it on a fact marked A, or read the primary source and raise the mark.',
        );
      }
    }
    for (const { path, message, remedy } of faultsOfQuestion(question, this.figures)) {
      this.faultAt(file, [...at, ...path], message, remedy);
    }
  }

  private checkScheme(file: Checked<SchemeDefinition>): void {
    const ids: string[] = [];
    const walk = (requirements: SchemeRequirements, at: ValuePath): void => {
      for (const [r, requirement] of requirements.entries()) {
        const here = [...at, r];
        if (ids.includes(requirement.id)) {
          this.faultAt(file, [...here, 'id'], `two requirements are called “${requirement.id}”`, 'Rename one of them.');
        }
        ids.push(requirement.id);
        if ('anyOf' in requirement) walk(requirement.anyOf, [...here, 'anyOf']);
        else if ('allOf' in requirement) walk(requirement.allOf, [...here, 'allOf']);
        else {
          if (requirement.quiz) this.checkQuizExists(file, [...here, 'quiz'], requirement.quiz);
          if (requirement.competency) {
            this.checkCompetencies(file, [...here, 'competency'], [requirement.competency]);
            if (requirement.kind === 'sign-off' && requirement.level === undefined)
              this.checkHasLevel(file, here, requirement.competency);
          }
        }
      }
    };
    walk(file.value.requirements, ['requirements']);
    for (const [q, { competency }] of file.value.qualifies.entries()) {
      this.checkCompetencies(file, ['qualifies', q, 'competency'], [competency]);
    }
  }

  private checkHasLevel(file: Checked<unknown>, at: ValuePath, id: string): void {
    const competency = this.framework?.value.competencies.find((candidate) => candidate.id === id);
    if (competency?.minLevel === null) {
      this.faultAt(
        file,
        [...at, 'competency'],
        `${id} has no minimum level, and the requirement names none`,
        'Add “level:” to the requirement, or ask for another competency.',
      );
    }
  }

  private checkQuizExists(file: Checked<unknown>, at: ValuePath, quiz: string): void {
    if (!this.files.has(`quizzes/${quiz}.yaml`)) {
      this.faultAt(file, at, `the quiz “${quiz}” has no quizzes/${quiz}.yaml`, 'Add the file, or correct the slug.');
    }
  }

  private checkCompetencies(file: Checked<unknown>, at: ValuePath, ids: readonly string[]): void {
    for (const [index, id] of ids.entries()) {
      if (this.competencyIds && !this.competencyIds.has(id)) {
        this.faultAt(
          file,
          [...at, index],
          `no competency has the id “${id}”`,
          'Add it to competencies.yaml, or correct the id.',
        );
      }
    }
  }

  private checkFactsExist(file: Checked<unknown>, at: ValuePath, ids: readonly string[]): void {
    for (const [index, id] of ids.entries()) {
      if (this.marks && !this.marks.has(id)) {
        this.faultAt(file, [...at, index], `no fact has the id “${id}”`, 'Add it to facts.yaml, or correct the id.');
      }
    }
  }

  private refuseTwins(file: Checked<unknown>, at: ValuePath, names: readonly string[], what: string): void {
    for (const [index, name] of names.entries()) {
      if (names.indexOf(name) < index)
        this.faultAt(file, [...at, index], `the ${what} “${name}” stands twice`, 'Rename or remove one of the two.');
    }
  }

  /** What nobody lists is never shown: most often a slip. */
  private checkOrphans(programme: Checked<ProgrammeFile> | null): void {
    for (const path of this.pathsUnder('courses/')) {
      const [, course, ...rest] = path.split('/');
      if (rest.length === 1 && rest[0] === 'course.yaml' && programme && !programme.value.courses.includes(course)) {
        this.fault(
          path,
          1,
          'the programme does not list this course',
          'Add its slug to courses in programme.yaml, or remove the folder.',
        );
      }
      const listed = programme?.value.courses.includes(course) ?? false;
      if (
        listed &&
        rest.length === 2 &&
        rest[1].endsWith('.md') &&
        this.courseWasRead(course) &&
        !this.lessonsListed.has(path)
      ) {
        this.fault(
          path,
          1,
          'the course does not list this lesson',
          `Add its slug to a module in courses/${course}/course.yaml, or remove the file.`,
        );
      }
    }
  }

  private courseWasRead(course: string): boolean {
    return !this.faults.some(({ file }) => file === `courses/${course}/course.yaml`);
  }
}

/** By file and line; an element that opens and closes on one line is one fault. */
function inOrder(faults: readonly PackageFault[]): PackageFault[] {
  const once = new Map(faults.map((fault) => [`${fault.file}:${fault.line} ${fault.message}`, fault]));
  return [...once.values()].sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
}
