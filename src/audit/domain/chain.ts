import { digestOf } from '../../kernel/canonical-json';
import { AuditFacts } from '../actor';

export interface ChainEntry {
  readonly sequence: number;
  readonly at: Date;
  readonly action: string;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly facts: AuditFacts;
  readonly previousHash: string;
  readonly hash: string;
}

export const GENESIS = '0'.repeat(64);

/** SHA-256 over the canonical JSON of everything in the entry but its own hash. */
export function hashOf(entry: Omit<ChainEntry, 'hash'>): string {
  const { sequence, at, action, actorId, actorName, subjectType, subjectId, facts, previousHash } = entry;
  return digestOf({
    sequence,
    at: at.toISOString(),
    action,
    actorId,
    actorName,
    subjectType,
    subjectId,
    facts,
    previousHash,
  });
}

/** The first entry that does not fit, and why. */
export interface Break {
  readonly sequence: number;
  readonly reason: string;
}

/** Why an entry does not follow the one before it (`null` for the first), or null when it does. */
export function findBreak(previous: Pick<ChainEntry, 'sequence' | 'hash'> | null, entry: ChainEntry): Break | null {
  const expected = (previous?.sequence ?? 0) + 1;
  if (entry.sequence !== expected) {
    return {
      sequence: expected,
      reason: `entry ${expected} is missing: entry ${entry.sequence} follows ${expected - 1}`,
    };
  }
  if (entry.previousHash !== (previous?.hash ?? GENESIS)) {
    return {
      sequence: entry.sequence,
      reason: `entry ${entry.sequence} does not carry the hash of the entry before it`,
    };
  }
  if (entry.hash !== hashOf(entry)) {
    return {
      sequence: entry.sequence,
      reason: `entry ${entry.sequence} was changed: its content does not have its hash`,
    };
  }
  return null;
}
