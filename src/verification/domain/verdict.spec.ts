import { Findings, judge, Objection } from './verdict';

const T = (text: string) => new Date(text);

const fine: Findings = {
  content: 'agrees',
  signature: 'good',
  objections: [],
  say: (moment) => moment.toISOString().slice(0, 10),
  validFrom: T('2026-11-22T00:00:00Z'),
  validUntil: T('2028-11-23T00:00:00Z'),
  rulesAtIssue: 'agrees',
  rulesNow: 'same',
};

function objection(status: Objection['status'], over: Partial<Objection> = {}): Objection {
  return {
    status,
    effectiveAt: T('2027-01-01T00:00:00Z'),
    recordedAt: T('2027-01-01T00:00:00Z'),
    awaitingConfirmation: false,
    ...over,
  };
}

describe('Given what the register holds of a certificate', () => {
  it.each`
    what                                                  | findings                                                                                        | verdict
    ${'nothing holds against it'}                         | ${{}}                                                                                           | ${'valid'}
    ${'it is suspended'}                                  | ${{ objections: [objection('suspended')] }}                                                     | ${'suspended'}
    ${'it is revoked and expired'}                        | ${{ objections: [objection('revoked'), objection('expired')] }}                                 | ${'revoked'}
    ${'its signature is bad, though not revoked'}         | ${{ signature: 'bad' }}                                                                         | ${'altered'}
    ${'its content differs, and it is revoked'}           | ${{ content: 'differs', objections: [objection('revoked')] }}                                   | ${'altered'}
    ${'its rules are not those of the digest'}            | ${{ rulesAtIssue: 'differs' }}                                                                  | ${'altered'}
    ${'today’s rules are others'}                         | ${{ rulesNow: 'changed' }}                                                                      | ${'valid'}
    ${'it was erased while suspended'}                    | ${{ content: null, signature: null, rulesAtIssue: null, objections: [objection('suspended')] }} | ${'suspended'}
    ${'it was erased, and nothing else holds against it'} | ${{ content: null, signature: null, rulesAtIssue: null }}                                       | ${'unknown'}
  `('when $what, then the verdict is $verdict', ({ findings, verdict }) => {
    expect(judge({ ...fine, ...findings }).verdict).toBe(verdict);
  });

  it('when it is expired and revoked, then both checks fail, not only the one that decides', () => {
    const { checks } = judge({ ...fine, objections: [objection('revoked'), objection('expired')] });
    expect(checks.filter(({ outcome }) => outcome === 'failed').map(({ check }) => check)).toEqual([
      'revocation',
      'period',
    ]);
  });

  it('when a revocation is dated back, then both dates are said', () => {
    const back = objection('revoked', {
      effectiveAt: T('2026-12-01T00:00:00Z'),
      recordedAt: T('2027-03-01T00:00:00Z'),
    });
    expect(judge({ ...fine, objections: [back] }).checks).toContainEqual({
      check: 'revocation',
      outcome: 'failed',
      detail: 'Revoked with effect from 2026-12-01, recorded on 2027-03-01.',
    });
  });

  it('when it was erased, then its signature could not be checked, and nothing says that it passed', () => {
    const { checks } = judge({ ...fine, content: null, signature: null, rulesAtIssue: null });
    expect(checks.filter(({ outcome }) => outcome === 'could-not-check').map(({ check }) => check)).toEqual([
      'content',
      'signature',
      'rules-at-issue',
    ]);
  });
});
