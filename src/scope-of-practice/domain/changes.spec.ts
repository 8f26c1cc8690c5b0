import { adopted, aJurisdiction, anEdition } from '../../../test/support/a-register';
import type { SingleRequirement } from '../../training-record/requirement';
import { changesBetween } from './changes';
import { EditionFile } from './register-file';
import { RuleSet, ruleSetOf } from './rule-set';

const hours = (minimum: number, over: Partial<SingleRequirement> = {}): SingleRequirement => ({
  id: 'r1',
  kind: 'training-hours',
  stage: 'before-independent-practice',
  bearer: 'practitioner',
  minimum,
  unit: 'hours',
  detail: 'A course.',
  ...over,
});
const consent: SingleRequirement = {
  id: 'r2',
  kind: 'informed-consent',
  stage: 'per-encounter',
  bearer: 'practitioner',
  detail: 'Written consent.',
};

function aSet(over: Partial<EditionFile>, reviewed = true): RuleSet {
  const register = adopted(
    [aJurisdiction([anEdition({ requirements: [hours(50)], ...over })])],
    '2026-11-21T00:00:00.000Z',
  );
  const reviews = reviewed
    ? [
        {
          versionId: register.versions[0].id,
          sequence: 1,
          reviewerId: 'r',
          comparedWith: 'Act',
          comparedOn: '2026-11-21',
          outcome: 'verified' as const,
          recordedAt: new Date('2026-11-21T00:00:00.000Z'),
        },
      ]
    : [];
  const question = { jurisdiction: 'XX', profession: 'physical-therapist', asOf: '2026-11-22' };
  return ruleSetOf({ ...register, reviews }, question, {
    at: new Date('2026-11-22T00:00:00.000Z'),
    today: '2026-11-22',
  });
}

describe('Given the rules as they stood and as they stand', () => {
  it.each<[string, RuleSet, RuleSet, string[]]>([
    ['nothing', aSet({}), aSet({}), []],
    [
      'a figure',
      aSet({}),
      aSet({ requirements: [hours(60)] }),
      ['Hours of training changed from at least 50 hours to at least 60 hours.'],
    ],
    [
      'a figure, not verified',
      aSet({}),
      aSet({ requirements: [hours(60)] }, false),
      [
        'Hours of training changed from at least 50 hours to at least 60 hours (as recorded, not verified).',
        'The review changed from verified against the primary text to not verified against the primary text.',
      ],
    ],
    ['a requirement more', aSet({}), aSet({ requirements: [hours(50), consent] }), ['Newly asked: informed consent.']],
    [
      'a requirement less',
      aSet({ requirements: [hours(50), consent] }),
      aSet({ requirements: [consent] }),
      ['No longer asked: hours of training, at least 50 hours.'],
    ],
    [
      'the standing',
      aSet({}),
      aSet({ standing: 'prohibited' }),
      ['The standing changed from permitted with conditions to prohibited.'],
    ],
    [
      'the instrument',
      aSet({}),
      aSet({ instrument: { kind: 'regulation', citation: 'Rule 2', binding: 'law' } }),
      ['The instrument changed from Act 1 to Rule 2.'],
    ],
    [
      'the time in force',
      aSet({}),
      aSet({ inForce: { from: '2020-01-01', to: '2027-06-30' } }),
      ['It is in force from 2020-01-01 to 2027-06-30; it was recorded as in force from 2020-01-01.'],
    ],
    [
      'the edition of the law',
      aSet({}),
      aSet({ edition: 'second', requirements: [{ ...consent, id: 'r1' }, hours(60, { id: 'r2' })] }),
      ['Newly asked: informed consent.', 'Hours of training changed from at least 50 hours to at least 60 hours.'],
    ],
    [
      'how they combine',
      aSet({ requirements: [hours(50), consent] }),
      aSet({ requirements: [{ id: 'g', anyOf: [hours(50), consent] }] }),
      ['What is asked is combined differently.'],
    ],
  ])('when what changed is %s, then it is said in a sentence', (_, then, now, sentences) => {
    expect(changesBetween(then, now)).toEqual(sentences);
  });

  it('when a rule came or went, then it is named by its citation', () => {
    const none: RuleSet = { ...aSet({}), rules: [], standing: 'unknown' };
    expect(changesBetween(none, aSet({}))).toEqual([
      'The standing changed from unknown to permitted with conditions.',
      'New: Act 1, permitted with conditions, in force from 2020-01-01.',
    ]);
    expect(changesBetween(aSet({}), none)).toContain('No longer in force: Act 1.');
  });
});
