import encodeQr from 'qr';

/** Modules of white that a reader needs around the code (ISO/IEC 18004, 5.3.8). */
export const QUIET_ZONE = 4;

/**
 * The address as it stands in the code. In capitals a code needs fewer, larger modules; scheme and host mean the same in
 * any case, and ours answers `/V/…` like `/v/…`. An address below a path of somebody else's is left as it is.
 */
export function addressInCode(url: string): string {
  const { pathname } = new URL(url);
  if (!/^\/v\//i.test(pathname)) return url;
  // Not in the code's alphanumeric alphabet: these two check symbols are written as their escapes.
  return url.toUpperCase().replace(/~/g, '%7E').replace(/=/g, '%3D');
}

/** Dark modules row by row, the quiet zone included; error correction M (15 %). */
export function qrCode(text: string): boolean[][] {
  return encodeQr(text, 'raw', { ecc: 'medium', border: QUIET_ZONE });
}
