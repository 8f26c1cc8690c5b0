import { Entity, ForeignKey, Index } from 'typeorm';
import { DayColumn, IdColumn, InstantColumn, PrimaryIdColumn, TextColumn } from '../../database/columns';

/** Somebody who is qualified has approved what a lesson says. Said in public, as an author is named. */
@Entity('lesson_approval')
@Index(['programme', 'lessonId'])
export class LessonApproval {
  @PrimaryIdColumn()
  id: string;

  @TextColumn(80, { update: false })
  programme: string;

  /** The same in every version of the programme. */
  @IdColumn({ update: false })
  lessonId: string;

  /** Of what was approved. */
  @TextColumn(64, { update: false })
  digest: string;

  @TextColumn(200, { update: false })
  approver: string;

  @TextColumn(300, { update: false })
  qualification: string;

  @DayColumn({ update: false })
  approvedOn: string;

  @ForeignKey('Person')
  @IdColumn({ update: false })
  recordedById: string;

  @InstantColumn({ update: false })
  recordedAt: Date;
}
