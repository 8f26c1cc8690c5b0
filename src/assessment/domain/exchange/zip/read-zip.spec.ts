import { zipSync } from 'fflate';
import fc from 'fast-check';
import { ImportFault } from '../exchange';
import { importQti } from '../qti/read-qti';
import { readZip } from './read-zip';
import { writeZip } from './write-zip';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const files = (...entries: [string, Uint8Array][]) => Buffer.from(writeZip(new Map(entries)));

async function faultOf(bytes: Uint8Array): Promise<string> {
  try {
    await readZip(bytes);
  } catch (error) {
    if (error instanceof ImportFault) return error.code;
    throw error;
  }
  return 'none';
}

/** Where the directory of a ZIP begins, by its end record (APPNOTE 4.3.16). */
const directoryOf = (zip: Buffer) => zip.readUInt32LE(zip.length - 22 + 16);

/** A ZIP whose directory names the first file again and again. */
function overlapping(times: number): Buffer {
  const zip = files(['a0.xml', Buffer.alloc(100_000, 0x61)]);
  const start = directoryOf(zip);
  const entry = zip.subarray(start, zip.length - 22);
  const entries = Array.from({ length: times }, (_, index) => {
    const copy = Buffer.from(entry);
    copy.write(`a${index % 10}`, 46, 'latin1');
    return copy;
  });
  const directory = Buffer.concat(entries);
  const end = Buffer.from(zip.subarray(zip.length - 22));
  end.writeUInt16LE(times, 8);
  end.writeUInt16LE(times, 10);
  end.writeUInt32LE(directory.length, 12);
  return Buffer.concat([zip.subarray(0, start), directory, end]);
}

/** The same bytes under another name of the same length, in both places where it stands. */
function renamed(from: string, to: string): Buffer {
  const zip = files([from, bytesOf('x')]);
  const text = zip.toString('latin1').replaceAll(from, to);
  return Buffer.from(text, 'latin1');
}

function asLink(): Buffer {
  const zip = files(['link.xml', bytesOf('/etc/passwd')]);
  const at = directoryOf(zip);
  zip.writeUInt16LE((3 << 8) | 20, at + 4);
  zip.writeUInt32LE(0xa1ff0000, at + 38);
  return zip;
}

function lying(): Buffer {
  const zip = files(['a.xml', Buffer.alloc(50_000, 0x61)]);
  zip.writeUInt32LE(10, directoryOf(zip) + 24);
  return zip;
}

function damaged(): Buffer {
  const zip = Buffer.from(zipSync({ 'a.xml': [bytesOf('some words'), { level: 0 }] }));
  zip[zip.indexOf('words')] = 0x57;
  return zip;
}

describe('Given a ZIP that means harm', () => {
  it.each([
    ['a bomb', () => files(['a.xml', Buffer.alloc(30 * 1024 * 1024)]), 'zip-bomb'],
    ['many entries over the same bytes', () => overlapping(10), 'zip-overlap'],
    [
      'more entries than are read',
      () =>
        Buffer.from(
          zipSync(Object.fromEntries(Array.from({ length: 20_001 }, (_, n) => [`f${n}`, new Uint8Array(0)]))),
        ),
      'zip-too-many-files',
    ],
    ['two files of one name', () => renamed('aa.xml', 'aa.xml').length > 0 && twins(), 'zip-duplicate'],
    ['a way out of the package', () => renamed('aaaa/b.xml', '../../b.xml'), 'zip-damaged'],
    ['an absolute path', () => renamed('aetc.xml', '/etc.xml'), 'zip-damaged'],
    ['backslashes', () => renamed('aaa.xml', '..\\.xml'), 'zip-damaged'],
    ['NUL in a name', () => renamed('aaa.xml', 'a\u0000a.xml'), 'zip-path'],
    ['a link', asLink, 'zip-link'],
    ['a size that is not true', lying, 'zip-damaged'],
    ['bytes that were changed', damaged, 'zip-damaged'],
    ['a package within the package', () => files(['in.zip', files(['a.xml', bytesOf('<a/>')])]), 'zip-nested'],
    ['a package within, by another name', () => files(['in.xml', files(['a.xml', bytesOf('<a/>')])]), 'zip-nested'],
    ['an end cut off', () => files(['a.xml', bytesOf('<a/>')]).subarray(0, -10), 'zip-damaged'],
  ])('when it holds %s, then it is refused in bounded time', async (_what, make, code) => {
    const bytes = make() as Buffer;
    const before = process.cpuUsage();
    expect(await faultOf(bytes)).toBe(code);
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(10);
  });

  it('when it is any bytes at all, then nothing but an import fault is thrown', async () => {
    const whole = files(['imsmanifest.xml', bytesOf('<manifest/>')], ['a.xml', bytesOf('<a/>')]);
    const touched = fc
      .array(fc.tuple(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 })), { maxLength: 8 })
      .map((changes) => {
        const copy = Buffer.from(whole);
        for (const [at, byte] of changes) copy[at] = byte;
        return copy;
      });
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 200 }), touched), async (bytes) => {
        await importQti(bytes).catch((error: unknown) => expect(error).toBeInstanceOf(ImportFault));
      }),
      { numRuns: 400 },
    );
  });
});

function twins(): Buffer {
  const zip = files(['aa.xml', bytesOf('x')], ['bb.xml', bytesOf('y')]);
  return Buffer.from(zip.toString('latin1').replaceAll('bb.xml', 'aa.xml'), 'latin1');
}

describe('Given files, when they are written as a ZIP', () => {
  it('then they are read as they were, and the bytes are the same every time', async () => {
    const entries = new Map([
      ['a/é.xml', bytesOf('<é/>')],
      ['media/x.png', Uint8Array.from([1, 2, 3])],
    ]);
    const zip = writeZip(entries);
    expect([...(await readZip(zip))].map(([path, bytes]) => [path, [...bytes]])).toEqual(
      [...entries].map(([path, bytes]) => [path, [...bytes]]),
    );
    expect(Buffer.from(writeZip(entries)).equals(Buffer.from(zip))).toBe(true);
  });
});
