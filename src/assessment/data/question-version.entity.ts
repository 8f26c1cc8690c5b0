import { Entity, ForeignKey, Index } from 'typeorm';
import type { QuestionDefinition } from '../../catalogue/programme';
import { IdColumn, InstantColumn, IntegerColumn, JsonColumn, PrimaryIdColumn, TextColumn } from '../../database/columns';

/** What a question said, for ever: editing makes another version. */
@Entity('question_version')
@Index(['questionId', 'number'], { unique: true })
@Index(['questionId', 'digest'], { unique: true })
export class QuestionVersion {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('QuestionIdentity')
  @IdColumn({ update: false })
  questionId: string;

  /** 1, 2, 3 … */
  @IntegerColumn({ update: false })
  number: number;

  /** Key, feedback and rationale included: never shown to a candidate as it is. */
  @JsonColumn({ update: false })
  content: QuestionDefinition;

  /** SHA-256 over the canonical JSON of the content. */
  @TextColumn(64, { update: false })
  digest: string;

  @InstantColumn({ update: false })
  recordedAt: Date;
}
