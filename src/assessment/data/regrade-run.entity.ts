import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, PrimaryIdColumn } from '../../database/columns';

/** The run that an approved regrade put beside another, which counted until then. */
@Entity('regrade_run')
export class RegradeRun {
  @PrimaryIdColumn()
  id: string;

  @Index()
  @ForeignKey('Regrade')
  @IdColumn({ update: false })
  regradeId: string;

  @Index({ unique: true })
  @ForeignKey('ScoringRun')
  @IdColumn({ update: false })
  scoringRunId: string;

  @Index()
  @ForeignKey('ScoringRun')
  @IdColumn({ update: false })
  previousRunId: string;
}
