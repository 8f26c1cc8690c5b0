import { createHash, randomBytes } from 'node:crypto';

/** The only source of chance. */
export abstract class Randomness {
  abstract bytes(count: number): Buffer;
}

/** Cryptographically secure bytes of the operating system. */
export class SystemRandomness extends Randomness {
  bytes(count: number): Buffer {
    return randomBytes(count);
  }
}

/** The same bytes for the same seed, in the same order: for tests that must be repeatable. */
export class SeededRandomness extends Randomness {
  private counter = 0;

  constructor(private readonly seed: string) {
    super();
  }

  bytes(count: number): Buffer {
    const blocks: Buffer[] = [];
    for (let length = 0; length < count; length += 32) {
      blocks.push(createHash('sha256').update(`${this.seed}/${this.counter++}`).digest());
    }
    return Buffer.concat(blocks).subarray(0, count);
  }
}
