import { sentenceOf, Statement } from './sentence';

const STATEMENT: Statement = {
  assessorName: 'Ada Assessor',
  personName: 'Tom Trainee',
  framework: {
    id: 'dn-competencies',
    version: '0.1.0',
    levels: [{ level: 5, label: 'Independent', meaning: 'Safe without supervision' }],
    regionTiers: [{ tier: 1, regions: 'Limb bulk muscles' }],
    stations: [],
    competencies: [{ id: 'C19', title: 'Uses each needle once', assessedBy: ['station'] }],
  },
  competency: 'C19',
  level: 5,
  regionTier: 1,
  observedOn: '2026-11-22',
  signedAt: new Date('2026-11-22T12:00:00.000Z'),
  qualification: { competencies: 'all', regionTiers: [1, 2, 3], basis: { kind: 'founding', ref: 'x' } },
  observations: [{ id: 'o1', observedOn: '2026-11-22' }],
  signingCode: '00ff',
};

describe('Given what an assessor is about to sign', () => {
  it('when it is put into words, then the sentence says all of it', () => {
    expect(sentenceOf(STATEMENT)).toBe(
      'I, Ada Assessor, state that Tom Trainee holds competency C19, “Uses each needle once” (dn-competencies 0.1.0), ' +
        'at level 5, “Independent: Safe without supervision”, in region tier 1 (Limb bulk muscles). ' +
        'I saw this on 2026-11-22. It rests on observation o1 of 2026-11-22. I have no conflict of interest. ' +
        'Signed with my password at 2026-11-22T12:00:00.000Z, when I was qualified to assess every competency in ' +
        'region tiers 1, 2 and 3 by founding appointment. Signing code 00ff.',
    );
  });

  it('when it is shown on paper and a certificate qualifies, then the sentence says so', () => {
    const sentence = sentenceOf({
      ...STATEMENT,
      observations: [],
      qualification: { competencies: ['C19', 'C20'], regionTiers: [1], basis: { kind: 'certificate', ref: 'c-7' } },
    });
    expect(sentence).toContain('The competency is shown on paper and needs no observation.');
    expect(sentence).toContain('qualified to assess C19 and C20 in region tier 1 by certificate c-7.');
  });
});
