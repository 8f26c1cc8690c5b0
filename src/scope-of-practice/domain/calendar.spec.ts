import { aJurisdiction, adopted, anEdition } from '../../../test/support/a-register';
import type { SingleRequirement } from '../../training-record/requirement';
import { calendarOf } from './calendar';
import { inForceOn } from './in-force';
import { viewOf } from './rule-set';

const requirement: SingleRequirement = {
  id: 'r1',
  kind: 'training-hours',
  stage: 'continuing',
  bearer: 'practitioner',
  detail: 'A course.',
  minimum: 3,
  unit: 'hours',
  appliesFrom: '2027-03-01',
};

describe('Given a register on 22 November 2026', () => {
  const register = adopted(
    [
      aJurisdiction([
        anEdition({
          ...{ edition: 'second', inForce: { from: '2027-01-01', to: null } },
          requirements: [{ id: 'g', anyOf: [requirement, { ...requirement, id: 'r2', appliesFrom: '2029-01-01' }] }],
          watchNotes: [{ expectedOn: '2027-02-01', text: 'A hearing.', source: null }],
        }),
        anEdition({ inForce: { from: '2020-01-01', to: '2026-12-31' } }),
      ]),
    ],
    '2026-11-01T00:00:00Z',
  );
  const reviewed = {
    ...register,
    reviews: [
      {
        ...{ versionId: register.versions[0].id, sequence: 1, reviewerId: 'r', comparedWith: 'It' },
        ...{ comparedOn: '2026-11-20', outcome: 'verified' as const, recordedAt: new Date('2026-11-20T00:00:00Z') },
      },
    ],
  };
  const views = reviewed.versions.map((version) =>
    viewOf(reviewed.rules[0], version, inForceOn(version.text.inForce, '2026-11-22'), reviewed, '2026-11-22'),
  );

  it('when a registrar looks at the year to come, then every day on which something happens stands there, in order', () => {
    expect(calendarOf(views, '2026-11-22', 366).map(({ on, what }) => `${on} ${what}`)).toEqual([
      '2026-12-31 ends',
      '2027-01-01 begins',
      '2027-02-01 expected',
      '2027-03-01 requirement-begins',
      '2027-11-20 review-due',
    ]);
  });

  it('when the time is shorter, then what comes later does not stand there', () => {
    expect(calendarOf(views, '2026-12-31', 1).map(({ what }) => what)).toEqual(['ends', 'begins']);
  });
});
