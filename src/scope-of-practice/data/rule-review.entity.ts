import { Entity, ForeignKey, Index } from 'typeorm';
import {
  DayColumn, IdColumn, InstantColumn, IntegerColumn, LongTextColumn, PrimaryIdColumn, TextColumn,
} from '../../database/columns';
import type { Day } from '../../kernel/day';
import type { ReviewOutcome } from '../domain/review';

/** A registrar compared a version with the primary text. */
@Entity('rule_review')
@Index(['ruleVersionId', 'sequence'], { unique: true })
export class RuleReview {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('RuleVersion')
  @IdColumn({ update: false })
  ruleVersionId: string;

  @IntegerColumn({ update: false })
  sequence: number;

  @ForeignKey('Person')
  @IdColumn({ update: false })
  reviewerId: string;

  /** The text it was compared with: a citation, an address. */
  @TextColumn(500, { update: false })
  comparedWith: string;

  @DayColumn({ update: false })
  comparedOn: Day;

  @TextColumn(10, { update: false })
  outcome: ReviewOutcome;

  /** Free words of the reviewer, sealed under the reviewer's key. */
  @LongTextColumn({ update: false, nullable: true })
  noteSealed: string | null;

  @InstantColumn({ update: false })
  recordedAt: Date;
}
