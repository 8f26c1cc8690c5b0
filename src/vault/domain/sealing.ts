import { createCipheriv, createDecipheriv } from 'node:crypto';

/*
 * AES-256-GCM (NIST SP 800-38D). A sealed text is `v1.` and base64url of nonce (12 bytes), tag (16) and ciphertext. What
 * it belongs to is bound in as additional data, so that a sealed text moved to another subject does not open.
 */

const PREFIX = 'v1.';
export const KEY_BYTES = 32;
export const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export function sealBytes(key: Buffer, nonce: Buffer, plain: Buffer, belongsTo: string): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(belongsTo, 'utf8'));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** @throws Error when the key is another, or a byte was changed. */
export function openBytes(key: Buffer, sealed: Buffer, belongsTo: string): Buffer {
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const tag = sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(belongsTo, 'utf8'))
    .setAuthTag(tag);
  return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
}

export function sealText(key: Buffer, nonce: Buffer, plain: string, belongsTo: string): string {
  return PREFIX + sealBytes(key, nonce, Buffer.from(plain, 'utf8'), belongsTo).toString('base64url');
}

export function openText(key: Buffer, sealed: string, belongsTo: string): string {
  if (!sealed.startsWith(PREFIX)) throw new Error('Not a sealed text of a version that is known here.');
  return openBytes(key, Buffer.from(sealed.slice(PREFIX.length), 'base64url'), belongsTo).toString('utf8');
}
