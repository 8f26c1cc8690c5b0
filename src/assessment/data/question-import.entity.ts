import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, JsonColumn, PrimaryIdColumn, TextColumn } from '../../database/columns';
import type { ImportReport } from '../import-report';

/** One file of another program that was taken over, and what became of each of its questions. */
@Entity('question_import')
@Index(['programme', 'format', 'fileDigest'], { unique: true })
export class QuestionImport {
  @PrimaryIdColumn()
  id: string;

  @TextColumn(80, { update: false })
  programme: string;

  @TextColumn(20, { update: false })
  format: string;

  /** SHA-256 of the file's bytes. Unique: the same file again is the same import. */
  @TextColumn(64, { update: false })
  fileDigest: string;

  @ForeignKey('Person')
  @IdColumn({ update: false })
  actorId: string;

  @JsonColumn({ update: false })
  report: ImportReport;

  @InstantColumn({ update: false })
  recordedAt: Date;
}
