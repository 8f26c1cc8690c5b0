import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, PrimaryIdColumn } from '../../database/columns';

/** Which version of a quiz belongs to a version of its programme: whoever is enrolled sits the one that they began with. */
@Entity('quiz_adoption')
@Index(['programmeVersionId', 'quizId'], { unique: true })
export class QuizAdoption {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('programme_version')
  @IdColumn({ update: false })
  programmeVersionId: string;

  @ForeignKey('Quiz')
  @IdColumn({ update: false })
  quizId: string;

  @ForeignKey('QuizVersion')
  @IdColumn({ update: false })
  quizVersionId: string;

  @InstantColumn({ update: false })
  adoptedAt: Date;
}
