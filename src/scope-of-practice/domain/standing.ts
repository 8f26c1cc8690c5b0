import { Standing, STANDINGS } from './rule';

/** The standing of several rules together; of none at all, unknown. */
export function strictestOf(standings: readonly Standing[]): Standing {
  if (standings.length === 0) return 'unknown';
  return STANDINGS[Math.max(...standings.map((standing) => STANDINGS.indexOf(standing)))];
}

/** Whether the law there lets somebody needle at all, if only under conditions. */
export function permits(standing: Standing): boolean {
  return standing === 'permitted' || standing === 'permitted-with-conditions';
}
