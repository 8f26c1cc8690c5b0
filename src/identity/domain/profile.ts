import { Day, isDay } from '../../kernel/day';
import { Fault } from '../../kernel/errors';
import { isOnePrintableLine } from './printable';

export interface LicenceStatement {
  readonly number: string;
  readonly issuedOn: Day;
  readonly jurisdiction: string;
}

/** What a practitioner states about themselves. What was never stated is null. */
export interface ProfileStatement {
  readonly legalName: string | null;
  readonly profession: string | null;
  readonly jurisdiction: string | null;
  readonly licence: LicenceStatement | null;
}

export const NOTHING_STATED: ProfileStatement = {
  legalName: null,
  profession: null,
  jurisdiction: null,
  licence: null,
};

/** ISO 3166-1 alpha-2, or ISO 3166-2 with its subdivision: `GB`, `US-CO`, `GB-ENG`. */
export const JURISDICTION = /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/;

/** A profession as the scope-of-practice register names it: `physical-therapist`. */
export const PROFESSION = /^[a-z]+(-[a-z]+)*$/;

/** What is wrong with a profile on a given day. */
export function faultsOfProfile({ legalName, licence }: ProfileStatement, today: Day): Fault[] {
  const faults: Fault[] = [];
  const say = (path: string, message: string) => faults.push({ path, message });
  if (legalName !== null && !isOnePrintableLine(legalName)) say('legalName', 'is a name on one line');
  if (licence && !isOnePrintableLine(licence.number))
    say('licence.number', 'is the number on the licence, on one line');
  if (licence && !isDay(licence.issuedOn)) say('licence.issuedOn', 'is a day of the calendar, YYYY-MM-DD');
  else if (licence && licence.issuedOn > today)
    say('licence.issuedOn', 'is in the future; give the day the licence was issued');
  return faults;
}
