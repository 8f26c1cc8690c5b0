import { dayOf } from '../../kernel/day';
import { statusAt } from './certificate-status';
import { validityOf } from './validity';

describe('Given a certificate that counts for some months', () => {
  it.each`
    issuedAt                      | zone                  | months | expiresOn       | validUntil
    ${'2026-11-22T12:00:00.000Z'} | ${'UTC'}              | ${24}  | ${'2028-11-22'} | ${'2028-11-23T00:00:00.000Z'}
    ${'2024-02-29T12:00:00.000Z'} | ${'UTC'}              | ${12}  | ${'2025-02-28'} | ${'2025-03-01T00:00:00.000Z'}
    ${'2024-02-29T12:00:00.000Z'} | ${'UTC'}              | ${48}  | ${'2028-02-29'} | ${'2028-03-01T00:00:00.000Z'}
    ${'2026-11-23T02:00:00.000Z'} | ${'America/Denver'}   | ${12}  | ${'2027-11-22'} | ${'2027-11-23T07:00:00.000Z'}
    ${'2026-10-31T18:00:00.000Z'} | ${'America/New_York'} | ${12}  | ${'2027-10-31'} | ${'2027-11-01T04:00:00.000Z'}
    ${'2026-03-13T18:00:00.000Z'} | ${'America/New_York'} | ${24}  | ${'2028-03-13'} | ${'2028-03-14T04:00:00.000Z'}
    ${'2026-11-22T11:00:00.000Z'} | ${'Pacific/Auckland'} | ${24}  | ${'2028-11-23'} | ${'2028-11-23T11:00:00.000Z'}
  `('when it is issued at $issuedAt in $zone for $months months, then its last day is $expiresOn', (row) => {
    const issuedAt = new Date(row.issuedAt);
    const validity = validityOf(issuedAt, dayOf(issuedAt, row.zone), row.months, row.zone);
    expect(validity.expiresOn).toBe(row.expiresOn);
    expect(validity.validUntil.toISOString()).toBe(row.validUntil);
  });

  it('when its last day has one millisecond left, then it is valid; then it is expired', () => {
    const issuedAt = new Date('2026-11-22T12:00:00.000Z');
    const period = validityOf(issuedAt, '2026-11-22', 12, 'America/Denver');
    const events = [{ sequence: 1, type: 'issued' as const, effectiveAt: issuedAt, recordedAt: issuedAt }];
    const at = (shift: number) => new Date(period.validUntil.getTime() + shift);
    expect(statusAt(period, events, at(-1), at(0))?.status).toBe('valid');
    expect(statusAt(period, events, at(0), at(0))?.status).toBe('expired');
  });
});
