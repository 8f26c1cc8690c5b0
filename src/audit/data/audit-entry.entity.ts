import { Entity, Index, PrimaryColumn } from 'typeorm';
import { IdColumn, InstantColumn, JsonColumn, TextColumn } from '../../database/columns';
import type { AuditFacts } from '../actor';

/** One line of the audit trail. Each line carries the hash of the one before, so that none can go missing unseen. */
@Entity('audit_entry')
@Index(['subjectType', 'subjectId'])
@Index(['actorId'])
export class AuditEntry {
  /** 1, 2, 3 …, without gaps. */
  @PrimaryColumn({ type: 'integer' })
  sequence: number;

  @InstantColumn({ update: false })
  at: Date;

  /** What was done, `noun.verb-in-the-past`: `certificate.issued`. */
  @TextColumn(60, { update: false })
  action: string;

  /** The person's id; for the product itself `null`. */
  @IdColumn({ update: false, nullable: true })
  actorId: string | null;

  /** `person`, or the part of the product that acted. */
  @TextColumn(60, { update: false })
  actorName: string;

  @TextColumn(40, { update: false })
  subjectType: string;

  @TextColumn(60, { update: false })
  subjectId: string;

  @JsonColumn({ update: false })
  facts: AuditFacts;

  /** Of the entry before; 64 zeros for the first. */
  @TextColumn(64, { update: false })
  previousHash: string;

  @TextColumn(64, { update: false })
  hash: string;
}
