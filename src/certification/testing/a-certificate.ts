import { generateKeyPairSync, sign } from 'node:crypto';
import type { RuleSet, RuleView, ScopeEvaluation } from '../../scope-of-practice/rule-set';
import type { Finding, Requirement, SingleRequirement } from '../../training-record/requirement';
import { CertificateDocument } from '../pdf/certificate-pdf';
import { CertificateSnapshot, ScopeOnRecord, signedBytes } from '../domain/snapshot';

/* Certificates written out by hand, for specs. Their rules resemble the register's, and stand for nothing else. */

const asked = (
  id: string,
  kind: SingleRequirement['kind'],
  detail: string,
  more: Partial<SingleRequirement> = {},
): SingleRequirement => ({
  id,
  kind,
  stage: 'before-independent-practice',
  bearer: 'practitioner',
  detail,
  ...more,
});

const COLORADO: readonly Requirement[] = [
  asked('r1', 'training-hours', 'Formal course of study in dry needling, which may be taken in parts.', {
    minimum: 50,
    unit: 'hours',
  }),
  asked('r2', 'in-person-hours', 'Portion of the hours that must be attended in person.', {
    minimum: 40,
    unit: 'hours',
  }),
  asked('r3', 'training-hours', 'Interim threshold before limited clinical use may begin.', {
    minimum: 30,
    unit: 'hours',
    stage: 'before-supervised-practice',
  }),
  asked('r4', 'completion-window', 'Upper limit for finishing the course.', {
    maximum: 4,
    unit: 'years',
    stage: 'within-window',
  }),
  asked('r5', 'informed-consent', 'The informed consent of the patient is a condition of the act itself.', {
    stage: 'per-encounter',
  }),
  asked('r6', 'course-approval', 'Course must be given by a qualified licensed healthcare provider.', {
    bearer: 'course-provider',
  }),
  {
    id: 'r7',
    detail: 'Either of these ways in.',
    anyOf: [
      asked('r7a', 'licensed-years', 'Licensed for long enough.', { minimum: 2, unit: 'years' }),
      {
        id: 'r7b',
        allOf: [
          asked('r7b1', 'examination', 'A national examination.'),
          asked('r7b2', 'practical-hours', 'More than half of it hands-on.', { exclusiveMinimum: 55, unit: 'percent' }),
        ],
      },
    ],
  },
];

/** An answer to a requirement; groups are answered alike. */
export function answered(requirement: Requirement, verdict: Finding['verdict'] = 'met'): Finding {
  const explanation = verdict === 'met' ? 'Shown on record.' : '12 of 50 hours; 38 owed.';
  const parts = (items: readonly Requirement[]) => items.map((item) => answered(item, verdict));
  if ('anyOf' in requirement)
    return { ...requirement, anyOf: parts(requirement.anyOf), verdict, explanation, evidence: [] };
  if ('allOf' in requirement)
    return { ...requirement, allOf: parts(requirement.allOf), verdict, explanation, evidence: [] };
  return { ...requirement, verdict, explanation, evidence: [] };
}

type Verified = Pick<RuleView, 'review' | 'printable' | 'notPrintableBecause'>;

const verified: Verified = {
  review: {
    state: 'verified',
    reviewedBy: null,
    comparedWith: '4 CCR 732-1 as published by the Secretary of State',
    comparedOn: '2026-11-20',
    dueOn: '2027-11-20',
  },
  printable: true,
  notPrintableBecause: [],
};

const unverified: Verified = {
  review: { state: 'unverified', reviewedBy: null, comparedWith: null, comparedOn: null, dueOn: null },
  printable: false,
  notPrintableBecause: ['It has not been compared with the primary text.'],
};

export function aRule(given: Partial<RuleView> = {}): RuleView {
  return {
    id: '7d4f3f0a-0000-5000-8000-000000000001',
    version: 1,
    edition: 'current',
    rule: 'dry-needling',
    jurisdiction: 'US-CO',
    profession: 'physical-therapist',
    intervention: 'dry-needling',
    digest: 'ef'.repeat(32),
    recordedAt: '2026-11-21T00:00:00.000Z',
    certainty: 'in-force',
    ...verified,
    standing: 'permitted-with-conditions',
    standingWhy: null,
    legalTerm: 'dry needling',
    summary: 'At least 50 hours, 40 of them in person.',
    territory: null,
    instrument: {
      kind: 'regulation',
      citation: '4 CCR 732-1, rule 1.5 (dry-needling paragraph), under C.R.S. title 12, article 285',
      binding: 'law',
    },
    inForce: { from: '2019-01-01', to: null },
    requirements: COLORADO,
    sources: [],
    confidence: 'medium',
    confidenceWhy: 'Read.',
    doubts: [],
    hold: null,
    watchNotes: [],
    ...given,
  };
}

function scope(code: string, name: string, rules: readonly RuleView[], given: Partial<RuleSet> = {}): ScopeOnRecord {
  const evaluated = rules.map(({ id, version, requirements }) => ({
    id,
    version,
    outcome: 'does-not-meet' as const,
    requirements: requirements.map((item) => answered(item, 'not-met')),
  }));
  const standing = rules[0]?.standing ?? 'unknown';
  const evaluation: ScopeEvaluation = {
    outcome: 'does-not-meet',
    standing,
    requirements: evaluated.flatMap(({ requirements }) => requirements),
    rules: evaluated,
  };
  return {
    ruleSet: {
      id: 'b4d2d9f4-0000-5000-8000-000000000002',
      version: `${code}/physical-therapist/2026-11-21.1`,
      digest: '5d41'.repeat(16),
    },
    jurisdiction: { code, name, regulator: { name: `${name} Board of Physical Therapy` }, fictional: false },
    profession: 'physical-therapist',
    asOf: '2026-11-22',
    knownOn: '2026-11-22T12:00:00.000Z',
    standing,
    review: rules[0]?.review.state ?? 'unverified',
    printable: rules.length > 0 && rules.every(({ printable }) => printable),
    rules,
    evaluation,
    ...given,
  };
}

const statute = (citation: string) => ({ kind: 'statute' as const, citation, binding: 'law' as const });

export const SCOPES = {
  colorado: scope('US-CO', 'Colorado', [aRule()]),
  maryland: scope('US-MD', 'Maryland', [
    aRule({
      ...unverified,
      summary: 'Two years of practice and 80 hours.',
      instrument: { ...statute('COMAR 10.38.12.01 to .04'), kind: 'regulation' },
      requirements: [
        asked('r1', 'licensed-years', 'Practice before needling: 2 years.', { minimum: 2, unit: 'years' }),
        asked('r2', 'training-hours', 'Total instruction of 80 hours.', { minimum: 80, unit: 'hours' }),
      ],
    }),
  ]),
  /** Compared with its text, yet known to be incomplete; the reason itself repeats the figure. */
  newJersey: scope('US-NJ', 'New Jersey', [
    aRule({
      printable: false,
      hold: 'The forty hours are the academic part only.',
      notPrintableBecause: ['The forty hours are the academic part only.'],
      summary: 'Forty hours and more.',
    }),
  ]),
  california: scope('US-CA', 'California', [
    aRule({
      ...unverified,
      standing: 'prohibited',
      requirements: [],
      instrument: statute('Cal. Bus. & Prof. Code 2620.5 (read with 4927 and 4935)'),
    }),
  ]),
  newYork: scope('US-NY', 'New York', [
    aRule({ standing: 'prohibited', requirements: [], instrument: statute('N.Y. Education Law, article 136') }),
  ]),
  nowhere: scope('XX', 'Nowhere', [], {
    jurisdiction: { code: 'XX', name: 'Nowhere', regulator: null, fictional: true },
  }),
} as const;

export function aSnapshot(given: Partial<CertificateSnapshot> = {}): CertificateSnapshot {
  return {
    format: 'filiform-certificate/1',
    number: '7ZK4-0Q2M-9TRX-B3VD-~',
    certificateId: '0193a5c0-0000-7000-8000-000000000001',
    supersedes: null,
    issuer: {
      name: 'Filiform Demo School',
      url: 'https://training.example.org',
      keyId: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
    },
    holder: { name: 'Maya Sørensen', profession: 'physical-therapist', licence: null },
    programme: {
      slug: 'dry-needling',
      title: 'Dry needling for physiotherapists',
      version: '0.1.0',
      digest: 'ab'.repeat(32),
      approval: { status: 'unapproved', note: 'Written from published sources; a clinician has yet to approve it.' },
    },
    scheme: {
      code: 'dn-foundation',
      title: 'Dry needling, foundation',
      version: '0.1.0',
      status: 'proposed',
      findings: [],
      provisional: true,
    },
    scoringRuns: [],
    issuedOn: '2026-11-22',
    expiresOn: '2028-11-22',
    issuedAt: '2026-11-22T12:00:00.000Z',
    validFrom: '2026-11-22T12:00:00.000Z',
    validUntil: '2028-11-23T07:00:00.000Z',
    timeZone: 'America/Denver',
    locale: 'en',
    template: { name: 'certification', digest: 'cd'.repeat(32) },
    statements: [
      { code: 'no-authority', text: 'This certificate confers no legal authority to practise.' },
      {
        code: 'provisional',
        text: 'The pass mark of an examination behind this certificate is provisional: no panel has set it yet.',
      },
      { code: 'unapproved', text: 'The content of the programme has not been approved by a clinician yet.' },
    ],
    scopeOfPractice: SCOPES.colorado,
    ...given,
  };
}

const KEYS = generateKeyPairSync('ed25519');

export function aDocument(given: Partial<CertificateSnapshot> = {}): CertificateDocument {
  const snapshot = aSnapshot(given);
  const bytes = signedBytes(snapshot);
  return {
    snapshot,
    signedBytes: bytes,
    signature: sign(null, bytes, KEYS.privateKey),
    issuerKeyPem: KEYS.publicKey.export({ type: 'spki', format: 'pem' }) as string,
    verifyUrl: 'https://training.example.org/v/7ZK40Q2M9TRXB3VD~/ABCDEFGH01234567',
    verifyAddress: 'training.example.org/verify',
    keysAddress: 'https://training.example.org/api/v1/issuer-keys',
  };
}
