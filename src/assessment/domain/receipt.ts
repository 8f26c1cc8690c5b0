import { digestOf } from '../../kernel/canonical-json';

/** What a candidate's receipt is made over: everything that the candidate has too. */
export interface Receipted {
  readonly attemptId: string;
  readonly slot: number;
  readonly sequence: number;
  /** As it was sent; `null` cleared the question. */
  readonly response: unknown;
  /** ISO 8601 in UTC with milliseconds. */
  readonly savedAt: string;
}

/** SHA-256, in lower-case hexadecimal, over the canonical JSON (RFC 8785) of these five members. */
export function receiptOf({ attemptId, slot, sequence, response, savedAt }: Receipted): string {
  return digestOf({ attemptId, slot, sequence, response, savedAt });
}
