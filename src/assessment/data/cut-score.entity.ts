import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, IntegerColumn, LongTextColumn, NumberColumn, PrimaryIdColumn, TextColumn } from '../../database/columns';

/** A cut score that a panel came to, as its chair proposes it. It counts once a second person has approved it. */
@Entity('cut_score')
@Index(['settingId', 'number'], { unique: true })
export class CutScore {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('StandardSetting')
  @IdColumn({ update: false })
  settingId: string;

  /** 1, 2, 3 … of the panel. */
  @IntegerColumn({ update: false })
  number: number;

  /** On whose ratings it rests; `null`: on results alone. */
  @IntegerColumn({ update: false, nullable: true })
  round: number | null;

  /** Per cent of the maximum mark, as the method gives it. */
  @NumberColumn({ update: false })
  computed: number;

  /** Per cent: the same, or what the chair makes of it, with a reason. */
  @NumberColumn({ update: false })
  adopted: number;

  @NumberColumn({ update: false, nullable: true })
  standardError: number | null;

  @IntegerColumn({ update: false, nullable: true })
  judges: number | null;

  /** Of everything on which it rests. */
  @TextColumn(64, { update: false })
  ratingsDigest: string;

  /** Of the questions and marks that are asked: it counts for every version of the quiz that asks the same. */
  @Index()
  @TextColumn(64, { update: false, nullable: true })
  askedDigest: string | null;

  /** Why another was adopted than the method gives; under the key of who proposed it. */
  @LongTextColumn({ update: false, nullable: true })
  sealedReason: string | null;

  @ForeignKey('Person')
  @IdColumn({ update: false })
  proposedById: string;

  @InstantColumn({ update: false })
  proposedAt: Date;
}
