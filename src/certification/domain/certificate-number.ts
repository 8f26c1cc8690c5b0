/*
 * A certificate's public number: 80 random bits as 16 characters of Crockford's base 32 and a check symbol, shown in
 * groups of four, `7ZK4-0Q2M-9TRX-B3VD-~`. It carries nothing else: no name, date, place or counter.
 */

const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Crockford's check alphabet: the value modulo 37, the smallest prime above 32, so that five symbols are added. */
const CHECK_SYMBOLS = `${SYMBOLS}*~$=U`;

export const NUMBER_BYTES = 10;
const LENGTH = 16;

/** As people copy it: O is read as 0, I and L as 1; any case; hyphens and spaces mean nothing. */
function forgiven(text: string): string {
  return text
    .replace(/[\s\-\u2010-\u2015]/g, '')
    .toUpperCase()
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
}

/** 5 bits to a character, the highest first. The count of bits must divide by five. */
export function base32Of(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((group) => SYMBOLS[parseInt(group, 2)]).join('');
}

/**
 * The check symbol of 16 characters. Modulo a prime above 32 it notices every wrong character and every two neighbours
 * swapped, the check symbol itself among them.
 */
export function checkSymbolOf(characters: string): string {
  const remainder = [...characters].reduce((value, character) => (value * 32 + SYMBOLS.indexOf(character)) % 37, 0);
  return CHECK_SYMBOLS[remainder];
}

/** The number as it is stored and compared: 16 characters and the check symbol, without hyphens. */
export function certificateNumber(bytes: Uint8Array): string {
  if (bytes.length !== NUMBER_BYTES) throw new RangeError(`A certificate number is made of ${NUMBER_BYTES} bytes.`);
  const characters = base32Of(bytes);
  return characters + checkSymbolOf(characters);
}

/** The stored form of what somebody typed, or null where it cannot be a number of ours. */
export function parseCertificateNumber(text: string): string | null {
  if (text.length > 80) return null;
  const number = forgiven(text);
  if (number.length !== LENGTH + 1) return null;
  const characters = number.slice(0, LENGTH);
  if (![...characters].every((character) => SYMBOLS.includes(character))) return null;
  return number[LENGTH] === checkSymbolOf(characters) ? number : null;
}

/** As it is printed and read out: `7ZK4-0Q2M-9TRX-B3VD-~`. */
export function formatCertificateNumber(number: string): string {
  return (number.match(/.{1,4}/g) ?? []).join('-');
}

/** The secret that only the QR code carries: 80 random bits, written like a number but without a check symbol. */
export const SECRET_BYTES = 10;

/** What a reader sends as the secret, in the form whose digest is kept; null where it cannot be one. */
export function parseSecret(text: string): string | null {
  if (text.length > 80) return null;
  const secret = forgiven(text);
  return secret.length === LENGTH && [...secret].every((character) => SYMBOLS.includes(character)) ? secret : null;
}
