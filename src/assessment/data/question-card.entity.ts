import { Entity, ForeignKey, Index } from 'typeorm';
import {
  BooleanColumn,
  IdColumn,
  InstantColumn,
  IntegerColumn,
  LongTextColumn,
  PrimaryIdColumn,
  TextColumn,
} from '../../database/columns';

/** By what a version of a question is found. Made from its content, and can be made anew. */
@Entity('question_card')
@Index(['questionId', 'number'], { unique: true })
@Index(['programme', 'topic'])
export class QuestionCard {
  /** That of the question's version. */
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('QuestionIdentity')
  @IdColumn()
  questionId: string;

  @IntegerColumn()
  number: number;

  @TextColumn(80)
  programme: string;

  @TextColumn(20)
  type: string;

  @TextColumn(200)
  topic: string;

  @TextColumn(10, { nullable: true })
  level: string | null;

  @BooleanColumn()
  safetyCritical: boolean;

  /** Their ids, each between spaces. */
  @LongTextColumn()
  competencies: string;

  /** Everything that a candidate reads, without capitals and accents. */
  @LongTextColumn()
  words: string;

  @InstantColumn()
  recordedAt: Date;
}
