import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, IntegerColumn, PrimaryIdColumn } from '../../database/columns';

/** Which version of a quiz of the bank is sat, and when. The last entry counts: to change one's mind is another entry. */
@Entity('quiz_schedule')
@Index(['quizId', 'sequence'], { unique: true })
export class QuizSchedule {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('Quiz')
  @IdColumn({ update: false })
  quizId: string;

  @IntegerColumn({ update: false })
  sequence: number;

  @ForeignKey('QuizVersion')
  @IdColumn({ update: false })
  quizVersionId: string;

  /** No attempt starts before; `null`: at once. */
  @InstantColumn({ update: false, nullable: true })
  opensAt: Date | null;

  /** No attempt starts from then on, and none goes on; `null`: without end. */
  @InstantColumn({ update: false, nullable: true })
  closesAt: Date | null;

  @ForeignKey('Person')
  @IdColumn({ update: false })
  actorId: string;

  @InstantColumn({ update: false })
  recordedAt: Date;
}
