/** The kinds of people the house knows. One person may be several. */
export const ROLES = ['trainee', 'instructor', 'assessor', 'registrar', 'clinic', 'auditor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Everyone who signed in may do these about themselves. */
const SELF = [
  'me:read',
  'me:change',
  'second-factor:set-up',
  'session:end',
  'lesson:read',
  'quiz:read',
  'enrolment:read',
  'record:read',
  'scope:evaluate',
  'certificate:read',
  'issuer-key:read',
] as const;

const BY_ROLE = {
  trainee: ['enrolment:start', 'lesson:complete', 'attempt:take', 'logbook:write', 'logbook:read'],
  instructor: [
    'person:list',
    'cohort:manage',
    'question:read',
    'question:write',
    'question:approve',
    'quiz:write',
    'quiz:approve',
    'attempt:read',
    'attempt:extend',
    'statistics:read',
    'regrade:read',
    'regrade:propose',
    'regrade:approve',
    'essay:mark',
    'standard:read',
    'standard:chair',
    'standard:judge',
    'standard:approve',
    'attendance:attest',
    'logbook:read',
  ],
  assessor: [
    'person:list',
    'standard:read',
    'standard:judge',
    'observation:record',
    'observation:read',
    'sign-off:make',
    'sign-off:withdraw',
    'logbook:read',
    'logbook:verify',
  ],
  registrar: [
    'person:list',
    'cohort:manage',
    'rule:propose',
    'rule:review',
    'lesson:approve',
    'certificate:list',
    'certificate:issue',
    'certificate:change',
    'evidence:review',
    'observation:read',
    'logbook:read',
    'sign-off:withdraw',
    'enrolment:move',
    'attempt:extend',
    'accommodation:grant',
    'statistics:read',
    'regrade:read',
    'regrade:approve',
    'standard:read',
    'standard:approve',
  ],
  clinic: ['verification:history'],
  auditor: [
    'person:list',
    'audit:read',
    'certificate:list',
    'observation:read',
    'logbook:read',
    'attempt:read',
    'statistics:read',
    'regrade:read',
    'standard:read',
  ],
  admin: [
    'person:list',
    'person:manage',
    'cohort:manage',
    'assessor:appoint',
    'audit:read',
    'accommodation:grant',
    'statistics:read',
  ],
} as const satisfies Record<Role, readonly string[]>;

export type Permission = (typeof SELF)[number] | (typeof BY_ROLE)[Role][number];

/** Who holds one of these must prove a second factor before anything else, unless the account is a demo. */
const NEEDS_SECOND_FACTOR: readonly Role[] = ['registrar', 'admin'];

/** What remains open to somebody who must still set a second factor up: setting it up, and leaving. */
const WITHOUT_SECOND_FACTOR: readonly string[] = [
  'me:read',
  'second-factor:set-up',
  'session:end',
] satisfies Permission[];

export function needsSecondFactor(person: { readonly roles: readonly Role[]; readonly demo: boolean }): boolean {
  return !person.demo && person.roles.some((role) => NEEDS_SECOND_FACTOR.includes(role));
}

export function allowedWithoutSecondFactor(permission: string): boolean {
  return WITHOUT_SECOND_FACTOR.includes(permission);
}

/** What a person with these roles may do. Whose data they may see is asked apart, of the cohorts. */
export function permissionsOf(roles: readonly Role[]): ReadonlySet<Permission> {
  return new Set<Permission>([...SELF, ...roles.flatMap((role) => BY_ROLE[role])]);
}
