import type { CertificateEventType, CertificateStatus } from '../../certification/certificate';

const STATUSES: Record<CertificateStatus, { tone: 'good' | 'careful' | 'bad' | 'plain'; text: string }> = {
  valid: { tone: 'good', text: 'In force' },
  'not-yet-valid': { tone: 'plain', text: 'Not yet valid' },
  expired: { tone: 'careful', text: 'Expired' },
  suspended: { tone: 'careful', text: 'Suspended' },
  revoked: { tone: 'bad', text: 'Revoked' },
  superseded: { tone: 'plain', text: 'Superseded' },
};

const EVENTS: Record<CertificateEventType, string> = {
  issued: 'Issued',
  suspended: 'Suspended',
  reinstated: 'Reinstated',
  'revocation-requested': 'Revocation asked for; suspended until a second registrar confirms',
  'revocation-declined': 'Revocation declined',
  revoked: 'Revoked',
  superseded: 'Superseded by a new certificate',
};

export function certificateStatusInWords(status: CertificateStatus) {
  return STATUSES[status];
}

export function eventInWords(type: CertificateEventType): string {
  return EVENTS[type];
}

const MEANS: Record<CertificateStatus, string> = {
  valid: 'Whoever verifies it reads that it is in force.',
  'not-yet-valid': 'Its time has not begun.',
  expired: 'Its time is over. The holder shows again what the scheme asks for, and another is issued.',
  suspended: 'Whoever verifies it reads that it is suspended. It stays so until a registrar reinstates it.',
  revoked: 'Whoever verifies it reads that it is revoked. Nothing undoes that.',
  superseded: 'Another certificate took its place.',
};

/** What a status means to whoever looks after the register. */
export function statusMeans(status: CertificateStatus): string {
  return MEANS[status];
}
