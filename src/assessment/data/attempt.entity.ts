import { Entity, ForeignKey, Index } from 'typeorm';
import {
  BooleanColumn,
  IdColumn,
  InstantColumn,
  IntegerColumn,
  PrimaryIdColumn,
  TextColumn,
} from '../../database/columns';

/** One sitting of a quiz by one person. Whether it is open, and its grade, are derived. */
@Entity('attempt')
@Index(['personId', 'quizId', 'number'], { unique: true })
@Index(['quizId'])
export class Attempt {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('Person')
  @IdColumn({ update: false })
  personId: string;

  @ForeignKey('Quiz')
  @IdColumn({ update: false })
  quizId: string;

  @ForeignKey('QuizVersion')
  @IdColumn({ update: false })
  quizVersionId: string;

  /** 1, 2, 3 … of this person at this quiz, over all its versions. Unique: two tabs cannot start two. */
  @IntegerColumn({ update: false })
  number: number;

  /** Orders the options; 32 hexadecimal digits that never leave the house. */
  @TextColumn(32, { update: false })
  seed: string;

  @InstantColumn({ update: false })
  startedAt: Date;

  /** As it stood at the start. Minutes added and breaks taken since are facts of their own: ask `Timekeeping`. */
  @InstantColumn({ update: false })
  deadlineAt: Date;

  /** How long after the deadline a packet is still taken. */
  @IntegerColumn({ update: false })
  graceSeconds: number;

  /** Whether the candidate declared at the start that the work would be their own. */
  @BooleanColumn({ update: false })
  declared: boolean;
}
