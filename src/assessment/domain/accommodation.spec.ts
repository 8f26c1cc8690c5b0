import { allowanceAt, GrantedAllowance, isInForce } from './accommodation';

const granted = (more: Partial<GrantedAllowance> = {}): GrantedAllowance => ({
  id: 'one',
  factor: 1.25,
  breakMinutes: 0,
  grantedAt: new Date('2026-01-10T12:00:00.000Z'),
  endsOn: '2026-03-29',
  withdrawnAt: null,
  ...more,
});

describe('Given something allowed at noon on 10 January until 29 March, when clocks go forward in Berlin', () => {
  it.each`
    zone                | at                            | withdrawnAt                   | counts
    ${'UTC'}            | ${'2026-01-10T11:59:59.999Z'} | ${null}                       | ${false}
    ${'UTC'}            | ${'2026-01-10T12:00:00.000Z'} | ${null}                       | ${true}
    ${'UTC'}            | ${'2026-03-29T23:59:59.999Z'} | ${null}                       | ${true}
    ${'UTC'}            | ${'2026-03-30T00:00:00.000Z'} | ${null}                       | ${false}
    ${'Europe/Berlin'}  | ${'2026-03-29T21:59:59.999Z'} | ${null}                       | ${true}
    ${'Europe/Berlin'}  | ${'2026-03-29T22:00:00.000Z'} | ${null}                       | ${false}
    ${'America/Denver'} | ${'2026-03-30T05:59:59.999Z'} | ${null}                       | ${true}
    ${'America/Denver'} | ${'2026-03-30T06:00:00.000Z'} | ${null}                       | ${false}
    ${'UTC'}            | ${'2026-02-01T00:00:00.000Z'} | ${'2026-02-01T00:00:00.001Z'} | ${true}
    ${'UTC'}            | ${'2026-02-01T00:00:00.000Z'} | ${'2026-02-01T00:00:00.000Z'} | ${false}
  `('when it is $at in $zone and it was withdrawn at $withdrawnAt, then it counts: $counts', (row) => {
    const withdrawnAt = row.withdrawnAt && new Date(row.withdrawnAt);
    expect(isInForce(granted({ withdrawnAt }), new Date(row.at), row.zone)).toBe(row.counts);
  });

  it('when its last day is 29 February, then it counts that whole day', () => {
    const leap = granted({ endsOn: '2028-02-29' });
    expect(isInForce(leap, new Date('2028-02-29T23:59:59.999Z'), 'UTC')).toBe(true);
    expect(isInForce(leap, new Date('2028-03-01T00:00:00.000Z'), 'UTC')).toBe(false);
  });
});

describe('Given several at once', () => {
  const now = new Date('2026-02-01T00:00:00.000Z');

  it.each`
    all                                                                     | allowance
    ${[]}                                                                   | ${{ factor: 1, breakMinutes: 0, accommodationIds: [] }}
    ${[granted()]}                                                          | ${{ factor: 1.25, breakMinutes: 0, accommodationIds: ['one'] }}
    ${[granted(), granted({ id: 'two', factor: 1, breakMinutes: 20 })]}     | ${{ factor: 1.25, breakMinutes: 20, accommodationIds: ['one', 'two'] }}
    ${[granted(), granted({ id: 'two', factor: 1.5 })]}                     | ${{ factor: 1.5, breakMinutes: 0, accommodationIds: ['one', 'two'] }}
    ${[granted(), granted({ id: 'two', factor: 2, endsOn: '2026-01-31' })]} | ${{ factor: 1.25, breakMinutes: 0, accommodationIds: ['one'] }}
  `('when they are taken together, then each counts at its most generous: $allowance', ({ all, allowance }) => {
    expect(allowanceAt(all, now, 'UTC')).toEqual(allowance);
  });
});
