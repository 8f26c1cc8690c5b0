import type { DeclaredEncoding } from '../decoding';
import { ImportFault } from '../exchange';

const ENCODINGS: Readonly<Record<string, DeclaredEncoding>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  'iso-8859-1': 'iso-8859-1',
  'iso8859-1': 'iso-8859-1',
  latin1: 'iso-8859-1',
  'windows-1252': 'windows-1252',
  cp1252: 'windows-1252',
  'us-ascii': 'us-ascii',
  ascii: 'us-ascii',
};

/** Bytes in which an XML declaration ends, if there is one. */
const DECLARATION = 400;

/**
 * The encoding that an XML document declares (XML 1.0, appendix F); `undefined`: none, which means UTF-8. A byte order
 * mark is stronger and is looked at where the text is decoded.
 * @throws ImportFault for an encoding that is not read here.
 */
export function declaredEncoding(bytes: Uint8Array): DeclaredEncoding | undefined {
  if (bytes[0] === 0x3c && bytes[1] === 0) return 'utf-16le';
  if (bytes[0] === 0 && bytes[1] === 0x3c) return 'utf-16be';
  const start = Buffer.from(bytes.subarray(0, DECLARATION)).toString('latin1');
  const label = /^(?:\u00ef\u00bb\u00bf)?\s*<\?xml[^>]*?[\s"']encoding\s*=\s*["']([\w.:-]+)["']/
    .exec(start)?.[1]
    ?.toLowerCase();
  // What says UTF-16 in single bytes cannot be UTF-16: some programs write so, and mean UTF-8.
  if (label === undefined || /^(utf-16|ucs-2)/.test(label)) return undefined;
  const encoding = ENCODINGS[label];
  if (!encoding) {
    throw new ImportFault('unknown-encoding', `The file says that it is in “${label}”. Save it as UTF-8.`, {
      encoding: label,
    });
  }
  return encoding;
}
