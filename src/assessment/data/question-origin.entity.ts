import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, PrimaryIdColumn, TextColumn } from '../../database/columns';

/** Where a question of the bank came from. Questions of a programme's package have none: their package says it. */
@Entity('question_origin')
@Index(['questionId'], { unique: true })
export class QuestionOrigin {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('QuestionIdentity')
  @IdColumn({ update: false })
  questionId: string;

  @TextColumn(10, { update: false })
  kind: 'written' | 'cloned' | 'imported';

  /** Who wrote, cloned or imported it. */
  @ForeignKey('Person')
  @IdColumn({ update: false })
  personId: string;

  @ForeignKey('QuestionVersion')
  @IdColumn({ update: false, nullable: true })
  clonedFromVersionId: string | null;

  @ForeignKey('QuestionImport')
  @IdColumn({ update: false, nullable: true })
  importId: string | null;

  @InstantColumn({ update: false })
  recordedAt: Date;
}
