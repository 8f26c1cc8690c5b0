import { Entity, Index } from 'typeorm';
import { BooleanColumn, InstantColumn, PrimaryIdColumn, TextColumn } from '../../database/columns';

/** Somebody who can sign in. Erasable: all that names a person in the clear stands here, and is overwritten to erase it. */
@Entity('person')
export class Person {
  @PrimaryIdColumn()
  id: string;

  /** As written by its owner. */
  @TextColumn(254)
  email: string;

  /** As compared: two spellings of one address are one account. */
  @Index({ unique: true })
  @TextColumn(254)
  emailKey: string;

  @TextColumn(200)
  name: string;

  /** argon2id, in the PHC string form that carries its own parameters. */
  @TextColumn(200)
  passwordHash: string;

  @InstantColumn({ nullable: true })
  emailConfirmedAt: Date | null;

  /** A demo account needs no second factor; production makes none. */
  @BooleanColumn()
  demo: boolean;

  @InstantColumn()
  createdAt: Date;
}
