import { Entity, ForeignKey, Index } from 'typeorm';
import type { QuestionDefinition } from '../../catalogue/question-definition';
import {
  BooleanColumn,
  IdColumn,
  InstantColumn,
  IntegerColumn,
  JsonColumn,
  LongTextColumn,
  PrimaryIdColumn,
  TextColumn,
} from '../../database/columns';
import type { Tally } from '../domain/regrade/differences';
import type { RegradePolicy, Treatment } from '../domain/regrade/treatment';

/** How one version that was asked is to be scored. */
export interface WrittenTreatment {
  readonly questionVersionId: string;
  readonly kind: Treatment['kind'];
  /** The version of the bank with the right key; `null`: the key was given with the regrade. */
  readonly correctedVersionId: string | null;
  readonly corrected: QuestionDefinition | null;
}

/** A regrade as it was proposed. Nothing is scored by it until a second person approves. */
@Entity('regrade')
@Index(['quizId', 'number'], { unique: true })
export class Regrade {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('Quiz')
  @IdColumn({ update: false })
  quizId: string;

  /** 1, 2, 3 … of the quiz. */
  @IntegerColumn({ update: false })
  number: number;

  @TextColumn(20, { update: false })
  policy: RegradePolicy;

  @BooleanColumn({ update: false })
  neverLower: boolean;

  @JsonColumn({ update: false })
  treatments: readonly WrittenTreatment[];

  /** Under the key of who proposed it. Candidates are told it. */
  @LongTextColumn({ update: false })
  sealedReason: string;

  /** Of the differences that the proposer saw. */
  @TextColumn(64, { update: false })
  digest: string;

  @JsonColumn({ update: false })
  tally: Tally;

  @ForeignKey('Person')
  @IdColumn({ update: false })
  proposedById: string;

  @InstantColumn({ update: false })
  proposedAt: Date;
}
