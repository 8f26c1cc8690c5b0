import type { ExchangeFormat, Exporter, ImportReport } from './domain/exchange/exchange';
import { aikenExporter } from './domain/exchange/aiken/aiken-export';
import { importAiken } from './domain/exchange/aiken/aiken-import';
import { csvExporter } from './domain/exchange/csv/csv-export';
import { importCsv } from './domain/exchange/csv/csv-import';
import { giftExporter } from './domain/exchange/gift/gift-export';
import { importGift } from './domain/exchange/gift/gift-import';
import { importMoodleXml } from './domain/exchange/moodle/read-moodle';
import { moodleXmlExporter } from './domain/exchange/moodle/write-moodle';
import { importQti } from './domain/exchange/qti/read-qti';
import { qtiExporter } from './domain/exchange/qti/write-qti';

interface Format {
  readonly label: string;
  /** A package is not unpacked in one go, so it is waited for. */
  readonly read: (bytes: Uint8Array) => ImportReport | Promise<ImportReport>;
  readonly write: Exporter;
}

/** What each format of other programs is read and written by. */
const FORMATS: Partial<Record<ExchangeFormat, Format>> = {
  gift: { label: 'GIFT', read: (bytes) => importGift(bytes), write: giftExporter },
  aiken: { label: 'Aiken', read: (bytes) => importAiken(bytes), write: aikenExporter },
  csv: { label: 'CSV', read: (bytes) => importCsv(bytes), write: csvExporter },
  'moodle-xml': { label: 'Moodle XML', read: importMoodleXml, write: moodleXmlExporter },
  qti: { label: 'QTI', read: importQti, write: qtiExporter('3.0') },
};

export type KnownFormat = ExchangeFormat;

export const EXCHANGE_FORMATS = Object.keys(FORMATS) as KnownFormat[];

export function formatOf(format: KnownFormat) {
  const known = FORMATS[format];
  if (!known) throw new Error(`Nothing reads the format ${format}`);
  return known;
}
