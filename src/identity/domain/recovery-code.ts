import type { Randomness } from '../../kernel/randomness';

/** Crockford's base32: no letter that reads like a digit. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;

/** 60 bits of chance in three groups of four: `7K2M-QX9D-0RTA`. */
export function newRecoveryCode(randomness: Randomness): string {
  const symbols = [...randomness.bytes(LENGTH)].map((byte) => ALPHABET[byte % 32]).join('');
  return symbols.match(/.{4}/g)!.join('-');
}

/** What is compared: any case, with or without hyphens and spaces; O is 0, I and L are 1. */
export function recoveryCodeKey(code: string): string {
  return code.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
}
