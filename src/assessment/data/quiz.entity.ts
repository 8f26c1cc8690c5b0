import { Entity, Index } from 'typeorm';
import { PrimaryIdColumn, TextColumn } from '../../database/columns';

/** A quiz as an identity; what it asks and how it passes is in its versions. */
@Entity('quiz')
@Index(['programme', 'slug'], { unique: true })
export class Quiz {
  /** `idOfName('<programme>/quiz/<slug>')`: the same in every installation. */
  @PrimaryIdColumn()
  id: string;

  @TextColumn(80, { update: false })
  programme: string;

  @TextColumn(80, { update: false })
  slug: string;
}
