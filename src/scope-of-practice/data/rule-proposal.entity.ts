import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, IntegerColumn, PrimaryIdColumn, TextColumn } from '../../database/columns';

/** A version of a rule that a registrar would enter. What it says, and what becomes of it, are facts of their own. */
@Entity('rule_proposal')
@Index(['ruleId'])
export class RuleProposal {
  @PrimaryIdColumn()
  id: string;

  /** UUIDv5 of the four below: of the rule in the register, or of the one that there would be. */
  @IdColumn({ update: false })
  ruleId: string;

  @TextColumn(6, { update: false })
  jurisdiction: string;

  @TextColumn(60, { update: false })
  profession: string;

  @TextColumn(60, { update: false })
  intervention: string;

  @TextColumn(60, { update: false })
  rule: string;

  @TextColumn(60, { update: false })
  edition: string;

  /** Sequence of the version that it would put right; `null`: another period of the law. */
  @IntegerColumn({ update: false, nullable: true })
  corrects: number | null;

  @ForeignKey('Person')
  @IdColumn({ update: false })
  proposedById: string;

  @InstantColumn({ update: false })
  proposedAt: Date;
}
