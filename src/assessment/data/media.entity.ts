import { Entity, Index } from 'typeorm';
import { BytesColumn, InstantColumn, IntegerColumn, PrimaryIdColumn, TextColumn } from '../../database/columns';

/** A picture, named by its own bytes: the same picture is kept once, and never becomes another under the same name. */
@Entity('media')
@Index(['digest'], { unique: true })
export class Media {
  @PrimaryIdColumn()
  id: string;

  /** SHA-256, lower-case hexadecimal. */
  @TextColumn(64, { update: false })
  digest: string;

  /** As its first bytes say, never as a file's name does. */
  @TextColumn(40, { update: false })
  type: string;

  /** Bytes. */
  @IntegerColumn({ update: false })
  size: number;

  @BytesColumn({ update: false })
  content: Buffer;

  @InstantColumn({ update: false })
  recordedAt: Date;
}
