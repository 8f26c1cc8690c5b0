import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, IntegerColumn, JsonColumn, PrimaryIdColumn, TextColumn } from '../../database/columns';
import type { RuleText } from '../domain/rule';

/** What was recorded about one edition of a rule. Never edited: a correction is another row that names what it corrects. */
@Entity('rule_version')
@Index(['ruleId', 'sequence'], { unique: true })
export class RuleVersion {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('RecordedRule')
  @IdColumn({ update: false })
  ruleId: string;

  @IntegerColumn({ update: false })
  sequence: number;

  @TextColumn(60, { update: false })
  edition: string;

  /** Sequence of the version that this one puts right. */
  @IntegerColumn({ update: false, nullable: true })
  corrects: number | null;

  @JsonColumn({ update: false })
  text: RuleText;

  /** SHA-256 over the canonical JSON of the text. */
  @TextColumn(64, { update: false })
  digest: string;

  @InstantColumn({ update: false })
  recordedAt: Date;

  /** Who entered it on a page; `null`: the programme package. */
  @ForeignKey('Person')
  @IdColumn({ update: false, nullable: true })
  recordedBy: string | null;
}
