import { admit } from './admission';

describe('Given a quiz of three attempts with a cool-down of 60 minutes', () => {
  const rule = { attempts: 3, coolDownMinutes: 60 };

  it.each`
    ended                 | now        | admission
    ${[]}                 | ${'10:00'} | ${{ admitted: true, attemptsLeft: 3 }}
    ${['09:00']}          | ${'10:00'} | ${{ admitted: true, attemptsLeft: 2 }}
    ${['09:00']}          | ${'09:59'} | ${{ admitted: false, reason: 'cool-down', attemptsLeft: 2, retryAfter: new Date('2026-11-22T10:00Z') }}
    ${['09:00', '07:00']} | ${'09:30'} | ${{ admitted: false, reason: 'cool-down', attemptsLeft: 1, retryAfter: new Date('2026-11-22T10:00Z') }}
    ${['06', '07', '08']} | ${'23:00'} | ${{ admitted: false, reason: 'attempts-exhausted' }}
  `('when attempts ended at $ended and it is $now, then $admission', ({ ended, now, admission }) => {
    const at = (time: string) => new Date(`2026-11-22T${time.padEnd(5, ':00')}Z`);
    expect(admit(rule, ended.map(at), at(now))).toEqual(admission);
  });
});

describe('Given a quiz that is open from 09:00 to 12:00', () => {
  const at = (time: string) => new Date(`2026-11-22T${time}Z`);
  const window = { opensAt: at('09:00:00.000'), closesAt: at('12:00:00.000') };
  const early = { admitted: false, reason: 'not-open-yet', opensAt: window.opensAt };
  const late = { admitted: false, reason: 'closed', closedAt: window.closesAt };

  it.each`
    now               | ended                 | admission
    ${'08:59:59.999'} | ${[]}                 | ${early}
    ${'09:00:00.000'} | ${[]}                 | ${{ admitted: true, attemptsLeft: 2 }}
    ${'11:59:59.999'} | ${[]}                 | ${{ admitted: true, attemptsLeft: 2 }}
    ${'12:00:00.000'} | ${[]}                 | ${late}
    ${'12:00:00.000'} | ${['11:59:00.000']}   | ${late}
    ${'12:00:00.000'} | ${['09:10', '10:00']} | ${{ admitted: false, reason: 'attempts-exhausted' }}
  `('when it is $now and attempts ended at $ended, then $admission', ({ now, ended, admission }) => {
    expect(admit({ attempts: 2, coolDownMinutes: 60 }, ended.map(at), at(now), window)).toEqual(admission);
  });
});
