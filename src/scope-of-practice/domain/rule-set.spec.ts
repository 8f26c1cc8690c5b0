import { adopted, aJurisdiction, anEdition, NOTHING_RECORDED } from '../../../test/support/a-register';
import { digestOf } from '../../kernel/canonical-json';
import { Register } from './register';
import { digestOfRuleSet, Knowledge, ruleSetOf } from './rule-set';

const at = (moment: string): Knowledge => ({ at: new Date(moment), today: moment.slice(0, 10) });
const NOW = at('2026-11-22T12:00:00.000Z');
const ask = (register: Register, asOf: string, knowledge = NOW, jurisdiction = 'XX') =>
  ruleSetOf(register, { jurisdiction, profession: 'physical-therapist', asOf }, knowledge);

describe('Given a rule recorded in January and put right in June, about the whole of last year', () => {
  const hours = (minimum: number) =>
    aJurisdiction([
      anEdition({
        inForce: { from: '2025-01-01', to: null },
        requirements: [
          {
            id: 'r1',
            kind: 'training-hours',
            stage: 'before-independent-practice',
            bearer: 'practitioner',
            minimum,
            unit: 'hours',
            detail: 'Hours.',
          },
        ],
      }),
    ]);
  const register = adopted([hours(60)], '2026-06-01T09:00:00.000Z', adopted([hours(50)], '2026-01-10T09:00:00.000Z'));

  it.each`
    asOf            | knownOn                       | minimum
    ${'2025-07-01'} | ${'2026-01-10T08:59:59.999Z'} | ${null}
    ${'2025-07-01'} | ${'2026-01-10T09:00:00.000Z'} | ${50}
    ${'2025-07-01'} | ${'2026-06-01T08:59:59.999Z'} | ${50}
    ${'2025-07-01'} | ${'2026-06-01T09:00:00.000Z'} | ${60}
    ${'2024-12-31'} | ${'2026-06-01T09:00:00.000Z'} | ${null}
    ${'2026-11-22'} | ${'2026-11-22T12:00:00.000Z'} | ${60}
  `('when asked about $asOf as known on $knownOn, then $minimum hours are asked', ({ asOf, knownOn, minimum }) => {
    const set = ask(register, asOf, at(knownOn));
    expect(set.rules.flatMap(({ requirements }) => requirements)).toMatchObject(minimum === null ? [] : [{ minimum }]);
    expect(set.standing).toBe(minimum === null ? 'unknown' : 'permitted-with-conditions');
  });

  it('when the correction was recorded, then what was said before keeps its name and the new text has another', () => {
    const before = ask(register, '2025-07-01', at('2026-02-01T00:00:00.000Z'));
    const after = ask(register, '2025-07-01');
    expect(before.version).toBe('XX/physical-therapist/2026-01-10.1');
    expect(after.version).toBe('XX/physical-therapist/2026-06-01.2');
    expect(after.digest).not.toBe(before.digest);
    expect(ask(register, '2025-07-01', at('2026-03-01T00:00:00.000Z'))).toMatchObject({
      digest: before.digest,
      id: before.id,
    });
  });
});

describe('Given a rule set', () => {
  const register = adopted([aJurisdiction([anEdition()])], '2026-11-21T00:00:00.000Z');
  const [version] = register.versions;
  const reviewed: Register = {
    ...register,
    reviews: [
      {
        versionId: version.id,
        sequence: 1,
        reviewerId: 'r',
        comparedWith: 'Act 1',
        comparedOn: '2026-11-22',
        outcome: 'verified',
        recordedAt: new Date('2026-11-22T11:00:00.000Z'),
      },
    ],
  };

  it('when it is reviewed, then its digest stays, for the text is the same, and its figures may be printed', () => {
    const [before, after] = [ask(register, '2026-11-22'), ask(reviewed, '2026-11-22')];
    expect(before).toMatchObject({ review: 'unverified', printable: false });
    expect(after).toMatchObject({ review: 'verified', printable: true, digest: before.digest, id: before.id });
  });

  it('when asked as known before the review was recorded, then it was unverified', () => {
    expect(ask(reviewed, '2026-11-22', at('2026-11-22T10:59:59.000Z')).review).toBe('unverified');
  });

  it('when it was sealed as JSON and opened again, then its digests can be made again', () => {
    const sealed = JSON.parse(JSON.stringify(ask(reviewed, '2026-11-22'))) as ReturnType<typeof ask>;
    expect(digestOfRuleSet(sealed)).toBe(sealed.digest);
    expect(digestOf(version.text)).toBe(sealed.rules[0].digest);
  });
});

describe('Given places of which nothing, or only the country, is recorded', () => {
  const country = aJurisdiction([anEdition({ standing: 'permitted' })], { code: 'XX' });
  const part = aJurisdiction([anEdition({ standing: 'prohibited' })], { code: 'XX-AA', name: 'A part' });

  it('when nothing is recorded, then it is unknown, and the code stands for the name', () => {
    expect(ask(NOTHING_RECORDED, '2026-11-22')).toMatchObject({
      standing: 'unknown',
      review: 'unverified',
      printable: false,
      rules: [],
      version: 'XX/physical-therapist/none',
      jurisdiction: { code: 'XX', name: 'XX', regulator: null },
    });
  });

  it('when only the country has rules, then its parts inherit them', () => {
    const set = ask(adopted([country], '2026-11-21T00:00:00.000Z'), '2026-11-22', NOW, 'XX-BB');
    expect(set).toMatchObject({ standing: 'permitted', rules: [{ jurisdiction: 'XX' }] });
  });

  it('when both have rules, then the strictest counts and each is shown; the country does not inherit from its part', () => {
    const register = adopted([country, part], '2026-11-21T00:00:00.000Z');
    expect(ask(register, '2026-11-22', NOW, 'XX-AA')).toMatchObject({
      standing: 'prohibited',
      rules: [{ jurisdiction: 'XX-AA' }, { jurisdiction: 'XX' }],
    });
    expect(ask(register, '2026-11-22').standing).toBe('permitted');
  });
});

describe('Given a rule whose end lies between two days', () => {
  it('when asked about a day between them, then it is shown, its standing counts as unknown, and no figure is printed', () => {
    const bounds = { earliest: '2024-01-01', latest: '2024-12-31', why: 'known so far' };
    const register = adopted(
      [aJurisdiction([anEdition({ standing: 'permitted', inForce: { from: null, to: null, toBounds: bounds } })])],
      '2026-11-21T00:00:00.000Z',
    );
    expect(ask(register, '2024-06-01')).toMatchObject({
      standing: 'unknown',
      printable: false,
      rules: [{ certainty: 'cannot-tell', standing: 'permitted' }],
    });
  });
});
