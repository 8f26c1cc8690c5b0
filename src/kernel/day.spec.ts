import fc from 'fast-check';
import { addDays, addMonths, dayOf, endOfDay, isDay, startOfDay, wholeYearsBetween } from './day';

describe('Given a text that should be a day', () => {
  it.each`
    text            | day
    ${'2026-11-22'} | ${true}
    ${'2028-02-29'} | ${true}
    ${'2026-02-29'} | ${false}
    ${'2026-13-01'} | ${false}
    ${'2026-1-1'}   | ${false}
    ${'0000-01-01'} | ${false}
    ${''}           | ${false}
    ${20261122}     | ${false}
  `('when it is $text, then it is a day: $day', ({ text, day }) => expect(isDay(text)).toBe(day));
});

describe('Given the zone in which a day ends', () => {
  it.each`
    day             | zone                     | start                         | end
    ${'2026-11-22'} | ${'UTC'}                 | ${'2026-11-22T00:00:00.000Z'} | ${'2026-11-23T00:00:00.000Z'}
    ${'2026-11-22'} | ${'America/Denver'}      | ${'2026-11-22T07:00:00.000Z'} | ${'2026-11-23T07:00:00.000Z'}
    ${'2026-03-08'} | ${'America/Denver'}      | ${'2026-03-08T07:00:00.000Z'} | ${'2026-03-09T06:00:00.000Z'}
    ${'2026-11-01'} | ${'America/Denver'}      | ${'2026-11-01T06:00:00.000Z'} | ${'2026-11-02T07:00:00.000Z'}
    ${'2026-04-05'} | ${'Australia/Lord_Howe'} | ${'2026-04-04T13:00:00.000Z'} | ${'2026-04-05T13:30:00.000Z'}
    ${'2028-02-29'} | ${'Asia/Kolkata'}        | ${'2028-02-28T18:30:00.000Z'} | ${'2028-02-29T18:30:00.000Z'}
  `('when it is $day in $zone, then it runs from $start to $end', ({ day, zone, start, end }) => {
    expect(startOfDay(day, zone).toISOString()).toBe(start);
    expect(endOfDay(day, zone).toISOString()).toBe(end);
    expect(dayOf(new Date(start), zone)).toBe(day);
    expect(dayOf(new Date(new Date(end).getTime() - 1), zone)).toBe(day);
  });

  it('when midnight is skipped, then the day begins at its first moment', () => {
    const start = startOfDay('2018-11-04', 'America/Sao_Paulo');
    expect(start.toISOString()).toBe('2018-11-04T03:00:00.000Z');
    expect(dayOf(start, 'America/Sao_Paulo')).toBe('2018-11-04');
  });

  it('when any day in any of these zones is taken, then its first moment lies on it and the moment before does not', () => {
    const zones = fc.constantFrom(
      'UTC',
      'America/Denver',
      'Europe/London',
      'Pacific/Apia',
      'Asia/Kathmandu',
      'America/St_Johns',
    );
    const days = fc.integer({ min: 0, max: 30000 }).map((count) => addDays('1975-01-01', count));
    fc.assert(
      fc.property(days, zones, (day, zone) => {
        fc.pre(!(zone === 'Pacific/Apia' && day === '2011-12-30')); // A day that Samoa skipped.
        const start = startOfDay(day, zone);
        expect(dayOf(start, zone)).toBe(day);
        expect(dayOf(new Date(start.getTime() - 1), zone) < day).toBe(true);
      }),
    );
  });
});

describe('Given months and years', () => {
  it.each`
    day             | months | then
    ${'2026-11-22'} | ${24}  | ${'2028-11-22'}
    ${'2028-02-29'} | ${12}  | ${'2029-02-28'}
    ${'2028-02-29'} | ${48}  | ${'2032-02-29'}
    ${'2026-01-31'} | ${1}   | ${'2026-02-28'}
    ${'2026-03-31'} | ${-1}  | ${'2026-02-28'}
  `('when $months months pass after $day, then it is $then', ({ day, months, then }) =>
    expect(addMonths(day, months)).toBe(then),
  );

  it.each`
    from            | to              | years
    ${'2024-11-22'} | ${'2026-11-21'} | ${1}
    ${'2024-11-22'} | ${'2026-11-22'} | ${2}
    ${'2024-02-29'} | ${'2025-02-28'} | ${1}
    ${'2027-01-01'} | ${'2026-01-01'} | ${0}
  `('when it is $to, then $years whole years have passed since $from', ({ from, to, years }) =>
    expect(wholeYearsBetween(from, to)).toBe(years),
  );
});
