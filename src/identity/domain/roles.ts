import { Role, ROLES } from './permissions';

/** A role given or taken, in the order of `sequence`. */
export interface RoleChange {
  readonly sequence: number;
  readonly role: Role;
  readonly change: 'given' | 'taken';
}

/** The roles that remain after everything given and taken, always in the same order. */
export function rolesAfter(changes: readonly RoleChange[]): Role[] {
  const held = new Set<Role>();
  for (const { role, change } of [...changes].sort((a, b) => a.sequence - b.sequence)) {
    if (change === 'given') held.add(role);
    else held.delete(role);
  }
  return ROLES.filter((role) => held.has(role));
}
