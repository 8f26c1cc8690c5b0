import { deadlineOf, endedAt, isOver } from './deadline';

describe('Given an attempt begun at 23:30 on 28 February 2028, a leap year, with 30 minutes and 20 seconds of grace', () => {
  const deadlineAt = deadlineOf(new Date('2028-02-28T23:30:00.000Z'), 30);
  const timing = { deadlineAt, graceSeconds: 20 };

  it('when its deadline is worked out, then it is midnight, the first moment of 29 February', () => {
    expect(deadlineAt.toISOString()).toBe('2028-02-29T00:00:00.000Z');
  });

  it.each`
    now                           | over
    ${'2028-02-28T23:59:59.999Z'} | ${false}
    ${'2028-02-29T00:00:00.000Z'} | ${false}
    ${'2028-02-29T00:00:20.000Z'} | ${false}
    ${'2028-02-29T00:00:20.001Z'} | ${true}
    ${'2028-03-01T00:00:00.000Z'} | ${true}
  `('when it is $now, then nothing more is taken: $over', ({ now, over }) => {
    expect(isOver(timing, new Date(now))).toBe(over);
  });

  it.each`
    now                           | end
    ${'2028-02-28T23:45:00.000Z'} | ${'2028-02-28T23:45:00.000Z'}
    ${'2028-02-29T00:00:10.000Z'} | ${'2028-02-29T00:00:00.000Z'}
    ${'2028-05-01T00:00:00.000Z'} | ${'2028-02-29T00:00:00.000Z'}
  `('when it is handed in at $now, then it ended at $end', ({ now, end }) => {
    expect(endedAt(timing, new Date(now)).toISOString()).toBe(end);
  });
});
