import type { VerificationAnswer } from '../../verification/verification.service';

type Verdict = VerificationAnswer['verdict'];
type CheckName = VerificationAnswer['checks'][number]['check'];

interface VerdictWords {
  readonly tone: 'good' | 'careful' | 'bad';
  /** A shape of its own, so that it is not told by colour alone. */
  readonly sign: string;
  /** What can be read across a reception desk. */
  readonly headline: string;
  /** What to do about it. */
  readonly advice: string;
}

export const VERDICT_WORDS: Record<Verdict, VerdictWords> = {
  valid: {
    tone: 'good',
    sign: 'check',
    headline: 'In force.',
    advice: 'Compare the name with the paper and a photo id, then read what the rules say.',
  },
  'not-yet-valid': {
    tone: 'careful',
    sign: 'clock',
    headline: 'Not valid yet.',
    advice: 'Do not rely on it before the day on which it begins.',
  },
  expired: {
    tone: 'careful',
    sign: 'clock',
    headline: 'Expired.',
    advice: 'Do not rely on it. Ask the holder for a current certificate.',
  },
  suspended: {
    tone: 'careful',
    sign: 'pause',
    headline: 'Suspended.',
    advice: 'Do not rely on it while it is suspended. Look again later, or ask the issuer.',
  },
  revoked: {
    tone: 'bad',
    sign: 'barred',
    headline: 'Revoked.',
    advice: 'Do not rely on it.',
  },
  superseded: {
    tone: 'careful',
    sign: 'arrow',
    headline: 'Replaced.',
    advice: 'Do not rely on this one. Ask the holder for the newer certificate.',
  },
  unknown: {
    tone: 'careful',
    sign: 'question',
    headline: 'We do not know this certificate.',
    advice: 'Do not rely on it as it stands.',
  },
  altered: {
    tone: 'bad',
    sign: 'warning',
    headline: 'It has been altered.',
    advice: 'Do not rely on it, and tell the issuer.',
  },
  'not-ours': {
    tone: 'bad',
    sign: 'cross',
    headline: 'It is not one of ours.',
    advice: 'Do not rely on it on our account.',
  },
  unreadable: {
    tone: 'careful',
    sign: 'question',
    headline: 'It could not be read.',
    advice: 'Try the number that is printed under the code.',
  },
};

/** Of a good certificate where the law says no: nothing on the page may look like leave to go ahead. */
export const VALID_WHERE_PROHIBITED: VerdictWords = {
  ...VERDICT_WORDS.valid,
  tone: 'careful',
  advice: 'It attests training and permits nothing: the practice is recorded as prohibited. Read what the rules say.',
};

export const CHECK_WORDS: Record<CheckName, string> = {
  register: 'Our register',
  content: 'Content',
  signature: 'Digital signature',
  revocation: 'Revocation',
  supersession: 'Replacement',
  suspension: 'Suspension',
  period: 'Validity',
  'rules-at-issue': 'Rules on the day of issue',
  'rules-now': 'Rules today',
};

export const OUTCOME_WORDS = {
  passed: 'Checked',
  failed: 'Against it',
  'could-not-check': 'Could not be checked',
} as const;

/** What each verdict means to whoever reads it at a desk. */
export const GLOSSARY = (['valid', 'expired', 'suspended', 'revoked', 'superseded', 'unknown'] as const).map(
  (verdict) => VERDICT_WORDS[verdict],
);
