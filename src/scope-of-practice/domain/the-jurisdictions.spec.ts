import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { adopted, faultsBySchema, theJurisdictionFiles } from '../../../test/support/a-register';
import { BEARERS, LAW_KINDS, SCHEME_KINDS, STAGES, UNITS } from '../../training-record/requirement';
import { faultsOf } from './register-file';
import { RuleSet, ruleSetOf } from './rule-set';

const files = theJurisdictionFiles();
const register = adopted(files, '2026-11-21T08:00:00.000Z');
const knowledge = { at: new Date('2026-11-22T12:00:00.000Z'), today: '2026-11-22' };

function inPlace(jurisdiction: string, asOf = '2026-11-22', profession = 'physical-therapist'): RuleSet {
  return ruleSetOf(register, { jurisdiction, profession, asOf }, knowledge);
}

/** Every figure that the rules of a place set, with its unit. */
function figures(set: RuleSet): string[] {
  return [
    ...JSON.stringify(set.rules.map(({ requirements }) => requirements)).matchAll(
      /"(minimum|exclusiveMinimum|maximum)":(\d+),"unit":"(\w+)"/g,
    ),
  ].map(([, bound, value, unit]) => `${{ minimum: '≥', exclusiveMinimum: '>', maximum: '≤' }[bound]} ${value} ${unit}`);
}

describe('Given the register files of the programme', () => {
  it('then they are the 66 jurisdictions and 115 rules of the research', () => {
    expect(files).toHaveLength(66);
    expect(files.flatMap(({ rules }) => rules)).toHaveLength(115);
  });

  it.each(files)('then $code is as its schema and the calendar want it', (file) => {
    expect(faultsBySchema(file)).toBeNull();
    expect(faultsOf(file)).toEqual([]);
  });

  it('then the schema speaks the same requirement language as the code', () => {
    const schema = JSON.parse(
      readFileSync(path.join(__dirname, '../../../courses/schemas/requirement.schema.json'), 'utf8'),
    ) as {
      $defs: { single: { properties: Record<'kind' | 'stage' | 'bearer' | 'unit', { enum: string[] }> } };
    };
    const { kind, stage, bearer, unit } = schema.$defs.single.properties;
    expect(new Set(kind.enum)).toEqual(new Set([...LAW_KINDS, ...SCHEME_KINDS]));
    expect([stage.enum, bearer.enum, unit.enum].map((words) => new Set(words))).toEqual(
      [STAGES, BEARERS, UNITS].map((words) => new Set(words)),
    );
  });

  it('then nobody has verified anything, so nothing may be printed', () => {
    for (const { code } of files) expect(inPlace(code)).toMatchObject({ review: 'unverified', printable: false });
  });

  it('then no address outside an official publisher is called one', () => {
    const official = [
      ...JSON.stringify(files).matchAll(/"url":"https?:\/\/([^/"]+)[^"]*"(?:,"publisher":"[^"]+")?,"official":true/g),
    ].map(([, host]) => host);
    expect(official.filter((host) => !/(\.gov(\.uk)?|\.state\.fl\.us|^scpt\.org)(:443)?$/.test(host))).toEqual([]);
  });
});

describe('Given Colorado', () => {
  it('then physical therapists are asked for 50 hours, 40 in person, 30 before limited use, and four years to finish', () => {
    const set = inPlace('US-CO');
    expect(set.standing).toBe('permitted-with-conditions');
    expect(figures(set)).toEqual(['≥ 50 hours', '≥ 40 hours', '≥ 30 hours', '≤ 4 years']);
    expect(set.rules[0].requirements[2]).toMatchObject({
      stage: 'before-supervised-practice',
      doubt: 'Single secondary source.',
    });
  });

  it.each`
    asOf            | standing                       | editions
    ${'2011-12-31'} | ${'unknown'}                   | ${[]}
    ${'2012-06-01'} | ${'permitted-with-conditions'} | ${['rule-211-of-2012']}
    ${'2018-11-01'} | ${'permitted-with-conditions'} | ${['rule-211-of-2012']}
    ${'2018-11-02'} | ${'unknown'}                   | ${['rule-1-5', 'rule-211-of-2012']}
    ${'2026-02-01'} | ${'permitted-with-conditions'} | ${['rule-1-5']}
  `('when asked about $asOf, then it is $standing by $editions', ({ asOf, standing, editions }) => {
    const set = inPlace('US-CO', asOf);
    expect([set.standing, set.rules.map(({ edition }) => edition)]).toEqual([standing, editions]);
  });

  it.each`
    asOf            | standing
    ${'2026-11-22'} | ${'prohibited'}
    ${'2027-08-31'} | ${'prohibited'}
    ${'2027-09-01'} | ${'permitted-with-conditions'}
  `('when an occupational therapist asks about $asOf, then it is $standing', ({ asOf, standing }) => {
    const set = inPlace('US-CO', asOf, 'occupational-therapist');
    expect([set.standing, set.rules.length]).toEqual([standing, 1]);
  });
});

describe('Given New Jersey, where an act took effect on 2022-04-18', () => {
  it.each`
    asOf            | standing
    ${'2017-02-08'} | ${'permitted'}
    ${'2017-02-09'} | ${'prohibited'}
    ${'2022-04-17'} | ${'prohibited'}
    ${'2022-04-18'} | ${'permitted-with-conditions'}
  `('when asked about $asOf, then it is $standing', ({ asOf, standing }) => {
    expect(inPlace('US-NJ', asOf)).toMatchObject({ standing, rules: [{ certainty: 'in-force' }] });
  });

  it('then one enters by a doctorate or by a licence held since 2003, and its figures are held back', () => {
    const [rule] = inPlace('US-NJ').rules;
    expect(rule.requirements[0]).toMatchObject({
      anyOf: [{ kind: 'academic-degree' }, { kind: 'licence-standing', heldSince: '2003-01-01' }],
    });
    expect(rule.hold).toMatch(/practical hours were not seen/);
    expect(inPlace('US-NJ', '2022-04-17', 'physical-therapist-assistant').standing).toBe('unknown');
    expect(inPlace('US-NJ', '2022-04-18', 'physical-therapist-assistant').standing).toBe('prohibited');
  });
});

describe('Given South Dakota, whose rule of 2018 was replaced on 2023-12-03', () => {
  it.each`
    asOf            | edition
    ${'2018-07-31'} | ${undefined}
    ${'2018-08-01'} | ${'rule-of-2018'}
    ${'2023-12-02'} | ${'rule-of-2018'}
    ${'2023-12-03'} | ${'rule-of-2023'}
  `('when asked about $asOf, then it is $edition', ({ asOf, edition }) => {
    const set = inPlace('US-SD', asOf);
    expect(set.rules[0]?.edition).toBe(edition);
    if (edition) expect(figures(set)).toEqual(['> 50 percent']);
  });
});

describe('Given Maryland, which staged its regulation in 2017 and 2018', () => {
  it.each`
    asOf            | standing                       | asked
    ${'2009-12-31'} | ${'unknown'}                   | ${[]}
    ${'2017-06-18'} | ${'unknown'}                   | ${['other']}
    ${'2017-06-19'} | ${'permitted-with-conditions'} | ${['informed-consent']}
    ${'2018-09-30'} | ${'permitted-with-conditions'} | ${['informed-consent']}
  `('when asked about $asOf, then it is $standing and asks for $asked', ({ asOf, standing, asked }) => {
    const set = inPlace('US-MD', asOf);
    expect(set.standing).toBe(standing);
    expect(set.rules.flatMap(({ requirements }) => requirements)).toMatchObject(
      asked.map((kind: string) => ({ kind })),
    );
  });

  it('when asked about 2018-10-01, then it asks for two years and 80 hours, and what is only proposed is a note', () => {
    const set = inPlace('US-MD', '2018-10-01');
    expect(figures(set)).toEqual(['≥ 2 years', '≥ 80 hours', '≥ 40 hours', '≥ 40 hours']);
    expect(set.rules[0].watchNotes[0].text).toMatch(/end the two-year wait/);
  });
});

describe('Given Florida', () => {
  it('then 25 supervised sessions under a qualified supervisor are asked, or 25 already performed; deadlines are upper limits', () => {
    const set = inPlace('US-FL');
    expect(figures(set)).toEqual([
      '≥ 2 years',
      '≥ 50 hours',
      '≥ 25 sessions',
      '≥ 1 years',
      '≥ 25 sessions',
      '≥ 25 sessions',
      '≤ 60 days',
      '≤ 15 days',
    ]);
    expect(set.rules[0].requirements[5]).toMatchObject({
      anyOf: [
        {
          allOf: [
            { kind: 'supervised-treatments' },
            { bearer: 'supervisor' },
            { bearer: 'supervisor' },
            { kind: 'supervision' },
          ],
        },
        { kind: 'treatments-performed', bearer: 'practitioner' },
      ],
    });
  });

  it('then chiropractors’ hours are divided by subject, and the list is known to be incomplete', () => {
    const set = inPlace('US-FL', '2024-12-29', 'chiropractor');
    expect(figures(set)).toEqual(['≥ 40 hours', '≥ 3 hours', '≥ 2 hours', '≥ 4 hours', '≥ 10 hours', '≥ 4 hours']);
    expect(set.rules[0].requirements.slice(1, 6)).toMatchObject([
      { minimum: 3, topic: 'theory' },
      { minimum: 2, topic: 'needle-handling' },
      { minimum: 4 },
      { minimum: 10, topic: 'psychomotor-skills' },
      { minimum: 4 },
    ]);
    expect(set.rules[0].hold).not.toBeNull();
  });
});

describe('Given Nevada, California, New York, England and Saskatchewan', () => {
  it.each`
    code        | asOf            | profession                  | standing
    ${'US-NV'}  | ${'2010-01-01'} | ${'physical-therapist'}     | ${'prohibited'}
    ${'US-NV'}  | ${'2013-01-01'} | ${'physical-therapist'}     | ${'permitted'}
    ${'US-NV'}  | ${'2020-03-01'} | ${'physical-therapist'}     | ${'unknown'}
    ${'US-NV'}  | ${'2026-11-22'} | ${'physical-therapist'}     | ${'permitted-with-conditions'}
    ${'US-CA'}  | ${'2026-11-22'} | ${'physical-therapist'}     | ${'prohibited'}
    ${'US-CA'}  | ${'2026-11-22'} | ${'occupational-therapist'} | ${'silent'}
    ${'US-NY'}  | ${'2026-11-22'} | ${'physical-therapist'}     | ${'prohibited'}
    ${'GB-ENG'} | ${'2026-11-22'} | ${'physical-therapist'}     | ${'permitted-with-conditions'}
    ${'CA-SK'}  | ${'2026-11-22'} | ${'physical-therapist'}     | ${'permitted-with-conditions'}
    ${'US-WY'}  | ${'2026-11-22'} | ${'acupuncturist'}          | ${'unknown'}
    ${'US-WY'}  | ${'2026-11-22'} | ${'physical-therapist'}     | ${'permitted-with-conditions'}
  `('when a $profession asks about $code on $asOf, then it is $standing', ({ code, asOf, profession, standing }) => {
    expect(inPlace(code, asOf, profession).standing).toBe(standing);
  });

  it('then both English rules are shown, each with the places where it applies, and what the country says', () => {
    expect(inPlace('GB-ENG').rules).toMatchObject([
      {
        rule: 'skin-piercing-registration',
        standing: 'permitted-with-conditions',
        territory: expect.stringContaining('Outside Greater London'),
      },
      {
        rule: 'special-treatment-licence',
        standing: 'permitted',
        territory: expect.stringContaining('Greater London boroughs'),
      },
      { jurisdiction: 'GB', rule: 'authority' },
    ]);
  });
});
