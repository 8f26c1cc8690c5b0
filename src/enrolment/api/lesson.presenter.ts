import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ApprovalOutline } from '../../catalogue/outline';
import type { PlacedLesson } from '../../catalogue/programme';
import type { LessonInHand } from '../lessons.service';
import { presentVersion, VersionName } from './enrolment.presenter';

export class LessonLink {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() slug: string;
  @ApiProperty() title: string;
}

export class PlaceName {
  @ApiProperty() slug: string;
  @ApiProperty() title: string;
}

export class OutcomeView {
  @ApiProperty() text: string;
  @ApiProperty({ type: [String] }) competencies: readonly string[];
}

export class CompetencyName {
  @ApiProperty({ example: 'C15' }) id: string;
  @ApiProperty() title: string;
}

export class ReferenceView {
  @ApiProperty({ description: 'The text of the lesson points at `#ref-<id>`' }) id: string;
  @ApiProperty() text: string;
  @ApiPropertyOptional() doi?: string;
  @ApiPropertyOptional() pmid?: string;
  @ApiPropertyOptional() url?: string;
  @ApiPropertyOptional() document?: string;
}

export class FactView {
  @ApiProperty({ example: 'F5.01', description: 'The text of the lesson points at `#fact-<id>`' }) id: string;
  @ApiProperty({ enum: ['A', 'B', 'C', 'D'], description: 'How sure: A source read … D contested' }) mark: string;
  @ApiProperty() says: string;
  @ApiProperty() source: string;
}

export class LessonView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() slug: string;
  @ApiProperty() title: string;
  @ApiProperty({ example: 'dry-needling' }) programme: string;
  @ApiProperty({ type: PlaceName }) course: PlaceName;
  @ApiProperty({ type: PlaceName }) module: PlaceName;
  @ApiProperty({ description: 'Safe to place in a page as it is' }) html: string;
  @ApiProperty({ type: 'integer' }) minutes: number;
  @ApiProperty({ type: [OutcomeView] }) outcomes: readonly OutcomeView[];
  @ApiProperty({ type: [CompetencyName] }) competencies: CompetencyName[];
  @ApiProperty({ type: [ReferenceView] }) references: ReferenceView[];
  @ApiProperty({ type: [FactView] }) facts: FactView[];
  @ApiProperty({ type: ApprovalOutline }) approval: ApprovalOutline;
  @ApiProperty({ type: VersionName }) programmeVersion: VersionName;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) completedAt: string | null;
  @ApiProperty({ type: LessonLink, nullable: true }) previous: LessonLink | null;
  @ApiProperty({ type: LessonLink, nullable: true }) next: LessonLink | null;
}

const link = (place: PlacedLesson | null): LessonLink | null =>
  place && { id: place.lesson.id, slug: place.lesson.slug, title: place.lesson.title };

export function presentLesson(inHand: LessonInHand): LessonView {
  const { lesson, course, module, version, approval, completedAt, previous, next } = inHand;
  const { framework, facts } = version.content;
  return {
    id: lesson.id,
    slug: lesson.slug,
    title: lesson.title,
    programme: version.slug,
    course: { slug: course.slug, title: course.title },
    module: { slug: module.slug, title: module.title },
    html: lesson.html,
    minutes: lesson.minutes,
    outcomes: lesson.outcomes.map(({ text, competencies }) => ({ text, competencies })),
    competencies: framework.competencies
      .filter(({ id }) => lesson.competencies.includes(id))
      .map(({ id, title }) => ({ id, title })),
    references: lesson.references.map(({ id, text, doi, pmid, url, document }) => ({
      id,
      text,
      doi,
      pmid,
      url,
      document,
    })),
    facts: facts
      .filter(({ id }) => lesson.facts.includes(id))
      .map(({ id, mark, says, source }) => ({ id, mark, says, source })),
    approval: { status: approval.status, note: approval.note },
    programmeVersion: presentVersion(version),
    completedAt: completedAt?.toISOString() ?? null,
    previous: link(previous),
    next: link(next),
  };
}
