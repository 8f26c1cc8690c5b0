/*
 * What a certificate is worth on a day, as it was known on a day. Nothing here is stored: it is read off the events,
 * each of which says from when it counts (`effectiveAt`) and when it was recorded (`recordedAt`).
 */

export const CERTIFICATE_EVENTS = [
  'issued',
  'suspended',
  'reinstated',
  /** One registrar asks for revocation: suspended until a second one confirms it, or it is declined. */
  'revocation-requested',
  /** Ends the request, and nothing else: a suspension that there was besides stays. */
  'revocation-declined',
  'revoked',
  'superseded',
] as const;
export type CertificateEventType = (typeof CERTIFICATE_EVENTS)[number];

export type CertificateStatus = 'valid' | 'not-yet-valid' | 'expired' | 'suspended' | 'revoked' | 'superseded';

export interface DatedEvent {
  readonly sequence: number;
  readonly type: CertificateEventType;
  readonly effectiveAt: Date;
  readonly recordedAt: Date;
}

/** Valid in the half-open interval `[validFrom, validUntil)`. */
export interface ValidityPeriod {
  readonly validFrom: Date;
  readonly validUntil: Date;
}

/** One thing that holds against a certificate, and since when. */
export interface StatusFact {
  readonly status: Exclude<CertificateStatus, 'valid'>;
  /** From when it counts; for `not-yet-valid`, when it ends. */
  readonly effectiveAt: Date;
  /** When it was recorded; null for what the certificate itself says. */
  readonly recordedAt: Date | null;
  /** A revocation that a second registrar has not confirmed yet. */
  readonly awaitingConfirmation: boolean;
}

export interface StatusOnRecord {
  readonly status: CertificateStatus;
  /** All that holds against it, the gravest first: a certificate may be expired and revoked. Empty when valid. */
  readonly facts: readonly StatusFact[];
}

/** The gravest first. */
const PRECEDENCE: readonly StatusFact['status'][] = ['revoked', 'superseded', 'suspended', 'not-yet-valid', 'expired'];

/**
 * The status at a moment, as it was known at another; null where nothing was known of the certificate yet.
 *
 * Among suspensions and reinstatements that count by then, the one recorded last has the last word, so that a correction
 * dated back prevails over what it corrects. A request for revocation suspends on its own account, from when it was
 * recorded, even where the revocation itself is to be dated back: before it is confirmed nobody may say since when.
 */
export function statusAt(
  period: ValidityPeriod,
  events: readonly DatedEvent[],
  at: Date,
  knownOn: Date,
): StatusOnRecord | null {
  const known = events.filter(({ recordedAt }) => recordedAt <= knownOn);
  if (!known.some(({ type }) => type === 'issued')) return null;

  const countsFrom = (event: DatedEvent) => (isAboutRequest(event) ? event.recordedAt : event.effectiveAt);
  const counting = known.filter((event) => countsFrom(event) <= at).sort((one, other) => one.sequence - other.sequence);
  const last = (...types: CertificateEventType[]) => counting.filter(({ type }) => types.includes(type)).at(-1);
  const said = (status: StatusFact['status'], event: DatedEvent): StatusFact => ({
    status,
    effectiveAt: countsFrom(event),
    recordedAt: event.recordedAt,
    awaitingConfirmation: event.type === 'revocation-requested',
  });
  const read = (status: StatusFact['status'], effectiveAt: Date): StatusFact => ({
    status,
    effectiveAt,
    recordedAt: null,
    awaitingConfirmation: false,
  });

  const facts: StatusFact[] = [];
  const revoked = last('revoked');
  if (revoked) facts.push(said('revoked', revoked));
  const superseded = last('superseded');
  if (superseded) facts.push(said('superseded', superseded));
  const suspension = last('suspended', 'reinstated');
  if (suspension?.type === 'suspended' && !revoked) facts.push(said('suspended', suspension));
  const request = last('revocation-requested', 'revocation-declined');
  if (request?.type === 'revocation-requested' && !revoked) facts.push(said('suspended', request));
  if (at < period.validFrom) facts.push(read('not-yet-valid', period.validFrom));
  if (at >= period.validUntil) facts.push(read('expired', period.validUntil));

  facts.sort((one, other) => PRECEDENCE.indexOf(one.status) - PRECEDENCE.indexOf(other.status));
  return { status: facts[0]?.status ?? 'valid', facts };
}

function isAboutRequest({ type }: Pick<DatedEvent, 'type'>): boolean {
  return type === 'revocation-requested' || type === 'revocation-declined';
}

/** The request that waits for a second registrar, or null. */
export function pendingRevocation<Event extends DatedEvent>(events: readonly Event[]): Event | null {
  const last = events
    .filter(({ type }) => isAboutRequest({ type }) || type === 'revoked')
    .sort((one, other) => one.sequence - other.sequence)
    .at(-1);
  return last?.type === 'revocation-requested' ? last : null;
}
