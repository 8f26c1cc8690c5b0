import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, JsonColumn, NumberColumn, PrimaryIdColumn } from '../../database/columns';
import type { ItemScore } from '../domain/projection';

/** What one item earned in one scoring run, and on which response that rests. */
@Entity('item_score')
@Index(['scoringRunId', 'attemptItemId'], { unique: true })
export class ItemScoreRecord {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('ScoringRun')
  @IdColumn({ update: false })
  scoringRunId: string;

  @ForeignKey('AttemptItem')
  @IdColumn({ update: false })
  attemptItemId: string;

  /** 0 to 1. */
  @NumberColumn({ update: false })
  fraction: number;

  @NumberColumn({ update: false })
  mark: number;

  @JsonColumn({ update: false })
  evidence: ItemScore['evidence'];
}
