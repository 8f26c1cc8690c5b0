/** One entry of the navigation. */
export interface Destination {
  readonly section: string;
  readonly address: string;
  readonly label: string;
}

const FOR_EVERYONE: readonly Destination[] = [
  { section: 'verify', address: '/verify', label: 'Verify' },
  { section: 'scope-of-practice', address: '/scope-of-practice', label: 'The law' },
];

const BY_ROLE: readonly (Destination & { roles: readonly string[] })[] = [
  { section: 'learn', address: '/learn', label: 'Learn', roles: ['trainee'] },
  { section: 'assess', address: '/assess', label: 'Assess', roles: ['assessor'] },
  { section: 'teach', address: '/teach', label: 'Teach', roles: ['instructor'] },
  { section: 'registry', address: '/registry', label: 'Registry', roles: ['registrar', 'auditor'] },
  { section: 'clinic', address: '/clinic', label: 'Clinic', roles: ['clinic'] },
  { section: 'admin', address: '/admin', label: 'Administer', roles: ['admin', 'auditor'] },
];

/** Where a person with these roles may go, their own work first. Strangers see what is open to everyone. */
export function destinationsOf(roles: readonly string[]): Destination[] {
  const own = BY_ROLE.filter((destination) => destination.roles.some((role) => roles.includes(role)));
  return [...own, ...FOR_EVERYONE].map(({ section, address, label }) => ({ section, address, label }));
}

/** Where someone who has just signed in begins. */
export function homeOf(roles: readonly string[]): string {
  return destinationsOf(roles)[0].address;
}
