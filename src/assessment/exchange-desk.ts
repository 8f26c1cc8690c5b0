import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { createHash } from 'node:crypto';
import { AnalysisDesk } from './data/analysis-desk';
import type { ExportedSource, ExportResult, ImportReport } from './domain/exchange/exchange';
import { formatOf, type KnownFormat } from './exchange-formats';

/** A thread costs more to start than reading a file of so many bytes, or writing so many questions and reading them back. */
const SMALL_FILE = 64 * 1024;
const FEW_QUESTIONS = 20;
/** Files kept, by all their bytes: whoever has read the report downloads next, and the file is the same. */
const KEPT_BYTES = 64 * 1024 * 1024;

/** Reads and writes files of questions; large ones in a thread, since candidates must not wait for them. */
@Injectable()
export class ExchangeDesk {
  /** By what they are written of, so that none is ever out of date. */
  private readonly written = new LRUCache<string, ExportResult>({
    maxSize: KEPT_BYTES,
    sizeCalculation: ({ bytes, report }) => bytes.length + JSON.stringify(report).length,
  });
  private readonly underWay = new Map<string, Promise<ExportResult>>();

  constructor(private readonly desk: AnalysisDesk) {}

  /** @throws ImportFault for a file that cannot be read */
  async read(format: KnownFormat, bytes: Uint8Array): Promise<ImportReport> {
    if (bytes.length <= SMALL_FILE) return formatOf(format).read(bytes);
    return this.desk.run({ kind: 'read', format, bytes });
  }

  async write(format: KnownFormat, sources: readonly ExportedSource[]): Promise<ExportResult> {
    if (sources.length <= FEW_QUESTIONS) return formatOf(format).write.export(sources);
    const asked = digestOf(format, sources);
    const known = this.written.get(asked) ?? this.underWay.get(asked);
    if (known) return known;
    const writing = this.desk
      .run({ kind: 'write', format, sources })
      .then((result) => {
        this.written.set(asked, result);
        return result;
      })
      .finally(() => this.underWay.delete(asked));
    this.underWay.set(asked, writing);
    return writing;
  }
}

/** Pictures stand by their path, which is of their bytes. */
function digestOf(format: KnownFormat, sources: readonly ExportedSource[]): string {
  const hash = createHash('sha256').update(format);
  for (const { name, definition, tags, media } of sources) {
    const pictures = media.map(({ path, mediaType, alt }) => ({ path, mediaType, alt }));
    hash.update(`\n${JSON.stringify({ name, definition, tags, pictures })}`);
  }
  return hash.digest('hex');
}
