import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, PrimaryIdColumn } from '../../database/columns';

/** Somebody asked to judge. */
@Entity('standard_judge')
@Index(['settingId', 'judgeId'], { unique: true })
export class StandardJudge {
  @PrimaryIdColumn()
  id: string;

  @ForeignKey('StandardSetting')
  @IdColumn({ update: false })
  settingId: string;

  @Index()
  @ForeignKey('Person')
  @IdColumn({ update: false })
  judgeId: string;
}
