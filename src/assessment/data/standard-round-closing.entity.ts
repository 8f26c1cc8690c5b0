import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, IntegerColumn, PrimaryIdColumn } from '../../database/columns';

/** The end of a round: from then on its ratings stand, and everybody on the panel sees them. */
@Entity('standard_round_closing')
@Index(['settingId', 'round'], { unique: true })
export class StandardRoundClosing {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('StandardSetting')
  @IdColumn({ update: false })
  settingId: string;

  @IntegerColumn({ update: false })
  round: number;

  @ForeignKey('Person')
  @IdColumn({ update: false })
  closedById: string;

  @InstantColumn({ update: false })
  closedAt: Date;
}
