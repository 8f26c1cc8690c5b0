import { digestOf } from '../../kernel/canonical-json';
import { CertificateEventType } from './certificate-status';

export const FIRST_PREVIOUS_HASH = '0'.repeat(64);

export interface ChainedEvent {
  readonly certificateId: string;
  readonly sequence: number;
  readonly type: CertificateEventType;
  readonly effectiveAt: Date;
  readonly recordedAt: Date;
  readonly actorId: string;
  /** As it is kept: sealed. Its hash can be made again when it can no longer be read. */
  readonly reason: string | null;
  readonly successorId: string | null;
  readonly previousHash: string;
}

/** SHA-256 over the canonical JSON of everything in the event but its own hash and id. */
export function hashOfEvent({
  certificateId,
  sequence,
  type,
  effectiveAt,
  recordedAt,
  actorId,
  reason,
  successorId,
  previousHash,
}: ChainedEvent): string {
  return digestOf({
    certificateId,
    sequence,
    type,
    effectiveAt: effectiveAt.toISOString(),
    recordedAt: recordedAt.toISOString(),
    actorId,
    reason,
    successorId,
    previousHash,
  });
}

/** The first event, by its sequence, that does not follow the one before it; null where the history is whole. */
export function firstBrokenEvent(events: readonly (ChainedEvent & { readonly hash: string })[]): number | null {
  let previousHash = FIRST_PREVIOUS_HASH;
  for (const [index, event] of events.entries()) {
    if (event.sequence !== index + 1 || event.previousHash !== previousHash || event.hash !== hashOfEvent(event))
      return index + 1;
    previousHash = event.hash;
  }
  return null;
}
