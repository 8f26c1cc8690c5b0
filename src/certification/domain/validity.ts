import { addMonths, Day, endOfDay } from '../../kernel/day';

/** When a certificate counts: from the moment of issue to the end of its last day, in the issuer's zone. */
export interface Validity {
  readonly expiresOn: Day;
  readonly validFrom: Date;
  /** The first moment at which it no longer counts. */
  readonly validUntil: Date;
}

/** So many months after the day of issue, which is the last day; 29 February ends on 28 February where it must. */
export function validityOf(issuedAt: Date, issuedOn: Day, months: number, zone: string): Validity {
  const expiresOn = addMonths(issuedOn, months);
  return { expiresOn, validFrom: issuedAt, validUntil: endOfDay(expiresOn, zone) };
}
