/* What other rooms may use of a certificate: its number, its status, and what it says. */
export { formatCertificateNumber, parseCertificateNumber, parseSecret } from './domain/certificate-number';
export { pendingRevocation, statusAt } from './domain/certificate-status';
export type {
  CertificateEventType,
  CertificateStatus,
  DatedEvent,
  StatusFact,
  StatusOnRecord,
} from './domain/certificate-status';
export { firstBrokenEvent } from './domain/event-chain';
export { maskedName } from './domain/masked-name';
export { ruleSetIn, signedBytes, snapshotDigest, SNAPSHOT_FORMAT } from './domain/snapshot';
export type { CertificateSnapshot, ScopeOnRecord, Statement, StatementCode } from './domain/snapshot';
