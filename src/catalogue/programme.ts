import type { BlueprintCell, QuestionDefinition, QuizSettings } from './question-definition';

export type * from './question-definition';

/*
 * A programme as its folder says it: the language in which authors and the rooms above understand each other.
 *
 *   courses/dry-needling/
 *     programme.yaml                         slug, title, version, summary, approval, courses (slugs, in order)
 *     courses/<course>/course.yaml           slug, title, contactHours, modules: [{ slug, title, lessons: [slug], quizzes: [slug] }]
 *     courses/<course>/<module>/<lesson>.md  front matter: title, minutes, outcomes, competencies, facts, references, subject?, mode?
 *     figures/<name>.svg                     shown by ![alternative text](figures/<name>.svg "caption")
 *     questions/<name>.yaml                  course: slug, questions: the bank from which quizzes draw
 *     stations/<station>.yaml                practical stations: candidate's sheet, assessor's checklist
 *     quizzes/<quiz>.yaml  competencies.yaml  schemes/<code>.yaml  facts.yaml  claims.yaml  jurisdictions/<code>.yaml
 *
 * What a file may say is in `courses/schemas/*.schema.json`; `docs/authoring.md` explains the Markdown of lessons.
 */

/** Whether a clinician has read it. Whatever is shown of an unapproved programme says so. */
export interface Approval {
  readonly status: 'unapproved' | 'approved';
  /** What a reader must know about the standing of this content. */
  readonly note: string;
  /** Name and profession of the clinician, and the day; present once approved. */
  readonly approvedBy?: string;
  readonly approvedOn?: string;
}

/** How sure we are: A source read, B seen through a secondary source, C professional background, D contested. */
export type Confidence = 'A' | 'B' | 'C' | 'D';

/** Where a statement rests. The text of a lesson points at it with `[words](#ref-<id>)`. */
export interface Reference {
  readonly id: string;
  readonly text: string;
  readonly doi?: string;
  readonly pmid?: string;
  readonly url?: string;
  /** Number and section of a document that has no address. */
  readonly document?: string;
  readonly facts?: readonly string[];
}

/** What a reader can do afterwards, and the competencies that it serves. */
export interface Outcome {
  readonly text: string;
  readonly competencies: readonly string[];
}

/** Something that the programme teaches or asks about. Only an A may be the key of a graded question. */
export interface Fact {
  readonly id: string;
  readonly mark: Confidence;
  readonly says: string;
  readonly parts?: readonly { readonly mark: Confidence; readonly says: string }[];
  readonly source: string;
  /** When its sources were looked up again, and what was found, or not. */
  readonly readings?: readonly { readonly on: string; readonly what: string; readonly found: string }[];
}

/** What patients have read or heard, and how it stands up. */
export interface PatientClaim {
  readonly id: string;
  readonly kind: 'claim' | 'contradiction' | 'omission';
  readonly claim: string;
  readonly verdict: 'supported' | 'partly supported' | 'unsupported' | 'wrong' | 'safety-relevant';
  readonly evidence: string;
  readonly facts: readonly string[];
  readonly confidence: Confidence;
  /** Slug of the course in which a trainee meets it. */
  readonly course?: string;
  /** Getting it wrong can hurt somebody, whatever the verdict. */
  readonly safety?: boolean;
  readonly source?: string;
}

export type LessonMode = 'didactic' | 'practical';

/** An ungraded question inside a lesson, answered at once: one option is right, and each explains itself. */
export interface CheckQuestion {
  readonly id: string;
  readonly prompt: string;
  readonly options: readonly { readonly text: string; readonly correct: boolean; readonly feedback: string }[];
}

/** A lesson as it was written. */
export interface LessonSource {
  /** The same in every version and installation: `idOfName('<programme>/lesson/<course>/<module>/<lesson>')`. */
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  /** Minutes of reading and doing, as credited when it is completed. */
  readonly minutes: number;
  /** One sentence for the outline. */
  readonly summary?: string;
  readonly outcomes: readonly Outcome[];
  /** Competency ids that it prepares for. */
  readonly competencies: readonly string[];
  /** Ids of the fact pack on which it rests. */
  readonly facts: readonly string[];
  readonly references: readonly Reference[];
  readonly subject: string;
  readonly mode: LessonMode;
  readonly markdown: string;
}

/** A lesson ready to be read. The page is made from the source whenever a version is opened, and never stored. */
export interface Lesson extends LessonSource {
  /** Safe to place in a page as it is. */
  readonly html: string;
  readonly checks: readonly CheckQuestion[];
}

export interface CourseModule<L = Lesson> {
  readonly slug: string;
  readonly title: string;
  readonly lessons: readonly L[];
  /** Slugs of quizzes that close this module. */
  readonly quizzes: readonly string[];
}

export interface Course<L = Lesson> {
  readonly slug: string;
  readonly title: string;
  /** What one can do after it. */
  readonly summary: string;
  /** Clock hours of learning that the course asks for, practice included. */
  readonly contactHours: number;
  readonly modules: readonly CourseModule<L>[];
}

export interface QuizDefinition extends QuizSettings {
  readonly slug: string;
  /** Asked of everybody, in this order. */
  readonly questions: readonly QuestionDefinition[];
  /** Drawn from the programme's bank when an attempt starts, after those asked of everybody. */
  readonly blueprint?: readonly BlueprintCell[];
}

/** Questions of one course from which quizzes draw. */
export interface QuestionBankFile {
  readonly course: string;
  readonly questions: readonly QuestionDefinition[];
}

/** One thing that an assessor sees or hears. */
export interface StationStep {
  readonly id: string;
  readonly step: string;
  /** Left out or done wrong, it fails the station whatever else was done. */
  readonly critical: boolean;
  /** What makes it a critical fail. */
  readonly criticalFailIf?: string;
  readonly facts?: readonly string[];
}

export type GlobalRating = 'clear-fail' | 'borderline' | 'pass' | 'good';

/** A practical station (OSCE): what the candidate is told, what the assessor looks for, what the room needs. */
export interface PracticalStation {
  readonly slug: string;
  readonly title: string;
  /** The station of the framework's plan that it samples. */
  readonly framework: string;
  readonly minutes: { readonly reading: number; readonly station: number; readonly feedback: number };
  readonly competencies: readonly string[];
  readonly facts: readonly string[];
  readonly setting: string;
  readonly candidate: { readonly instructions: string };
  readonly equipment: readonly string[];
  readonly rolePlayer?: {
    readonly brief: string;
    readonly says: readonly { readonly when: string; readonly line: string }[];
  };
  readonly checklist: readonly StationStep[];
  readonly globalRating: { readonly anchors: Readonly<Record<GlobalRating, string>> };
  readonly assessor: { readonly notes: string; readonly stopIf: readonly string[] };
  readonly debrief: string;
}

export type AssessmentMethod = 'quiz' | 'station' | 'logbook' | 'record';

export interface Competency {
  readonly id: string;
  readonly domain: string;
  readonly title: string;
  /** What an assessor sees the person do. */
  readonly observable: string;
  readonly criticalFail: boolean;
  readonly criticalFailIf: readonly string[];
  readonly assessedBy: readonly AssessmentMethod[];
  /** Least level at which it is signed off; `null` where it has no level. */
  readonly minLevel: number | null;
  /** Slug of the course that teaches it. */
  readonly lesson: string;
  readonly facts: readonly string[];
  readonly optional?: boolean;
}

/** One step of the entrustment scale: what the assessor had to do. */
export interface EntrustmentLevel {
  readonly level: number;
  readonly label: string;
  readonly meaning: string;
  readonly mayNeedlePatients: boolean;
  /** The condition under which patients may be needled at this level. */
  readonly onlyWith?: string;
}

export interface RegionTier {
  readonly tier: number;
  readonly regions: string;
  readonly extraSignOff: boolean;
}

export interface Station {
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
  readonly competencies: readonly string[];
  readonly optional?: boolean;
}

export interface CompetencyFramework {
  readonly id: string;
  readonly version: string;
  /** `proposed` until a panel of clinicians has adopted it. */
  readonly status: 'proposed' | 'adopted';
  readonly scope: string;
  readonly domains: readonly { readonly id: string; readonly title: string }[];
  readonly levels: readonly EntrustmentLevel[];
  readonly regionTiers: readonly RegionTier[];
  readonly stations: readonly Station[];
  readonly competencies: readonly Competency[];
}

/** What a scheme may ask: the part of the training record's requirement language that is about the person. */
export type SchemeRequirementKind =
  | 'lessons-completed'
  | 'quiz-passed'
  | 'sign-off'
  | 'evidence-in-date'
  | 'supervised-treatments'
  | 'training-hours'
  | 'in-person-hours'
  | 'didactic-hours'
  | 'practical-hours'
  | 'licensed-years'
  | 'practice-years';

export interface SchemeRequirement {
  readonly id: string;
  readonly kind: SchemeRequirementKind;
  readonly stage: 'certification';
  readonly bearer: 'practitioner';
  readonly detail: string;
  readonly minimum?: number;
  readonly unit?: 'hours' | 'years' | 'sessions' | 'percent' | 'lessons' | 'level';
  readonly topic?: string;
  readonly quiz?: string;
  readonly competency?: string;
  /** Absent on a sign-off: the competency's own minimum level. */
  readonly level?: number;
  readonly regionTier?: number;
  readonly evidenceKind?: string;
}

export type SchemeRequirements = readonly (
  | SchemeRequirement
  | { readonly id: string; readonly detail?: string; readonly anyOf: SchemeRequirements }
  | { readonly id: string; readonly detail?: string; readonly allOf: SchemeRequirements }
)[];

/** What a certificate attests, for how long, and what it asks before. */
export interface SchemeDefinition {
  readonly code: string;
  readonly title: string;
  readonly version: string;
  /** `proposed` until a panel has adopted its figures. */
  readonly status: 'proposed' | 'adopted';
  readonly summary?: string;
  readonly validityMonths: number;
  /** Competencies in which its holder may assess others, and up to which region tier; often none. */
  readonly qualifies: readonly { readonly competency: string; readonly regionTier: number }[];
  readonly requirements: SchemeRequirements;
}

/** Everything a programme's folder holds. */
export interface ProgrammePackage<L = Lesson> {
  readonly slug: string;
  readonly title: string;
  /** As its authors count; the digest names it exactly. */
  readonly version: string;
  readonly summary: string;
  readonly approval: Approval;
  readonly courses: readonly Course<L>[];
  readonly quizzes: readonly QuizDefinition[];
  /** Absent in versions loaded before there was one. */
  readonly bank?: readonly QuestionBankFile[];
  /** Absent in versions loaded before there were any. */
  readonly practicalStations?: readonly PracticalStation[];
  readonly framework: CompetencyFramework;
  readonly schemes: readonly SchemeDefinition[];
  readonly facts: readonly Fact[];
  readonly claims: readonly PatientClaim[];
  /** Register files, parsed and checked by their schema; the scope-of-practice room reads them. */
  readonly jurisdictions: readonly unknown[];
  /** SVG text by file name. */
  readonly figures: Readonly<Record<string, string>>;
}

/** A programme as it stood when it was loaded: never changed afterwards. */
export interface ProgrammeVersion {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly version: string;
  /** SHA-256 over the canonical JSON of the whole package, figures included. */
  readonly digest: string;
  readonly loadedAt: Date;
  readonly content: ProgrammePackage;
}

/** What is wrong with a package, where, and what to do about it. */
export interface PackageFault {
  /** Relative to the programme's folder. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly message: string;
  readonly remedy: string;
}

/** What became of one programme folder. */
export interface LoadReport {
  readonly folder: string;
  /** `refused`: the folder has faults, and the version that ran before goes on running, where there is one. */
  readonly outcome: 'loaded' | 'unchanged' | 'refused';
  readonly running: ProgrammeVersion | null;
  readonly faults: readonly PackageFault[];
}

/** A lesson with the place where it stands. */
export interface PlacedLesson<L = Lesson> {
  readonly course: Course<L>;
  readonly module: CourseModule<L>;
  readonly lesson: L;
}

/** Every question that a quiz may ask somebody, in the order in which they are written. */
export function questionsOf(content: Pick<ProgrammePackage, 'bank'>, quiz: QuizDefinition): QuestionDefinition[] {
  const { blueprint = [] } = quiz;
  const drawn = (content.bank ?? []).flatMap(({ questions }) =>
    questions.filter(({ topic, level }) => blueprint.some((cell) => cell.topic === topic && cell.level === level)),
  );
  return [...quiz.questions, ...drawn];
}

/** The quizzes of a programme as its courses come to them; what no course lists, last. */
export function quizzesInOrder({ courses, quizzes }: Pick<ProgrammePackage, 'courses' | 'quizzes'>): QuizDefinition[] {
  const listed = courses.flatMap(({ modules }) => modules.flatMap((module) => module.quizzes));
  const placeOf = ({ slug }: QuizDefinition) => (listed.includes(slug) ? listed.indexOf(slug) : listed.length);
  return [...quizzes].sort((one, other) => placeOf(one) - placeOf(other));
}

/** How many questions each person is asked. */
export function lengthOf({ questions, blueprint = [] }: Pick<QuizDefinition, 'questions' | 'blueprint'>): number {
  return questions.length + blueprint.reduce((sum, { count }) => sum + count, 0);
}

/** Every lesson of a programme in reading order. */
export function lessonsOf<L>(content: Pick<ProgrammePackage<L>, 'courses'>): PlacedLesson<L>[] {
  return content.courses.flatMap((course) =>
    course.modules.flatMap((module) => module.lessons.map((lesson) => ({ course, module, lesson }))),
  );
}
