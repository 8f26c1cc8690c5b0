import { createHash } from 'node:crypto';
import type { MediaFile } from './exchange';
import { EXCHANGE_LIMITS } from './limits';

const startsWith = (bytes: Uint8Array, text: string, at = 0) =>
  [...text].every((letter, index) => bytes[at + index] === letter.charCodeAt(0));

/** What a file is by its first bytes, whatever its name says; `null` for what is not known. */
export function mediaTypeOf(bytes: Uint8Array): string | null {
  if (startsWith(bytes, '\u0089PNG\r\n\u001a\n')) return 'image/png';
  if (startsWith(bytes, '\u00ff\u00d8\u00ff')) return 'image/jpeg';
  if (startsWith(bytes, 'GIF87a') || startsWith(bytes, 'GIF89a')) return 'image/gif';
  if (startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8)) return 'image/webp';
  if (startsWith(bytes, 'RIFF') && startsWith(bytes, 'WAVE', 8)) return 'audio/wav';
  if (startsWith(bytes, 'BM') && bytes.length > 26) return 'image/bmp';
  if (startsWith(bytes, '%PDF-')) return 'application/pdf';
  if (startsWith(bytes, 'OggS')) return 'application/ogg';
  if (startsWith(bytes, 'ID3') || (bytes[0] === 0xff && (bytes[1] & 0xe6) === 0xe2)) return 'audio/mpeg';
  if (startsWith(bytes, 'ftyp', 4)) return startsWith(bytes, 'M4A', 8) ? 'audio/mp4' : 'video/mp4';
  if (startsWith(bytes, '\u001aE\u00df\u00a3')) return 'video/webm';
  const start = Buffer.from(bytes.subarray(0, 1000))
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '');
  return /^\s*(<\?xml[^>]*>\s*)?(<!--[^]*?-->\s*)*(<!DOCTYPE\s+svg[^>]*>\s*)?(<!--[^]*?-->\s*)*<svg[\s>]/i.test(start)
    ? 'image/svg+xml'
    : null;
}

/** The file as a question keeps it, or why it cannot be kept. */
export function mediaFileOf(bytes: Uint8Array): MediaFile | string {
  if (bytes.length === 0) return 'is empty';
  if (bytes.length > EXCHANGE_LIMITS.mediumBytes)
    return `has ${bytes.length} bytes; ${EXCHANGE_LIMITS.mediumBytes} are read`;
  const mediaType = mediaTypeOf(bytes);
  if (mediaType === null) return 'is of a kind that is not known';
  return { path: `media/${createHash('sha256').update(bytes).digest('hex')}`, bytes, mediaType };
}

/** The bytes of a base64 text, white space aside; `null` for what is none. */
export function bytesOfBase64(text: string): Uint8Array | null {
  const packed = text.replace(/\s+/g, '');
  return /^[A-Za-z0-9+/]*={0,2}$/.test(packed) ? Buffer.from(packed, 'base64') : null;
}

/** The files of one question while it is read: each once, whatever it is called. */
export class MediaShelf {
  private readonly files = new Map<string, MediaFile>();
  private readonly used = new Set<string>();

  /** Keeps the bytes and says under which path, or why not. */
  keep(bytes: Uint8Array): { readonly path: string } | { readonly fault: string } {
    const file = mediaFileOf(bytes);
    if (typeof file === 'string') return { fault: file };
    if (!this.files.has(file.path)) this.files.set(file.path, file);
    return { path: file.path };
  }

  /** For `settled`: a picture that is here, by its path. */
  readonly picture = (src: string, alt: string): string | null => {
    const file = this.files.get(src);
    if (!file) return null;
    this.use(src);
    if (alt !== '' && file.alt === undefined) this.files.set(src, { ...file, alt });
    return src;
  };

  use(path: string): void {
    this.used.add(path);
  }

  /** Those that a text or a picture of the question names. */
  get all(): MediaFile[] {
    return [...this.files.values()].filter(({ path }) => this.used.has(path));
  }

  get unused(): MediaFile[] {
    return [...this.files.values()].filter(({ path }) => !this.used.has(path));
  }

  typeOf(path: string): string | undefined {
    return this.files.get(path)?.mediaType;
  }
}
