import { createHash } from 'node:crypto';
import { Clock } from './clock';
import { Randomness } from './randomness';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

export function isUuid(text: unknown): text is string {
  return typeof text === 'string' && UUID.test(text);
}

function format(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const RANDOM_BITS = 74n;
const LOW_BITS = 62n;

/**
 * Makes UUIDv7 (RFC 9562, 5.7): 48 bits of Unix milliseconds, then chance. Later ids of one process sort later: within a
 * millisecond each is a random step above the one before (6.2, method 2), since facts are read in the order of their ids.
 */
export class Ids {
  private last = { at: -1, bits: 0n };

  constructor(
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  next(): string {
    const at = this.clock.now().getTime();
    const bits = at === this.last.at ? this.above(this.last.bits) : this.chance(10) >> 6n;
    this.last = { at, bits };
    const bytes = Buffer.alloc(16);
    bytes.writeUIntBE(at, 0, 6);
    bytes.writeUInt16BE(Number(bits >> LOW_BITS) | 0x7000, 6);
    bytes.writeBigUInt64BE((bits & ((1n << LOW_BITS) - 1n)) | (2n << LOW_BITS), 8);
    return format(bytes);
  }

  private above(bits: bigint): bigint {
    const next = bits + 1n + this.chance(4);
    return next >> RANDOM_BITS === 0n ? next : this.chance(10) >> 6n;
  }

  private chance(bytes: number): bigint {
    return BigInt(`0x${this.randomness.bytes(bytes).toString('hex')}`);
  }
}

const FILIFORM_NAMESPACE = Buffer.from('7f9d2c5e4b1a5c3e8d6f0a1b2c3d4e5f', 'hex');

/** UUIDv5 (RFC 9562, 5.5) of a name in Filiform's namespace: the same name has the same id in every installation. */
export function idOfName(name: string): string {
  const bytes = createHash('sha1').update(FILIFORM_NAMESPACE).update(name, 'utf8').digest().subarray(0, 16);
  bytes[6] = (bytes[6] & 0x0f) | 0x50;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return format(bytes);
}
