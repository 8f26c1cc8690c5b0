import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, IntegerColumn, JsonColumn, PrimaryIdColumn, TextColumn } from '../../database/columns';
import type { QuizContent } from '../quiz-content';

/** What a quiz asked and how it passed, for ever: editing makes another version. */
@Entity('quiz_version')
@Index(['quizId', 'number'], { unique: true })
@Index(['quizId', 'digest'], { unique: true })
export class QuizVersion {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('Quiz')
  @IdColumn({ update: false })
  quizId: string;

  /** 1, 2, 3 … */
  @IntegerColumn({ update: false })
  number: number;

  @JsonColumn({ update: false })
  content: QuizContent;

  /** SHA-256 over the canonical JSON of the content, which names its question versions. */
  @TextColumn(64, { update: false })
  digest: string;

  @InstantColumn({ update: false })
  recordedAt: Date;
}
