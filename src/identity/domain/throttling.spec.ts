import { retryAfterSeconds } from './throttling';

const NOW = new Date('2026-11-22T12:00:00.000Z');
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);

describe('Given at most three failures in a hundred seconds', () => {
  const allowance = { failures: 3, withinSeconds: 100 };

  it.each`
    failedSecondsAgo     | wait   | why
    ${[]}                | ${0}   | ${'nobody failed'}
    ${[1, 2]}            | ${0}   | ${'two failed'}
    ${[1, 2, 3]}         | ${97}  | ${'three failed: until the oldest counts no more'}
    ${[3, 1, 2]}         | ${97}  | ${'three failed, noted in any order'}
    ${[1, 2, 100]}       | ${0}   | ${'the oldest stopped counting this moment'}
    ${[1, 2, 99]}        | ${1}   | ${'the oldest counts for one second more'}
    ${[0, 0, 0]}         | ${100} | ${'three failed this moment'}
    ${[1, 2, 3, 50, 99]} | ${97}  | ${'more failed than are allowed: the third latest decides'}
    ${[0.5, 0.6, 99.5]}  | ${1}   | ${'a part of a second is a second'}
    ${[500, 600, 700]}   | ${0}   | ${'all of it is long ago'}
  `('when $why, then the next try waits $wait s', ({ failedSecondsAgo, wait }) => {
    expect(retryAfterSeconds(allowance, failedSecondsAgo.map(ago), NOW)).toBe(wait);
  });
});
