import { Secret, TOTP } from 'otpauth';

/*
 * RFC 6238 as every authenticator app speaks it: SHA-1, six digits, thirty seconds. One step either way forgives a clock
 * that is a little off.
 */

const PERIOD = 30;
const WINDOW = 1;

/** RFC 4226, 4 (R6) recommends 160 bits. */
export const SECRET_BYTES = 20;

export function secretFrom(bytes: Buffer): string {
  return new Secret({ buffer: new Uint8Array(bytes).buffer }).base32;
}

function totp(secret: string, label = {}): TOTP {
  return new TOTP({ algorithm: 'SHA1', digits: 6, period: PERIOD, secret: Secret.fromBase32(secret), ...label });
}

/** What an authenticator app reads from the QR code. */
export function otpauthUrl(secret: string, issuer: string, account: string): string {
  return totp(secret, { issuer, label: account }).toString();
}

/** The code of a moment, as the app shows it. */
export function codeAt(secret: string, moment: Date): string {
  return totp(secret).generate({ timestamp: moment.getTime() });
}

/** The time step that a code belongs to, or null when it is wrong, or not later than the last one taken (RFC 6238, 5.2). */
export function acceptedStep(secret: string, code: string, moment: Date, lastStep: number | null): number | null {
  const timestamp = moment.getTime();
  const delta = totp(secret).validate({ token: code, timestamp, window: WINDOW });
  if (delta === null) return null;
  const step = TOTP.counter({ period: PERIOD, timestamp }) + delta;
  return lastStep !== null && step <= lastStep ? null : step;
}
