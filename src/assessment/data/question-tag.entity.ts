import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, PrimaryIdColumn, TextColumn } from '../../database/columns';

/** A label on a question, which may be taken off again; the audit trail says who did. It belongs to no version. */
@Entity('question_tag')
@Index(['questionId', 'tag'], { unique: true })
export class QuestionTag {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('QuestionIdentity')
  @IdColumn({ update: false })
  questionId: string;

  @Index()
  @TextColumn(60, { update: false })
  tag: string;

  @InstantColumn({ update: false })
  taggedAt: Date;
}
