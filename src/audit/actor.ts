/** Who does a thing: a person who signed in, with the roles of that moment, or the product itself. */
export type Actor =
  | { readonly kind: 'person'; readonly id: string; readonly roles: readonly string[]; readonly sessionId: string }
  | { readonly kind: 'system'; readonly id: null; readonly name: string };

export function systemActor(name: string): Actor {
  return { kind: 'system', id: null, name };
}

/** What a thing was done to: a kind of record and its id. */
export interface Subject {
  readonly type: string;
  readonly id: string;
}

/** Ids, codes, digests, days and numbers. Never a name, an address or free text: the chain cannot forget. */
export type AuditFacts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
