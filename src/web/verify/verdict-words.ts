import type { VerificationAnswer } from '../../verification/verification.service';

type Verdict = VerificationAnswer['verdict'];
type Check = VerificationAnswer['checks'][number];

export interface VerdictInWords {
  readonly tone: 'good' | 'careful' | 'bad' | 'plain';
  readonly title: string;
  /** What somebody at a reception desk does now. */
  readonly advice: string;
}

const RELY_NOT = 'Do not rely on it.';

export const VERDICT_WORDS: Record<Verdict, VerdictInWords> = {
  valid: { tone: 'good', title: 'In force', advice: 'Compare the name with a photo identity document.' },
  'not-yet-valid': { tone: 'careful', title: 'Not in force yet', advice: 'It begins on a later day. Do not rely on it before.' },
  expired: { tone: 'careful', title: 'Expired', advice: 'It was good until its last day. Ask for a newer one.' },
  suspended: { tone: 'careful', title: 'Suspended', advice: 'Do not rely on it for now. Ask the issuer, or look again later.' },
  revoked: { tone: 'bad', title: 'Revoked', advice: RELY_NOT },
  superseded: { tone: 'careful', title: 'Superseded', advice: 'Another certificate took its place. Ask the holder for that one.' },
  unknown: { tone: 'bad', title: 'Not confirmed', advice: 'Our register does not confirm this. Check each character against the paper; if it is right, do not rely on it.' },
  altered: { tone: 'bad', title: 'Altered', advice: 'What it says is not what was signed. Do not rely on it, and tell the issuer.' },
  'not-ours': { tone: 'bad', title: 'Not ours', advice: 'We did not issue this. ' + RELY_NOT },
  unreadable: { tone: 'careful', title: 'Not readable', advice: 'We could not read this. Try the number instead.' },
};

export const CHECK_WORDS: Record<Check['check'], string> = {
  register: 'In the register',
  content: 'What it says',
  signature: 'The issuer’s signature',
  revocation: 'Revocation',
  supersession: 'Another in its place',
  suspension: 'Suspension',
  period: 'Its dates',
  'rules-at-issue': 'The law as recorded at issue',
  'rules-now': 'The law today',
};

export const OUTCOME_WORDS: Record<Check['outcome'], { tone: string; icon: string; outcome: string }> = {
  passed: { tone: 'good', icon: 'check', outcome: 'Passed' },
  failed: { tone: 'bad', icon: 'cross', outcome: 'Failed' },
  'could-not-check': { tone: 'careful', icon: 'question', outcome: 'Could not be checked' },
};
