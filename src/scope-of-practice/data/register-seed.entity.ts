import { Entity, Index } from 'typeorm';
import { InstantColumn, PrimaryIdColumn, TextColumn } from '../../database/columns';

/** That the register was seeded from a package with this content. Once: from then on the database is the register. */
@Entity('register_seed')
@Index(['programme', 'contentDigest'], { unique: true })
export class RegisterSeed {
  @PrimaryIdColumn()
  id: string;

  @TextColumn(60, { update: false })
  programme: string;

  /** SHA-256 over the canonical JSON of the register files. */
  @TextColumn(64, { update: false })
  contentDigest: string;

  @InstantColumn({ update: false })
  seededAt: Date;
}
