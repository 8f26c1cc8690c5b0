import { Entity, ForeignKey, Index } from 'typeorm';
import {
  DayColumn, IdColumn, InstantColumn, IntegerColumn, LongTextColumn, PrimaryIdColumn, TextColumn,
} from '../../database/columns';
import type { Day } from '../../kernel/day';
import type { ProposalStepKind } from '../domain/proposal';

/** Something that was done with a proposed version. */
@Entity('rule_proposal_step')
@Index(['proposalId', 'sequence'], { unique: true })
export class RuleProposalStep {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('RuleProposal')
  @IdColumn({ update: false })
  proposalId: string;

  /** 1, 2, 3 … within the proposal: of two at once, one finds its number taken. */
  @IntegerColumn({ update: false })
  sequence: number;

  @TextColumn(20, { update: false })
  kind: ProposalStepKind;

  /** Number of the wording that it is about. */
  @IntegerColumn({ update: false })
  wording: number;

  /** Of a comparison: the primary text, by its citation, address and date. */
  @TextColumn(500, { update: false, nullable: true })
  comparedWith: string | null;

  @DayColumn({ update: false, nullable: true })
  comparedOn: Day | null;

  /** Free words, sealed under the key of whoever took the step. */
  @LongTextColumn({ update: false, nullable: true })
  noteSealed: string | null;

  /** Of a publication: the version that it became. */
  @IntegerColumn({ update: false, nullable: true })
  version: number | null;

  @ForeignKey('Person')
  @IdColumn({ update: false })
  actorId: string;

  @InstantColumn({ update: false })
  at: Date;
}
