import { QueryFailedError } from 'typeorm';
import { Conflict, DomainError } from '../kernel/errors';

/** The unique key that a write ran into, or null when it failed for another reason. Text differs by engine. */
export function isUniqueViolation(fault: unknown): boolean {
  if (!(fault instanceof QueryFailedError)) return false;
  const { code } = fault.driverError as { code?: string };
  return code === '23505' || code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY';
}

/** The loser of a race on a unique key is told of a conflict; every other fault passes as it is. */
export function translateDatabaseError(fault: unknown): unknown {
  if (fault instanceof DomainError) return fault;
  return isUniqueViolation(fault) ? new Conflict() : fault;
}
