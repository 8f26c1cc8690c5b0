/*
 * May the public rely on it? A verdict is never one word alone: every check says what it found, and one that could not be
 * made says so. What could not be checked never counts as passed.
 */

export const VERDICTS = [
  'valid',
  'not-yet-valid',
  'expired',
  'suspended',
  'revoked',
  'superseded',
  'unknown',
  'altered',
  'not-ours',
  'unreadable',
] as const;
export type VerdictWord = (typeof VERDICTS)[number];

export const CHECKS = [
  'register',
  'content',
  'signature',
  'revocation',
  'supersession',
  'suspension',
  'period',
  'rules-at-issue',
  'rules-now',
] as const;
export type CheckName = (typeof CHECKS)[number];

export const CHECK_OUTCOMES = ['passed', 'failed', 'could-not-check'] as const;

export interface Check {
  readonly check: CheckName;
  readonly outcome: (typeof CHECK_OUTCOMES)[number];
  readonly detail: string;
}

/** One thing that holds against a certificate, and since when. */
export interface Objection {
  readonly status: 'revoked' | 'superseded' | 'suspended' | 'not-yet-valid' | 'expired';
  readonly effectiveAt: Date;
  readonly recordedAt: Date | null;
  readonly awaitingConfirmation: boolean;
}

/** What the register holds of one certificate, as far as it bears on whether it may be relied on. */
export interface Findings {
  /** `null`: what was sealed can no longer be read, because it was erased. */
  readonly content: 'agrees' | 'differs' | null;
  /** Of the snapshot, with the issuer's key; `null` when it was erased. */
  readonly signature: 'good' | 'bad' | null;
  readonly objections: readonly Objection[];
  /** How a moment is written for people. */
  readonly say: (moment: Date) => string;
  readonly validFrom: Date;
  readonly validUntil: Date;
  readonly rulesAtIssue: 'agrees' | 'differs' | 'none' | null;
  readonly rulesNow: 'same' | 'changed' | 'none' | null;
}

const passed = (check: CheckName, detail: string): Check => ({ check, outcome: 'passed', detail });
const failed = (check: CheckName, detail: string): Check => ({ check, outcome: 'failed', detail });
const unchecked = (check: CheckName, detail: string): Check => ({ check, outcome: 'could-not-check', detail });

/**
 * What is said of a number that is not in the register, and of a code that does not belong to its number: all alike, so
 * that nobody learns which numbers there are.
 */
export const UNKNOWN_CHECKS: readonly Check[] = [
  failed(
    'register',
    'No certificate with this number, and this code where one was given, is in our register. Check each character against the paper.',
  ),
];

/** The verdict and every check behind it, the gravest objection deciding. */
export function judge(findings: Findings): { verdict: VerdictWord; checks: Check[] } {
  const checks = [
    passed('register', 'This number is in our register.'),
    contentCheck(findings),
    signatureCheck(findings),
    ...objectionChecks(findings),
    ...ruleChecks(findings),
  ];
  const broken = findings.content === 'differs' || findings.signature === 'bad' || findings.rulesAtIssue === 'differs';
  // Without its content there is nothing to rely on, even if nothing holds against it.
  const otherwise = findings.content === null ? 'unknown' : 'valid';
  return { verdict: broken ? 'altered' : (findings.objections[0]?.status ?? otherwise), checks };
}

function contentCheck({ content }: Findings): Check {
  if (content === null)
    return unchecked('content', 'The content was erased at the holder’s request; only its status is kept.');
  return content === 'agrees'
    ? passed('content', 'What was certified is exactly what was sealed on the day of issue.')
    : failed(
        'content',
        'What is stored is not what was sealed on the day of issue. Do not rely on it; tell the issuer.',
      );
}

function signatureCheck({ signature }: Findings): Check {
  if (signature === null) return unchecked('signature', 'There is no content left to hold against the signature.');
  return signature === 'good'
    ? passed('signature', 'The issuer’s digital signature is good.')
    : failed('signature', 'The digital signature does not fit. Do not rely on it; tell the issuer.');
}

function objectionChecks({ objections, say, validFrom, validUntil }: Findings): Check[] {
  const find = (status: Objection['status']) => objections.find((item) => item.status === status);
  const since = ({ effectiveAt, recordedAt }: Objection) =>
    recordedAt && say(recordedAt) !== say(effectiveAt)
      ? `with effect from ${say(effectiveAt)}, recorded on ${say(recordedAt)}`
      : `on ${say(effectiveAt)}`;

  const revoked = find('revoked');
  const superseded = find('superseded');
  const suspensions = objections.filter(({ status }) => status === 'suspended');
  const early = find('not-yet-valid');
  const expired = find('expired');
  return [
    revoked ? failed('revocation', `Revoked ${since(revoked)}.`) : passed('revocation', 'Not revoked.'),
    superseded
      ? failed('supersession', `Replaced by a newer certificate ${since(superseded)}. Ask the holder for that one.`)
      : passed('supersession', 'Not replaced by a newer certificate.'),
    suspensions.length > 0
      ? failed(
          'suspension',
          suspensions
            .map((item) =>
              item.awaitingConfirmation
                ? `Suspended ${since(item)}: a revocation was asked for and awaits a second registrar.`
                : `Suspended ${since(item)}.`,
            )
            .join(' '),
        )
      : passed('suspension', 'Not suspended.'),
    early
      ? failed('period', `Not valid before ${say(validFrom)}.`)
      : expired
        ? failed('period', `Expired on ${say(validUntil)}.`)
        : passed('period', `Within its validity, which ends on ${say(validUntil)}.`),
  ];
}

function ruleChecks({ rulesAtIssue, rulesNow }: Findings): Check[] {
  const then =
    rulesAtIssue === 'agrees'
      ? passed('rules-at-issue', 'The rules frozen in the certificate are the ones that its digest names.')
      : rulesAtIssue === 'differs'
        ? failed('rules-at-issue', 'The rules in the certificate are not the ones that its digest names.')
        : rulesAtIssue === 'none'
          ? unchecked('rules-at-issue', 'No rule was on record for this place and profession on the day of issue.')
          : unchecked('rules-at-issue', 'The content was erased, the rules in it with it.');
  const now =
    rulesNow === 'same'
      ? passed('rules-now', 'The register still holds the same rules today.')
      : rulesNow === 'changed'
        ? passed('rules-now', 'The register holds other rules today: see what has changed.')
        : unchecked('rules-now', 'No rule is on record for this place and profession today.');
  return [then, now];
}
