/** The desks of the registry. */
export function registryTabs(current: string) {
  return [
    { address: '/registry', label: 'Today' },
    { address: '/registry/people', label: 'People' },
    { address: '/registry/certificates', label: 'Certificates' },
    { address: '/registry/rules', label: 'Rules' },
  ].map((tab) => ({ ...tab, isCurrent: tab.address === current }));
}
