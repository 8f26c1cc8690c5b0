import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, IntegerColumn, JsonColumn, NumberColumn, PrimaryIdColumn } from '../../database/columns';
import type { Order } from '../domain/shuffle';

/** One question of an attempt: which version was asked, in which order its choices stood, and what it could earn. */
@Entity('attempt_item')
@Index(['attemptId', 'slot'], { unique: true })
export class AttemptItem {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('Attempt')
  @IdColumn({ update: false })
  attemptId: string;

  /** 1, 2, 3 … as the candidate sees them numbered. */
  @IntegerColumn({ update: false })
  slot: number;

  /** Also by how many attempts a question was met. */
  @Index()
  @ForeignKey('QuestionVersion')
  @IdColumn({ update: false })
  questionVersionId: string;

  @JsonColumn({ update: false })
  optionOrder: Order;

  @NumberColumn({ update: false })
  maxMark: number;
}
