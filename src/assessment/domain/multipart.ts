import { Invalid } from '../../kernel/errors';

/** One file of a form. */
export interface SentFile {
  readonly field: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** More than any form of ours has; the rest of a hostile one is not looked at. */
const MOST_PARTS = 100;
const HEADER_BYTES = 16 * 1024;

/**
 * The files in a `multipart/form-data` body (RFC 7578). Other fields are passed over.
 * @throws Invalid for a body that is cut off or is none.
 */
export function filesIn(body: Buffer, contentType: string): SentFile[] {
  const [, quoted, bare] = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType) ?? [];
  const boundary = quoted ?? bare;
  if (boundary === undefined) throw broken();
  const delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1');
  // The first delimiter may stand at the very beginning, without the line break that belongs to it.
  const whole = Buffer.concat([Buffer.from('\r\n'), body]);
  const files: SentFile[] = [];
  let at = whole.indexOf(delimiter);
  for (let parts = 0; at >= 0; parts += 1) {
    if (parts > MOST_PARTS) throw broken();
    const start = at + delimiter.length;
    if (whole.subarray(start, start + 2).toString('latin1') === '--') return files;
    const next = whole.indexOf(delimiter, start);
    const headersEnd = whole.subarray(0, start + HEADER_BYTES).indexOf('\r\n\r\n', start);
    if (next < 0 || headersEnd < 0 || headersEnd > next) throw broken();
    const disposition =
      /^content-disposition:(.*)$/im.exec(whole.subarray(start, headersEnd).toString('utf8'))?.[1] ?? '';
    const name = valueOf(disposition, 'filename');
    if (name !== null) {
      files.push({ field: valueOf(disposition, 'name') ?? '', name, bytes: whole.subarray(headersEnd + 4, next) });
    }
    at = next;
  }
  throw broken();
}

function valueOf(disposition: string, parameter: string): string | null {
  return new RegExp(`[;\\s]${parameter}="((?:\\\\.|[^"\\\\])*)"`, 'i').exec(disposition)?.[1] ?? null;
}

function broken(): Invalid {
  return new Invalid([{ path: '', message: 'is not a whole multipart form' }]);
}
