import * as fc from 'fast-check';
import {
  BreakEvent,
  deadlineOf,
  endedAt,
  graceOf,
  isOver,
  reasonOfEnd,
  TimeFacts,
  timingOf,
  windowFor,
} from './deadline';

const RULES = { timeLimitMinutes: 30, graceSeconds: 20 };
const at = (moment: string) => new Date(moment);

describe('Given an attempt begun at 23:30 on 28 February 2028, a leap year, with 30 minutes and 20 seconds of grace', () => {
  const deadlineAt = deadlineOf(at('2028-02-28T23:30:00.000Z'), RULES);
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
    expect(isOver(timing, at(now))).toBe(over);
  });

  it.each`
    now                           | end
    ${'2028-02-28T23:45:00.000Z'} | ${'2028-02-28T23:45:00.000Z'}
    ${'2028-02-29T00:00:10.000Z'} | ${'2028-02-29T00:00:00.000Z'}
    ${'2028-05-01T00:00:00.000Z'} | ${'2028-02-29T00:00:00.000Z'}
  `('when it is handed in at $now, then it ended at $end', ({ now, end }) => {
    expect(endedAt(timing, at(now)).toISOString()).toBe(end);
  });

  it.each`
    timeOut      | now                           | reason
    ${'submit'}  | ${'2028-02-29T00:00:20.000Z'} | ${'submission'}
    ${'submit'}  | ${'2028-02-29T00:00:20.001Z'} | ${'time-out'}
    ${undefined} | ${'2028-02-29T00:00:20.001Z'} | ${'time-out'}
    ${'grace'}   | ${'2028-02-29T00:00:20.000Z'} | ${'submission'}
    ${'grace'}   | ${'2028-02-29T00:00:20.001Z'} | ${'void'}
    ${'void'}    | ${'2028-02-29T00:00:00.000Z'} | ${'submission'}
    ${'void'}    | ${'2028-02-29T00:00:00.001Z'} | ${'void'}
  `('when its quiz says $timeOut and it ends at $now, then that is a $reason', ({ timeOut, now, reason }) => {
    const rules = { ...RULES, timeOut };
    expect(reasonOfEnd(rules, { deadlineAt, graceSeconds: graceOf(rules) }, at(now))).toBe(reason);
  });
});

describe('Given a quiz of 60 minutes that is open from 09:00 to 11:00', () => {
  const rules = {
    timeLimitMinutes: 60,
    graceSeconds: 20,
    opensAt: '2026-11-25T09:00:00.000Z',
    closesAt: '2026-11-25T11:00:00.000Z',
  };

  it.each`
    factor  | began      | deadline      | closes
    ${1}    | ${'09:00'} | ${'10:00:00'} | ${'11:00:00'}
    ${1}    | ${'10:00'} | ${'11:00:00'} | ${'11:00:00'}
    ${1}    | ${'10:01'} | ${'11:00:00'} | ${'11:00:00'}
    ${1.25} | ${'09:00'} | ${'10:15:00'} | ${'11:15:00'}
    ${1.5}  | ${'10:00'} | ${'11:30:00'} | ${'11:30:00'}
    ${1.5}  | ${'10:50'} | ${'11:30:00'} | ${'11:30:00'}
    ${1.01} | ${'09:00'} | ${'10:00:36'} | ${'11:00:36'}
  `(
    'when somebody with time × $factor begins at $began, then the deadline is $deadline, and the window closes at $closes',
    ({ factor, began, deadline, closes }) => {
      const allowance = { factor, breakMinutes: 30 };
      expect(deadlineOf(at(`2026-11-25T${began}:00.000Z`), rules, allowance)).toEqual(
        at(`2026-11-25T${deadline}.000Z`),
      );
      expect(windowFor(rules, allowance)).toEqual({
        opensAt: at(rules.opensAt),
        closesAt: at(`2026-11-25T${closes}.000Z`),
      });
    },
  );

  it('when the quiz names no window, then there is none', () => {
    expect(windowFor(RULES, { factor: 2, breakMinutes: 0 })).toEqual({ opensAt: null, closesAt: null });
  });

  it('when the clocks go forward between start and deadline, then an hour is an hour', () => {
    // Europe/Berlin skips from 02:00 to 03:00 on 29 March 2026, at 01:00 UTC.
    expect(deadlineOf(at('2026-03-29T00:30:00.000Z'), { timeLimitMinutes: 60, graceSeconds: 0 })).toEqual(
      at('2026-03-29T01:30:00.000Z'),
    );
  });
});

describe('Given an attempt until 12:30 whose candidate may stop the clock for 10 minutes', () => {
  const clock = (time: string) => at(`2026-11-25T${time.padEnd(8, ':00')}.000Z`);
  const facts = (times: string, addedMinutes = 0): TimeFacts => ({
    deadlineAt: clock('12:30'),
    graceSeconds: 20,
    breakMinutes: 10,
    addedMinutes,
    breaks: times
      .split(' ')
      .filter(Boolean)
      .map((time, index): BreakEvent => ({ change: index % 2 === 0 ? 'began' : 'ended', at: clock(time) })),
  });

  it.each`
    breaks                 | added | now           | deadline      | since         | left
    ${''}                  | ${0}  | ${'12:00'}    | ${'12:30'}    | ${null}       | ${600}
    ${''}                  | ${15} | ${'12:00'}    | ${'12:45'}    | ${null}       | ${600}
    ${'12:10'}             | ${0}  | ${'12:10'}    | ${'12:30'}    | ${'12:10'}    | ${600}
    ${'12:10'}             | ${0}  | ${'12:14'}    | ${'12:34'}    | ${'12:10'}    | ${360}
    ${'12:10 12:14'}       | ${0}  | ${'12:20'}    | ${'12:34'}    | ${null}       | ${360}
    ${'12:10 12:14 12:20'} | ${0}  | ${'12:25'}    | ${'12:39'}    | ${'12:20'}    | ${60}
    ${'12:10 12:14 12:20'} | ${0}  | ${'12:25:59'} | ${'12:39:59'} | ${'12:20'}    | ${1}
    ${'12:10 12:14 12:20'} | ${0}  | ${'12:26'}    | ${'12:40'}    | ${null}       | ${0}
    ${'12:10 12:14 12:20'} | ${5}  | ${'13:00'}    | ${'12:45'}    | ${null}       | ${0}
    ${'12:10 12:40'}       | ${0}  | ${'12:41'}    | ${'12:40'}    | ${null}       | ${0}
    ${'12:29:59'}          | ${0}  | ${'12:35'}    | ${'12:35:01'} | ${'12:29:59'} | ${299}
  `(
    'when breaks were at "$breaks", $added minutes were added and it is $now, then the deadline is $deadline',
    ({ breaks, added, now, deadline, since, left }) => {
      expect(timingOf(facts(breaks, added), clock(now))).toEqual({
        deadlineAt: clock(deadline),
        graceSeconds: 20,
        addedMinutes: added,
        onBreakSince: since && clock(since),
        breakSecondsLeft: left,
      });
    },
  );

  const someBreaks = fc.array(fc.integer({ min: 0, max: 3_600_000 }), { maxLength: 8 }).map((offsets): BreakEvent[] =>
    offsets
      .toSorted((a, b) => a - b)
      .map((offset, index) => ({
        change: index % 2 === 0 ? 'began' : 'ended',
        at: new Date(clock('11:30').getTime() + offset),
      })),
  );

  it('when breaks are of any kind, then they give no more than the allowance, and the deadline never moves back', () => {
    fc.assert(
      fc.property(someBreaks, fc.nat(60), fc.nat(600), fc.nat(600), (breaks, addedMinutes, first, further) => {
        const known = { ...facts('', addedMinutes), breaks };
        // Facts are written as they happen: nothing is asked of a moment before the last of them.
        const from = breaks.at(-1)?.at.getTime() ?? clock('11:30').getTime();
        const [early, late] = [first, first + further].map((s) => timingOf(known, new Date(from + s * 1000)));
        const least = clock('12:30').getTime() + addedMinutes * 60_000;
        for (const { deadlineAt, breakSecondsLeft } of [early, late]) {
          expect(deadlineAt.getTime()).toBeGreaterThanOrEqual(least);
          expect(deadlineAt.getTime()).toBeLessThanOrEqual(least + 600_000);
          expect(breakSecondsLeft).toBeGreaterThanOrEqual(0);
        }
        expect(late.deadlineAt.getTime()).toBeGreaterThanOrEqual(early.deadlineAt.getTime());
      }),
    );
  });

  it('when the clock stands still, then the time left stands still too', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 599 }), (seconds) => {
        const now = new Date(clock('12:10').getTime() + seconds * 1000);
        expect(timingOf(facts('12:10'), now).deadlineAt.getTime() - now.getTime()).toBe(20 * 60_000);
      }),
    );
  });
});
