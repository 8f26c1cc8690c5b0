import { zipSync } from 'fflate';

/** The first day that a ZIP can name: the same files always make the same bytes. */
const MODIFIED = new Date(1980, 0, 1);

/** A ZIP of files by their paths, in the order given. */
export function writeZip(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  return zipSync(Object.fromEntries(files), { level: 6, mtime: MODIFIED });
}
