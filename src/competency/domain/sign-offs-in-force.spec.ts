import { signOffsInForceAt } from './sign-offs-in-force';

const at = (day: string) => new Date(`${day}T12:00:00.000Z`);

const HISTORY = [
  { id: 's1', competency: 'C19', regionTier: 1, signedAt: at('2026-03-01'), withdrawnAt: null },
  { id: 's2', competency: 'C19', regionTier: 1, signedAt: at('2026-05-01'), withdrawnAt: at('2026-07-01') },
  { id: 's3', competency: 'C19', regionTier: 3, signedAt: at('2026-06-01'), withdrawnAt: null },
];

describe('Given C19 signed in March, again in May and withdrawn in July, and in tier 3 in June', () => {
  it.each`
    asOf            | inForce
    ${'2026-02-28'} | ${[]}
    ${'2026-03-01'} | ${['s1']}
    ${'2026-05-01'} | ${['s2']}
    ${'2026-06-30'} | ${['s2', 's3']}
    ${'2026-07-01'} | ${['s1', 's3']}
    ${'2027-01-01'} | ${['s1', 's3']}
  `('when asked as of $asOf, then $inForce hold', ({ asOf, inForce }) => {
    expect(signOffsInForceAt(HISTORY, at(asOf)).map(({ id }) => id)).toEqual(inForce);
  });
});
