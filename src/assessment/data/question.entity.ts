import { Entity, Index } from 'typeorm';
import { PrimaryIdColumn, TextColumn } from '../../database/columns';

/** A question as an identity; what it says is in its versions. */
@Entity('question')
@Index(['programme', 'slug'], { unique: true })
export class QuestionIdentity {
  /** `idOfName('<programme>/question/<slug>')`: the same in every installation. */
  @PrimaryIdColumn()
  id: string;

  @TextColumn(80, { update: false })
  programme: string;

  @TextColumn(80, { update: false })
  slug: string;
}
