import { Entity } from 'typeorm';
import { InstantColumn, PrimaryIdColumn, TextColumn } from '../../database/columns';

/** The key under which everything that identifies one subject is sealed. Deleting this row is the erasure. */
@Entity('personal_key')
export class PersonalKey {
  /** Whose: a person's id, or a certificate's. */
  @PrimaryIdColumn()
  subjectId: string;

  /** The 32-byte key, itself sealed under `KEY_ENCRYPTION_KEY`. */
  @TextColumn(200)
  wrappedKey: string;

  @InstantColumn()
  createdAt: Date;
}
