import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, IntegerColumn, PrimaryIdColumn, TextColumn } from '../../database/columns';
import type { InstructionMode } from '../instruction';

/** That a person completed a lesson, and what it counted for then: a later version of the lesson credits nobody again. */
@Entity('lesson_completion')
@Index(['personId', 'lessonId'], { unique: true })
export class LessonCompletion {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('Person')
  @IdColumn({ update: false })
  personId: string;

  /** The same in every version of the programme. */
  @IdColumn({ update: false })
  lessonId: string;

  @TextColumn(60, { update: false })
  programme: string;

  /** The version that was read. */
  @ForeignKey('ProgrammeVersion')
  @IdColumn({ update: false })
  programmeVersionId: string;

  @IntegerColumn({ update: false })
  minutes: number;

  @TextColumn(60, { update: false })
  subject: string;

  @TextColumn(20, { update: false })
  mode: InstructionMode;

  @InstantColumn({ update: false })
  completedAt: Date;
}
