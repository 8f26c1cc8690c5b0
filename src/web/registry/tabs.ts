export function registryTabs(current: string) {
  return [
    { address: '/registry', label: 'Ready to issue' },
    { address: '/registry/certificates', label: 'Certificates' },
    { address: '/registry/rules', label: 'Rules' },
  ].map((tab) => ({ ...tab, isCurrent: tab.address === current }));
}
