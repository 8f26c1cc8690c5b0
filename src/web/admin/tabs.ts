import type { PersonActor } from '../../identity/access';

/** The desks of the administration. An auditor looks at people and at the trail, and changes nothing. */
export function tabsFor(actor: PersonActor, current: string) {
  return [
    { address: '/admin', label: 'People', forAuditors: true },
    { address: '/admin/invitations', label: 'Invitations' },
    { address: '/admin/assessors', label: 'Assessors' },
    { address: '/admin/audit', label: 'Audit trail', forAuditors: true },
  ]
    .filter(({ forAuditors }) => forAuditors || isAdministrator(actor))
    .map(({ address, label }) => ({ address, label, isCurrent: address === current }));
}

export function isAdministrator({ roles }: PersonActor): boolean {
  return roles.includes('admin');
}
