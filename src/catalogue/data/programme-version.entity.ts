import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, IntegerColumn, JsonColumn, PrimaryIdColumn, TextColumn } from '../../database/columns';
import type { LessonSource, ProgrammePackage } from '../programme';

/** The whole content of a programme as it once was: what somebody enrolled on it goes on reading. */
@Entity('programme_version')
@Index(['programme', 'digest'], { unique: true })
export class ProgrammeVersion {
  @PrimaryIdColumn()
  id: string;

  /** The programme's slug. */
  @TextColumn(60, { update: false })
  programme: string;

  /** As its authors count. */
  @TextColumn(40, { update: false })
  version: string;

  /** SHA-256 over the canonical JSON of the content. */
  @TextColumn(64, { update: false })
  digest: string;

  @JsonColumn({ update: false })
  content: ProgrammePackage<LessonSource>;

  @InstantColumn({ update: false })
  loadedAt: Date;
}

/** From when on a version runs. The newest of a programme decides, so that going back to older content is a fact too. */
@Entity('programme_activation')
@Index(['programme', 'sequence'], { unique: true })
export class ProgrammeActivation {
  @PrimaryIdColumn()
  id: string;

  @TextColumn(60, { update: false })
  programme: string;

  /** 1, 2, 3 … within the programme. */
  @IntegerColumn({ update: false })
  sequence: number;

  @ForeignKey(() => ProgrammeVersion)
  @IdColumn({ update: false })
  versionId: string;

  @InstantColumn({ update: false })
  activatedAt: Date;
}
