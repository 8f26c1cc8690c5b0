import { ApiProperty } from '@nestjs/swagger';
import { presentQuizzes, QuizOutline } from '../../catalogue/outline';
import type { ProgrammeVersion } from '../../catalogue/programme';
import type { Attendance } from '../data/attendance.entity';
import type { LessonProgress, Progress } from '../domain/progress';
import type { Enrolment } from '../enrolments.service';
import { DELIVERIES, MODES, type AttendanceItem } from '../instruction';

export class VersionName {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ description: 'As its authors count', example: '0.1.0' }) version: string;
  @ApiProperty({ description: 'SHA-256 of the whole content' }) digest: string;
}

export const presentVersion = ({ id, version, digest }: ProgrammeVersion): VersionName => ({ id, version, digest });

export class EnrolmentView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) personId: string;
  @ApiProperty({ example: 'dry-needling' }) programme: string;
  @ApiProperty({ description: 'Title of the programme in that version' }) title: string;
  @ApiProperty({ type: VersionName, description: 'Theirs until they are moved' }) programmeVersion: VersionName;
  @ApiProperty({ format: 'date-time' }) enrolledAt: string;
}

export function presentEnrolment(
  { id, personId, programme, enrolledAt }: Enrolment,
  version: ProgrammeVersion,
): EnrolmentView {
  return {
    id,
    personId,
    programme,
    title: version.title,
    programmeVersion: presentVersion(version),
    enrolledAt: enrolledAt.toISOString(),
  };
}

export class EnrolmentListing {
  @ApiProperty({ type: [EnrolmentView] }) items: EnrolmentView[];
  @ApiProperty({ type: String, nullable: true }) next: string | null;
}

export class Tally {
  @ApiProperty() done: number;
  @ApiProperty() total: number;
}

export class LessonProgressView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() slug: string;
  @ApiProperty() title: string;
  @ApiProperty({ type: 'integer' }) minutes: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) completedAt: string | null;
}

export class ModuleProgressView extends Tally {
  @ApiProperty({ description: 'Slug of the course' }) course: string;
  @ApiProperty() courseTitle: string;
  @ApiProperty({ description: 'Slug of the module' }) module: string;
  @ApiProperty() title: string;
  @ApiProperty({ type: [LessonProgressView] }) lessons: LessonProgressView[];
  @ApiProperty({ type: [QuizOutline] }) quizzes: QuizOutline[];
}

export class ProgressView {
  @ApiProperty({ format: 'uuid' }) enrolment: string;
  @ApiProperty() programme: string;
  @ApiProperty({ type: Tally }) lessons: Tally;
  @ApiProperty({ type: Tally, description: 'Clock hours: lessons completed and teaching attended' })
  contactHours: Tally;
  @ApiProperty({ type: [ModuleProgressView] }) modules: ModuleProgressView[];
  @ApiProperty({ type: LessonProgressView, nullable: true, description: 'The first lesson still to be done' })
  next: LessonProgressView | null;
}

const presentLesson = ({ id, slug, title, minutes, completedAt }: LessonProgress): LessonProgressView => ({
  id,
  slug,
  title,
  minutes,
  completedAt: completedAt?.toISOString() ?? null,
});

export function presentProgress(
  enrolment: Enrolment,
  { lessons, contactHours, modules, next }: Progress,
  version: ProgrammeVersion,
): ProgressView {
  const { programme } = enrolment;
  return {
    enrolment: enrolment.id,
    programme,
    lessons,
    contactHours,
    modules: modules.map((module) => ({
      course: module.course,
      courseTitle: module.courseTitle,
      module: module.module,
      title: module.title,
      done: module.done,
      total: module.total,
      lessons: module.lessons.map(presentLesson),
      quizzes: presentQuizzes(programme, module.quizzes, version.content.quizzes),
    })),
    next: next && presentLesson(next),
  };
}

export class AttendanceItemView {
  @ApiProperty() subject: string;
  @ApiProperty({ enum: MODES, nullable: true }) mode: string | null;
  @ApiProperty({ type: 'integer' }) minutes: number;
}

export class AttendanceView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) personId: string;
  @ApiProperty({ format: 'date' }) heldOn: string;
  @ApiProperty({ enum: DELIVERIES }) delivery: string;
  @ApiProperty() title: string;
  @ApiProperty({ type: [AttendanceItemView] }) items: AttendanceItem[];
  @ApiProperty({ format: 'uuid' }) attestedBy: string;
  @ApiProperty({ format: 'date-time' }) attestedAt: string;
}

/** `title` as it was stated: at rest it is sealed. */
export function presentAttendance(attendance: Attendance, title: string): AttendanceView {
  const { id, personId, heldOn, delivery, items, attestedById, attestedAt } = attendance;
  return {
    id,
    personId,
    heldOn,
    delivery,
    title,
    items,
    attestedBy: attestedById,
    attestedAt: attestedAt.toISOString(),
  };
}
