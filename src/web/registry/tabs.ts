/** The desks of the registry, for somebody with these roles. */
export function registryTabs(current: string, roles: readonly string[]) {
  return [
    { address: '/registry', label: 'Today' },
    { address: '/registry/people', label: 'People' },
    { address: '/registry/certificates', label: 'Certificates' },
    { address: '/registry/rules', label: 'Rules' },
    { address: '/registry/law', label: 'Changes of the law' },
    ...(roles.includes('registrar')
      ? [
          { address: '/registry/content', label: 'Content' },
          { address: '/registry/accommodations', label: 'Accommodations' },
        ]
      : []),
  ].map((tab) => ({ ...tab, isCurrent: tab.address === current }));
}
