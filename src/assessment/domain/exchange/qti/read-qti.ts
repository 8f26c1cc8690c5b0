import { ImportFault, type ImportReport, reportOf } from '../exchange';
import { readQti12 } from '../qti12/read-qti12';
import { parseXml } from '../xml/xml-document';
import { isZip, readZip } from '../zip/read-zip';
import { inQti2Names } from './qti-names';
import type { Neighbours } from './qti-item';
import { readItem } from './read-item';
import { readPackage } from './read-package';

const ALONE: Neighbours = { bytesAt: () => undefined, stimulusAt: () => undefined };

/** QTI 1.2, 2.0 to 2.2 and 3.0: one file, or a content package. Unpacking is not done in one go, so it is waited for. */
export async function importQti(bytes: Uint8Array): Promise<ImportReport> {
  return isZip(bytes) ? readPackage(await readZip(bytes)) : importQtiFile(bytes);
}

/** One file by itself: an item, or the items of QTI 1.2. */
export function importQtiFile(bytes: Uint8Array): ImportReport {
  const root = parseXml(bytes);
  switch (inQti2Names({ ...root, children: [] }).name) {
    case 'assessmentItem':
      return reportOf([readItem(root, ALONE, { keywords: [] })]);
    case 'questestinterop': {
      const questions = readQti12(root, ALONE);
      if (questions.length > 0) return reportOf(questions);
      throw new ImportFault('no-questions', 'The file has no <item>, so it asks nothing.');
    }
    case 'assessmentTest':
    case 'assessmentSection':
    case 'manifest':
      throw new ImportFault(
        'package-needed',
        `This file (<${root.name}>) only names others. Import the whole package, as a ZIP.`,
      );
    default:
      throw new ImportFault('not-qti', `The file is not QTI: it begins with <${root.name.slice(0, 60)}>.`);
  }
}
