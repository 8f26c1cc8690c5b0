import { Entity, Index } from 'typeorm';
import { BooleanColumn, IdColumn, InstantColumn, LongTextColumn, PrimaryIdColumn, TextColumn } from '../../database/columns';

/** The answer that a repeated POST gets. Erasable, and forgotten after a day: an answer may name people and hold secrets. */
@Entity('idempotent_reply')
export class IdempotentReply {
  @PrimaryIdColumn()
  id: string;

  /** SHA-256 of who asked and the key they chose. */
  @Index({ unique: true })
  @TextColumn(64, { update: false })
  keyDigest: string;

  /**
   * Of the address and the body: the same key with another request is refused. A keyed hash, since a body may hold a
   * password, which a plain one would let anybody with a copy of the database guess at.
   */
  @TextColumn(64, { update: false })
  requestDigest: string;

  /** Who asked, so that erasing a person finds their answers; `null` for a stranger. */
  @Index()
  @IdColumn({ nullable: true, update: false })
  actorId: string | null;

  @Index()
  @InstantColumn({ update: false })
  claimedAt: Date;

  /** Whether the answer below stands: until then the work is under way. */
  @BooleanColumn()
  answered: boolean;

  /** The answer's JSON, sealed; `null` for an empty one. */
  @LongTextColumn({ nullable: true })
  answer: string | null;
}
