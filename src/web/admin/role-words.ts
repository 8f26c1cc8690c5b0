import type { Role } from '../../identity/access';
import { capitalised } from '../wording';

/** What a role lets somebody do, for those who give it. */
const MEANING: Record<Role, string> = {
  trainee: 'Learns, sits quizzes, keeps a logbook.',
  instructor: 'Teaches cohorts, attests attendance, sees the keys of quizzes.',
  assessor: 'Observes and signs off the people of their cohorts. What they may assess is said by an appointment.',
  registrar: 'Decides on certificates and compares rules with the law. Needs a second factor.',
  clinic: 'Verifies certificates for a clinic.',
  auditor: 'Sees everything, changes nothing.',
  admin: 'Invites staff, gives and takes roles, appoints assessors. Needs a second factor.',
};

export const ROLES_IN_ORDER = Object.keys(MEANING) as Role[];

export function isRole(text: string): text is Role {
  return ROLES_IN_ORDER.includes(text as Role);
}

export const ROLE_CHOICES = ROLES_IN_ORDER.map((role) => ({ role, name: roleName(role), meaning: MEANING[role] }));

export function roleName(role: Role): string {
  return role === 'admin' ? 'Administrator' : capitalised(role);
}
