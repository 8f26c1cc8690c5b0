import { createReadStream } from 'node:fs';
import { analyse, ItemAnalysis } from './domain/item-analysis/analyse';
import { MarksCsv } from './domain/item-analysis/marks-csv';

/**
 * Analyses a file of marks as it is read, piece by piece.
 *
 * @param passMark per cent of the maximum mark; `null`: no decision rests on it.
 * @throws Invalid naming every line and column to mend.
 */
export async function analyseMarksFile(path: string, passMark: number | null): Promise<ItemAnalysis> {
  const reader = new MarksCsv();
  for await (const chunk of createReadStream(path)) if (!reader.push(chunk as Buffer)) break;
  return analyse(reader.end(), { passMark });
}
