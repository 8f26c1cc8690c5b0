import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, IntegerColumn, JsonColumn, PrimaryIdColumn } from '../../database/columns';

/** Everything that a judge said in a round, whole each time; the highest sequence counts. */
@Entity('standard_rating')
@Index(['settingId', 'round', 'judgeId', 'sequence'], { unique: true })
export class StandardRating {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('StandardSetting')
  @IdColumn({ update: false })
  settingId: string;

  /** 1, 2, 3 … */
  @IntegerColumn({ update: false })
  round: number;

  @ForeignKey('Person')
  @IdColumn({ update: false })
  judgeId: string;

  @IntegerColumn({ update: false })
  sequence: number;

  @JsonColumn({ update: false })
  ratings: Readonly<Record<string, unknown>>;

  @InstantColumn({ update: false })
  ratedAt: Date;
}
