import type { CohortWithMembers } from '../../identity/cohorts.service';

/** What stands above every page of a cohort. */
export function cohortTabs({ id, name }: CohortWithMembers, current: '' | 'members' | 'attendance') {
  const base = `/teach/cohorts/${id}`;
  const tab = (page: typeof current, label: string) => ({
    address: page ? `${base}/${page}` : base,
    label,
    isCurrent: page === current,
  });
  return {
    cohortName: name,
    crumbs: [{ address: '/teach', label: 'Teach' }, { label: name }],
    tabs: [tab('', 'How far everybody is'), tab('members', 'Members'), tab('attendance', 'Attest attendance')],
  };
}
