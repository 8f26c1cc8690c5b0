import { createHash } from 'node:crypto';
import { canonicalize } from 'json-canonicalize';

function refuseWhatHasNoCanonicalForm(value: unknown, path: string): void {
  if (value === null || typeof value === 'boolean') return;
  if (typeof value === 'string') {
    if (!value.isWellFormed())
      throw new TypeError(`${path}: a lone surrogate has no canonical form (RFC 8785, 3.2.2.2)`);
    return;
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${path}: ${value} has no JSON form`);
    return;
  }
  if (Array.isArray(value)) {
    value.forEach((item, index) => refuseWhatHasNoCanonicalForm(item, `${path}[${index}]`));
    return;
  }
  if (typeof value === 'object' && [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null)) {
    for (const [key, item] of Object.entries(value)) {
      refuseWhatHasNoCanonicalForm(key, `${path} (key)`);
      if (item !== undefined) refuseWhatHasNoCanonicalForm(item, `${path}.${key}`);
    }
    return;
  }
  throw new TypeError(`${path}: ${Object.prototype.toString.call(value)} is not plain JSON`);
}

function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => (item === undefined ? [] : [[key, withoutUndefined(item)]])),
  );
}

/**
 * The one JSON text of a plain value (RFC 8785, JSON Canonicalization Scheme). Members that are `undefined` are left out.
 * @throws TypeError for what has no such text: lone surrogates, NaN, dates, classes.
 */
export function canonicalJson(value: unknown): string {
  refuseWhatHasNoCanonicalForm(value, '$');
  return canonicalize(withoutUndefined(value));
}

/** SHA-256 in lower-case hexadecimal. */
export function sha256Hex(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** Names a value for ever: SHA-256 over its canonical JSON. */
export function digestOf(value: unknown): string {
  return sha256Hex(canonicalJson(value));
}
