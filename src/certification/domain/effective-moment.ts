import { DateNotAllowed } from '../certification.errors';

/**
 * From when a change counts: now unless told; never before the certificate was issued, and never later than now, because
 * nobody would notice that a change recorded today waits for its day.
 */
export function effectiveMoment(asked: Date | undefined, issuedAt: Date, now: Date): Date {
  if (asked === undefined) return now;
  if (asked > now)
    throw new DateNotAllowed('A change counts from now or from earlier, never from a moment that lies ahead.');
  if (asked < issuedAt) throw new DateNotAllowed('A change counts from the issue of the certificate at the earliest.');
  return asked;
}
