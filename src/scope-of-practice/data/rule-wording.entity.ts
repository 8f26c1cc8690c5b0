import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, IntegerColumn, JsonColumn, PrimaryIdColumn, TextColumn } from '../../database/columns';
import type { RuleText } from '../domain/rule';

/** One wording of a proposed version. Each is kept; the newest counts. */
@Entity('rule_wording')
@Index(['proposalId', 'number'], { unique: true })
export class RuleWording {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('RuleProposal')
  @IdColumn({ update: false })
  proposalId: string;

  /** 1, 2, 3 … within the proposal. */
  @IntegerColumn({ update: false })
  number: number;

  @JsonColumn({ update: false })
  text: RuleText;

  /** SHA-256 over the canonical JSON of the text. */
  @TextColumn(64, { update: false })
  digest: string;

  @ForeignKey('Person')
  @IdColumn({ update: false })
  enteredById: string;

  @InstantColumn({ update: false })
  enteredAt: Date;
}
