import { EXCHANGE_LIMITS } from './limits';
import { ImportFault } from './exchange';

/** Encodings that are read where the file, or the one who sends it, declares them. */
export type DeclaredEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'iso-8859-1' | 'us-ascii';

/** What files that are not text begin with. */
const SIGNATURES: readonly (readonly [bytes: readonly number[], what: string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'a ZIP archive or an office document'],
  [[0x50, 0x4b, 0x05, 0x06], 'an empty ZIP archive'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF'],
  [[0x1f, 0x8b], 'a gzip archive'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an old office document'],
  [[0x89, 0x50, 0x4e, 0x47], 'a picture'],
  [[0xff, 0xd8, 0xff], 'a picture'],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], 'a rich text document (RTF)'],
];

const beginsWith = (bytes: Uint8Array, start: readonly number[]) => start.every((byte, at) => bytes[at] === byte);

/**
 * Text of a file, without its byte order mark, every line ended by `\n`. A byte order mark says the encoding, else what
 * is declared, else it is UTF-8; another encoding is never guessed, since a wrong guess changes letters in silence.
 * @throws ImportFault for what is too large, not text, or not in its encoding.
 */
export function decodeText(bytes: Uint8Array, declared?: DeclaredEncoding): string {
  if (bytes.length > EXCHANGE_LIMITS.textBytes) {
    throw new ImportFault(
      'file-too-large',
      `The file has ${bytes.length} bytes; ${EXCHANGE_LIMITS.textBytes} are read. Divide it into several.`,
      { bytes: bytes.length, limit: EXCHANGE_LIMITS.textBytes },
      'payload-too-large',
    );
  }
  const kind = SIGNATURES.find(([start]) => beginsWith(bytes, start))?.[1];
  if (kind) throw new ImportFault('not-a-text-file', `The file is ${kind}, not a text. Export it as text first.`);
  return withUnixLines(decoded(bytes, declared));
}

function decoded(bytes: Uint8Array, declared?: DeclaredEncoding): string {
  if (beginsWith(bytes, [0xef, 0xbb, 0xbf])) return strictly('utf-8', bytes.subarray(3));
  if (beginsWith(bytes, [0xff, 0xfe])) return strictly('utf-16le', bytes.subarray(2));
  if (beginsWith(bytes, [0xfe, 0xff])) return strictly('utf-16be', bytes.subarray(2));
  // By the Encoding Standard, ISO 8859-1 and US-ASCII are names of windows-1252.
  return strictly(declared === 'iso-8859-1' || declared === 'us-ascii' ? 'windows-1252' : (declared ?? 'utf-8'), bytes);
}

function strictly(encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252', bytes: Uint8Array): string {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const line = encoding === 'utf-8' ? lineOfFirstFault(bytes) : undefined;
    throw new ImportFault(
      'not-in-its-encoding',
      `The file is not ${encoding.toUpperCase()}${line === undefined ? '' : `: line ${line} has bytes that are no character`}. ` +
        'Save it as UTF-8, or say which encoding it has.',
      { encoding, ...(line === undefined ? {} : { line }) },
    );
  }
}

/** Counted from 1, by halves: a stretch that ends at a line's end is good or not by itself. */
function lineOfFirstFault(bytes: Uint8Array): number {
  const ends: number[] = [];
  for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, at + 1)) ends.push(at + 1);
  const isGood = (length: number) => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length));
      return true;
    } catch {
      return false;
    }
  };
  let [good, bad] = [0, ends.length + 1];
  while (bad - good > 1) {
    const middle = (good + bad) >>> 1;
    if (isGood(ends[middle - 1])) good = middle;
    else bad = middle;
  }
  return good + 1;
}

/** Windows and old Macintosh line ends made `\n`. */
export function withUnixLines(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}
