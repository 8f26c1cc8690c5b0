import { maySuperviseAt, Qualification, qualifiedAt } from './qualification';

const START = new Date('2026-01-01T00:00:00.000Z');
const END = new Date('2027-01-01T00:00:00.000Z');
const NOON = new Date('2026-11-22T12:00:00.000Z');

function aQualification(but: Partial<Qualification> = {}): Qualification {
  return {
    id: 'q1',
    competencies: ['C19', 'C20'],
    regionTiers: [1, 2],
    maySupervise: false,
    from: START,
    until: END,
    events: [],
    ...but,
  };
}

const event = (kind: 'suspended' | 'reinstated' | 'ended', at: string) => ({ kind, effectiveAt: new Date(at) });

describe('Given a qualification for C19 and C20 in tiers 1 and 2 through 2026', () => {
  it.each`
    competency | tier | at                            | want
    ${'C19'}   | ${1} | ${'2026-11-22T12:00:00.000Z'} | ${undefined}
    ${'C20'}   | ${2} | ${'2026-11-22T12:00:00.000Z'} | ${undefined}
    ${'C21'}   | ${1} | ${'2026-11-22T12:00:00.000Z'} | ${'wrong-competency'}
    ${'C19'}   | ${3} | ${'2026-11-22T12:00:00.000Z'} | ${'wrong-tier'}
    ${'C19'}   | ${1} | ${'2025-12-31T23:59:59.999Z'} | ${'not-yet'}
    ${'C19'}   | ${1} | ${'2026-01-01T00:00:00.000Z'} | ${undefined}
    ${'C19'}   | ${1} | ${'2026-12-31T23:59:59.999Z'} | ${undefined}
    ${'C19'}   | ${1} | ${'2027-01-01T00:00:00.000Z'} | ${'lapsed'}
  `('when $competency in tier $tier is asked of at $at, then the want is $want', ({ competency, tier, at, want }) => {
    const standing = qualifiedAt([aQualification()], competency, tier, new Date(at));
    expect(standing.qualified).toBe(want === undefined);
    expect('want' in standing ? standing.want : undefined).toBe(want);
  });

  it.each`
    events                                                                   | want
    ${[event('suspended', '2026-11-22T12:00:00.000Z')]}                      | ${'suspended'}
    ${[event('suspended', '2026-11-22T12:00:00.001Z')]}                      | ${undefined}
    ${[event('suspended', '2026-05-01'), event('reinstated', '2026-06-01')]} | ${undefined}
    ${[event('suspended', '2026-05-01'), event('reinstated', '2026-12-01')]} | ${'suspended'}
    ${[event('ended', '2026-05-01')]}                                        | ${'lapsed'}
    ${[event('suspended', '2026-04-01'), event('ended', '2026-05-01')]}      | ${'lapsed'}
    ${[event('ended', '2026-05-01'), event('reinstated', '2026-06-01')]}     | ${'lapsed'}
  `('when its events are $events, then at noon the want is $want', ({ events, want }) => {
    const standing = qualifiedAt([aQualification({ events })], 'C19', 1, NOON);
    expect('want' in standing ? standing.want : undefined).toBe(want);
  });
});

describe('Given several qualifications', () => {
  it('when none exists, then the reason says so', () => {
    expect(qualifiedAt([], 'C19', 1, NOON)).toEqual({
      qualified: false,
      qualificationId: null,
      want: 'none',
      reason: 'has neither an appointment nor a certificate that qualifies',
    });
  });

  it('when one of them covers what is asked, then that one qualifies', () => {
    const all = aQualification({ id: 'q2', competencies: 'all', regionTiers: [1, 2, 3] });
    expect(qualifiedAt([aQualification(), all], 'C40', 3, NOON)).toEqual({ qualified: true, qualificationId: 'q2' });
  });

  it('when none covers it, then the one that comes nearest explains why', () => {
    const suspended = aQualification({ id: 'q2', events: [event('suspended', '2026-11-01T08:30:00.000Z')] });
    expect(qualifiedAt([aQualification({ regionTiers: [3] }), suspended], 'C19', 1, NOON)).toMatchObject({
      qualificationId: 'q2',
      reason: 'has a qualification that is suspended since 2026-11-01 08:30 UTC',
    });
  });

  it('when an assessor may not supervise, then that is the reason', () => {
    expect(maySuperviseAt([aQualification()], 1, NOON)).toMatchObject({ want: 'may-not-supervise' });
    expect(maySuperviseAt([aQualification({ maySupervise: true })], 2, NOON)).toMatchObject({ qualified: true });
    expect(maySuperviseAt([aQualification({ maySupervise: true })], 3, NOON)).toMatchObject({
      reason: 'is qualified for region tiers 1 and 2, not for tier 3',
    });
  });
});
