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
