import { ApiProperty } from '@nestjs/swagger';
import { idOfName } from '../kernel/ids';
import type { ProgrammeStanding } from './domain/lesson-approval';
import type { CompetencyFramework, Course, ProgrammeVersion, SchemeDefinition } from './programme';

export class LessonOutline {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() slug: string;
  @ApiProperty() title: string;
  @ApiProperty({ type: 'integer', description: 'Minutes credited when it is completed' }) minutes: number;
}

export class QuizOutline {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() slug: string;
  @ApiProperty() title: string;
}

export class ModuleOutline {
  @ApiProperty() slug: string;
  @ApiProperty() title: string;
  @ApiProperty({ type: [LessonOutline] }) lessons: LessonOutline[];
  @ApiProperty({ type: [QuizOutline] }) quizzes: QuizOutline[];
}

export class CourseOutline {
  @ApiProperty() slug: string;
  @ApiProperty() title: string;
  @ApiProperty() summary: string;
  @ApiProperty({ description: 'Clock hours' }) contactHours: number;
  @ApiProperty({ type: [ModuleOutline] }) modules: ModuleOutline[];
}

export class ApprovalOutline {
  @ApiProperty({ enum: ['unapproved', 'approved'], description: 'Whether a clinician has approved the content' })
  status: string;
  @ApiProperty({ description: 'What a reader must know about the standing of this content' }) note: string;
}

export class CompetencyOutline {
  @ApiProperty({ example: 'C15' }) id: string;
  @ApiProperty() domain: string;
  @ApiProperty() title: string;
  @ApiProperty({ description: 'What an assessor sees the person do' }) observable: string;
  @ApiProperty() criticalFail: boolean;
  @ApiProperty({ type: [String], enum: ['quiz', 'station', 'logbook', 'record'] }) assessedBy: readonly string[];
  @ApiProperty({ type: 'integer', nullable: true, minimum: 1, maximum: 5 }) minLevel: number | null;
}

export class SchemeOutline {
  @ApiProperty({ example: 'dn-foundation' }) code: string;
  @ApiProperty() title: string;
  @ApiProperty() version: string;
  @ApiProperty({ enum: ['proposed', 'adopted'] }) status: string;
  @ApiProperty({ type: 'integer' }) validityMonths: number;
  @ApiProperty({
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    description: 'In the requirement language',
  })
  requirements: SchemeDefinition['requirements'];
}

export class ProgrammeSummary {
  @ApiProperty({ example: 'dry-needling' }) slug: string;
  @ApiProperty() title: string;
  @ApiProperty({ description: 'As its authors count', example: '0.1.0' }) version: string;
  @ApiProperty({ format: 'uuid', description: 'Names this version for ever' }) versionId: string;
  @ApiProperty({ description: 'SHA-256 of the whole content' }) digest: string;
  @ApiProperty() summary: string;
  @ApiProperty({ type: ApprovalOutline }) approval: ApprovalOutline;
  @ApiProperty({ type: [CourseOutline] }) courses: CourseOutline[];
}

export class ProgrammeOutline extends ProgrammeSummary {
  @ApiProperty({ type: [CompetencyOutline] }) competencies: CompetencyOutline[];
  @ApiProperty({ type: [SchemeOutline] }) schemes: SchemeOutline[];
}

export class ProgrammeListing {
  @ApiProperty({ type: [ProgrammeSummary] }) items: ProgrammeSummary[];
  @ApiProperty({ type: String, nullable: true }) next: string | null;
}

export function presentSummary(
  { id, slug, digest, content }: ProgrammeVersion,
  approval: ProgrammeStanding,
): ProgrammeSummary {
  const { title, version, summary, courses } = content;
  return {
    slug,
    title,
    version,
    versionId: id,
    digest,
    summary,
    approval: { status: approval.status, note: approval.note },
    courses: courses.map((course) => presentCourse(slug, course, content.quizzes)),
  };
}

export function presentProgramme(version: ProgrammeVersion, approval: ProgrammeStanding): ProgrammeOutline {
  const { framework, schemes } = version.content;
  return {
    ...presentSummary(version, approval),
    competencies: framework.competencies.map(presentCompetency),
    schemes: schemes.map(presentScheme),
  };
}

type QuizTitle = Pick<QuizOutline, 'slug' | 'title'>;

function presentCourse(programme: string, course: Course, quizzes: readonly QuizTitle[]): CourseOutline {
  const { slug, title, summary, contactHours, modules } = course;
  return {
    slug,
    title,
    summary,
    contactHours,
    modules: modules.map((module) => ({
      slug: module.slug,
      title: module.title,
      lessons: module.lessons.map(({ id, slug, title, minutes }) => ({ id, slug, title, minutes })),
      quizzes: presentQuizzes(programme, module.quizzes, quizzes),
    })),
  };
}

/** A quiz keeps its id through all versions of the programme. */
export function presentQuizzes(
  programme: string,
  slugs: readonly string[],
  quizzes: readonly QuizTitle[],
): QuizOutline[] {
  return slugs.flatMap((slug) => {
    const quiz = quizzes.find((candidate) => candidate.slug === slug);
    return quiz ? [{ id: idOfName(`${programme}/quiz/${slug}`), slug, title: quiz.title }] : [];
  });
}

function presentCompetency(competency: CompetencyFramework['competencies'][number]): CompetencyOutline {
  const { id, domain, title, observable, criticalFail, assessedBy, minLevel } = competency;
  return { id, domain, title, observable, criticalFail, assessedBy, minLevel };
}

function presentScheme({
  code,
  title,
  version,
  status,
  validityMonths,
  requirements,
}: SchemeDefinition): SchemeOutline {
  return { code, title, version, status, validityMonths, requirements };
}
