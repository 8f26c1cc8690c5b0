import { crc32 } from 'node:zlib';
import { type Entry, type ZipFile, fromBufferPromise } from 'yauzl';
import { ImportFault } from '../exchange';
import { EXCHANGE_LIMITS } from '../limits';

/** What a ZIP may look like, besides the bytes and files that `EXCHANGE_LIMITS` bounds. */
export const ZIP_LIMITS = {
  /** Times that an entry above `ratioFrom` bytes may be larger than its packed form; text is packed some 10 to 50 times. */
  ratio: 200,
  ratioFrom: 1024 * 1024,
  pathLength: 500,
  pathDepth: 30,
} as const;

const refuse = (code: string, message: string, facts: Readonly<Record<string, unknown>> = {}): never => {
  throw new ImportFault(code, message, facts);
};

export const isZip = (bytes: Uint8Array) =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && ((bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6));

/**
 * The files of a ZIP by their paths. Everything that the directory says is judged before a byte is unpacked, and nothing
 * is unpacked further than the directory said.
 * @throws ImportFault for whatever is damaged, hostile, or beyond the limits.
 */
export async function readZip(bytes: Uint8Array): Promise<ReadonlyMap<string, Uint8Array>> {
  if (bytes.length > EXCHANGE_LIMITS.packageBytes) {
    throw new ImportFault(
      'package-too-large',
      `The package has ${bytes.length} bytes; ${EXCHANGE_LIMITS.packageBytes} are read. Divide it into several.`,
      { bytes: bytes.length, limit: EXCHANGE_LIMITS.packageBytes },
      'payload-too-large',
    );
  }
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), {
      strictFileNames: true,
    });
    const entries = await directoryOf(zip);
    const files = new Map<string, Uint8Array>();
    for (const entry of entries) files.set(entry.fileName, await unpacked(zip, entry));
    return files;
  } catch (error) {
    if (error instanceof ImportFault) throw error;
    // What the library says of a damaged archive is made for people.
    throw new ImportFault('zip-damaged', `The package cannot be unpacked: ${(error as Error).message}.`);
  }
}

async function directoryOf(zip: ZipFile): Promise<Entry[]> {
  if (zip.entryCount > EXCHANGE_LIMITS.packageFiles) {
    refuse(
      'zip-too-many-files',
      `The package says it has ${zip.entryCount} files; ${EXCHANGE_LIMITS.packageFiles} are read.`,
    );
  }
  const files: Entry[] = [];
  const names = new Set<string>();
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    checkEntry(entry);
    if (names.has(entry.fileName)) refuse('zip-duplicate', `Two files of the package are called “${entry.fileName}”.`);
    names.add(entry.fileName);
    total += entry.uncompressedSize;
    if (total > EXCHANGE_LIMITS.unpackedBytes) {
      refuse('zip-too-large', `The package unpacks to more than ${EXCHANGE_LIMITS.unpackedBytes} bytes.`);
    }
    if (!entry.fileName.endsWith('/') && !isLitter(entry.fileName)) files.push(entry);
  }
  checkOverlap(files);
  return files;
}

/** What a Macintosh adds of its own. */
const isLitter = (path: string) => path.startsWith('__MACOSX/') || /(^|\/)(\.DS_Store|\._[^/]*)$/.test(path);

function checkEntry(entry: Entry): void {
  const { fileName, compressedSize, uncompressedSize, compressionMethod, externalFileAttributes } = entry;
  const shown = fileName.slice(0, 100);
  const parts = fileName.split('/');

  if (/[\u0000-\u001f\u007f\\]/.test(fileName) || parts.includes('..') || /^(\/|[a-z]:)/i.test(fileName)) {
    refuse('zip-path', `The package has a file whose path leaves it, or is none: “${shown}”.`);
  }
  if (fileName.length > ZIP_LIMITS.pathLength || parts.length > ZIP_LIMITS.pathDepth) {
    refuse('zip-path', `The package has a path that is too long: “${shown}…”.`);
  }
  // Made on Unix: the file's kind stands in the upper half. 0 says nothing, 8 is a file, 4 a folder.
  const kind = (externalFileAttributes >>> 28) & 0xf;
  const madeOnUnix = entry.versionMadeBy >>> 8 === 3;
  if (kind === 0xa || (madeOnUnix && ![0, 4, 8].includes(kind))) {
    refuse('zip-link', `“${shown}” is a link or a device, not a file.`);
  }
  if (entry.isEncrypted()) refuse('zip-encrypted', `“${shown}” is encrypted. Make the package without a password.`);
  if (compressionMethod !== 0 && compressionMethod !== 8) {
    refuse(
      'zip-method',
      `“${shown}” is packed by method ${compressionMethod}; only plain and deflated files are read.`,
    );
  }
  if (uncompressedSize > EXCHANGE_LIMITS.mediumBytes * 4) {
    refuse(
      'zip-file-too-large',
      `“${shown}” has ${uncompressedSize} bytes; ${EXCHANGE_LIMITS.mediumBytes * 4} are read.`,
    );
  }
  if (uncompressedSize > ZIP_LIMITS.ratioFrom && uncompressedSize > compressedSize * ZIP_LIMITS.ratio) {
    refuse('zip-bomb', `“${shown}” unpacks to more than ${ZIP_LIMITS.ratio} times its size, as no honest file does.`);
  }
  if (/\.(zip|imscc|7z|rar|tar|t?gz|bz2|xz)$/i.test(fileName)) {
    refuse('zip-nested', `“${shown}” is a package within the package. Take it out and import it by itself.`);
  }
}

/** Documents that are made as packages, and are never opened here. */
const OFFICE = /\.(docx|xlsx|pptx|dotx|xltx|potx|docm|xlsm|pptm|odt|ods|odp|odg|epub|h5p|ggb|jar)$/i;

/** The bytes of a local header without its name and extra fields (APPNOTE 4.3.7). */
const LOCAL_HEADER = 30;

/** Entries that share bytes make a small file unpack to a huge one. */
function checkOverlap(entries: readonly Entry[]): void {
  const inOrder = entries.toSorted((one, other) => one.relativeOffsetOfLocalHeader - other.relativeOffsetOfLocalHeader);
  let end = 0;
  for (const entry of inOrder) {
    const start = entry.relativeOffsetOfLocalHeader;
    if (start < end) refuse('zip-overlap', `“${entry.fileName.slice(0, 100)}” shares bytes with another file.`);
    end = start + LOCAL_HEADER + entry.fileNameRaw.length + entry.compressedSize;
  }
}

async function unpacked(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of await zip.openReadStreamPromise(entry)) {
    const chunk = part as Buffer;
    size += chunk.length;
    if (size > entry.uncompressedSize) refuse('zip-damaged', `“${entry.fileName}” is larger than the package says.`);
    parts.push(chunk);
  }
  const bytes = Buffer.concat(parts, size);
  if (crc32(bytes) !== entry.crc32) refuse('zip-damaged', `“${entry.fileName}” is damaged: its checksum differs.`);
  if (isZip(bytes) && !OFFICE.test(entry.fileName)) {
    refuse('zip-nested', `“${entry.fileName}” is a package within the package. Take it out and import it by itself.`);
  }
  return bytes;
}
