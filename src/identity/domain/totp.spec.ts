import { acceptedStep, codeAt, otpauthUrl, secretFrom } from './totp';

/** RFC 6238, appendix B: the secret of its test vectors for SHA-1, of which we take the last six digits. */
const SECRET = secretFrom(Buffer.from('12345678901234567890', 'ascii'));

describe('Given the secret of RFC 6238, appendix B', () => {
  it.each`
    seconds          | code
    ${59}            | ${'287082'}
    ${1_111_111_109} | ${'081804'}
    ${1_111_111_111} | ${'050471'}
    ${1_234_567_890} | ${'005924'}
    ${2_000_000_000} | ${'279037'}
  `('when it is $seconds s, then the app shows $code', ({ seconds, code }) => {
    expect(codeAt(SECRET, new Date(seconds * 1000))).toBe(code);
  });

  const noon = new Date('2026-11-22T12:00:00.000Z');
  const step = noon.getTime() / 30_000;
  const codeStepsAway = (steps: number) => codeAt(SECRET, new Date(noon.getTime() + steps * 30_000));

  it.each`
    steps | lastStep    | taken       | why
    ${0}  | ${null}     | ${step}     | ${'it is the code of now'}
    ${-1} | ${null}     | ${step - 1} | ${'the clock is a little slow'}
    ${1}  | ${null}     | ${step + 1} | ${'the clock is a little fast'}
    ${-2} | ${null}     | ${null}     | ${'it is too old'}
    ${2}  | ${null}     | ${null}     | ${'it is too early'}
    ${0}  | ${step}     | ${null}     | ${'it was taken already'}
    ${0}  | ${step + 1} | ${null}     | ${'a later one was taken already'}
    ${-1} | ${step}     | ${null}     | ${'a later one was taken already'}
    ${0}  | ${step - 1} | ${step}     | ${'only an earlier one was taken'}
  `('when $why ($steps steps away), then the step taken is $taken', ({ steps, lastStep, taken }) => {
    expect(acceptedStep(SECRET, codeStepsAway(steps), noon, lastStep)).toBe(taken);
  });

  it.each(['', '12345', '1234567', 'abcdef', '000000'])('when the code is "%s", then it is not taken', (code) => {
    expect(acceptedStep(SECRET, code, noon, null)).toBeNull();
  });

  it('then its address for the app names issuer and account', () => {
    const url = new URL(otpauthUrl(SECRET, 'A School', 'ada@example.org'));
    expect([url.protocol, url.host]).toEqual(['otpauth:', 'totp']);
    expect(decodeURIComponent(url.pathname)).toBe('/A School:ada@example.org');
    expect(url.searchParams.get('secret')).toBe(SECRET);
  });
});
