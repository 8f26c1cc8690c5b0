import { Randomness } from '../kernel/randomness';
import { sha256Hex } from '../kernel/canonical-json';

const TOKEN_BYTES = 32;

/** 256 bits of chance, fit for a header, a cookie or a link. Only its hash is kept. */
export function newToken(randomness: Randomness): { readonly token: string; readonly hash: string } {
  const token = randomness.bytes(TOKEN_BYTES).toString('base64url');
  return { token, hash: hashOfToken(token) };
}

/** A token has too much chance in it to be guessed from its hash, so a fast one does. */
export function hashOfToken(token: string): string {
  return sha256Hex(token);
}
