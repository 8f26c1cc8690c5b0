import { Injectable } from '@nestjs/common';
import { AnalysisDesk } from './data/analysis-desk';
import type { ExportedSource, ExportResult, ImportReport } from './domain/exchange/exchange';
import { formatOf, type KnownFormat } from './exchange-formats';

/** A thread costs more to start than reading a file of so many bytes, or writing so many questions and reading them back. */
const SMALL_FILE = 64 * 1024;
const FEW_QUESTIONS = 20;

/** Reads and writes files of questions; large ones in a thread, since candidates must not wait for them. */
@Injectable()
export class ExchangeDesk {
  constructor(private readonly desk: AnalysisDesk) {}

  /** @throws ImportFault for a file that cannot be read */
  async read(format: KnownFormat, bytes: Uint8Array): Promise<ImportReport> {
    if (bytes.length <= SMALL_FILE) return formatOf(format).read(bytes);
    return this.desk.run({ kind: 'read', format, bytes });
  }

  async write(format: KnownFormat, sources: readonly ExportedSource[]): Promise<ExportResult> {
    if (sources.length <= FEW_QUESTIONS) return formatOf(format).write.export(sources);
    return this.desk.run({ kind: 'write', format, sources });
  }
}
