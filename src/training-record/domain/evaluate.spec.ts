import fc from 'fast-check';
import { allMet, bestOf, evaluate, evaluateAll, owedIn, worstOf } from './evaluate';
import { LAW_KINDS, Requirement, SCHEME_KINDS, SingleRequirement, Verdict } from './requirement';
import { Delivery, Instruction, TrainingRecord } from './training-record';

const AS_OF = '2026-11-22';

function aRecord(facts: Partial<TrainingRecord> = {}): TrainingRecord {
  return {
    personId: 'p',
    asOf: AS_OF,
    profession: 'physical-therapist',
    licences: [],
    instruction: [],
    lessons: [],
    programmes: [],
    quizzes: [],
    signOffs: [],
    treatments: [],
    evidence: [],
    ...facts,
  };
}

function asking(requirement: Partial<SingleRequirement>): SingleRequirement {
  return {
    id: 'r1',
    kind: 'other',
    stage: 'before-independent-practice',
    bearer: 'practitioner',
    detail: 'asked',
    ...requirement,
  };
}

function teaching(hours: number, over: Partial<Instruction> = {}): Instruction {
  return {
    source: 'attendance',
    id: `i${hours}`,
    on: '2026-05-01',
    hours,
    delivery: 'in-person',
    mode: null,
    subject: 'dry-needling',
    ...over,
  };
}

describe('Given a rule asking for 40 hours in person', () => {
  it.each`
    inPerson | notStated | online | verdict          | owed
    ${40}    | ${0}      | ${0}   | ${'met'}         | ${0}
    ${39.5}  | ${0}      | ${50}  | ${'not-met'}     | ${0.5}
    ${30}    | ${10}     | ${0}   | ${'cannot-tell'} | ${10}
    ${30}    | ${9.75}   | ${0}   | ${'not-met'}     | ${10}
    ${0}     | ${0}      | ${0}   | ${'not-met'}     | ${40}
  `(
    'when $inPerson h are in person, $notStated h not stated and $online h online, then it is $verdict, owing $owed h',
    ({ inPerson, notStated, online, verdict, owed }) => {
      const record = aRecord({
        instruction: [
          teaching(inPerson),
          teaching(notStated, { delivery: 'not-stated' }),
          teaching(online, { delivery: 'live-online' }),
        ],
      });
      expect(evaluate(asking({ kind: 'in-person-hours', minimum: 40, unit: 'hours' }), record)).toMatchObject({
        verdict,
        owed,
      });
    },
  );
});

describe('Given a rule asking for a majority in person, without a figure of hours', () => {
  const majority = asking({ kind: 'in-person-hours', exclusiveMinimum: 50, unit: 'percent' });

  it.each`
    inPerson | online | notStated | verdict
    ${0}     | ${0}   | ${0}      | ${'not-met'}
    ${10}    | ${10}  | ${0}      | ${'not-met'}
    ${10.25} | ${10}  | ${0}      | ${'met'}
    ${10}    | ${9}   | ${2}      | ${'cannot-tell'}
  `('when $inPerson h of teaching are in person, $online online, $notStated not stated, then it is $verdict', (row) => {
    const record = aRecord({
      instruction: [
        teaching(row.inPerson),
        teaching(row.online, { delivery: 'live-online' }),
        teaching(row.notStated, { delivery: 'not-stated' }),
      ],
    });
    expect(evaluate(majority, record).verdict).toBe(row.verdict);
  });
});

describe('Given hours divided by subject', () => {
  it('when hours were given as dry needling in general, then they may have been on the topic: cannot tell', () => {
    const rule = asking({ kind: 'didactic-hours', minimum: 3, unit: 'hours', topic: 'theory' });
    const general = aRecord({ instruction: [teaching(3, { mode: 'didactic' })] });
    const stated = aRecord({ instruction: [teaching(3, { mode: 'didactic', subject: 'theory' })] });
    expect(evaluate(rule, general).verdict).toBe('cannot-tell');
    expect(evaluate(rule, stated).verdict).toBe('met');
  });
});

describe('Given a rule asking for two years licensed', () => {
  it.each`
    issuedOn        | verdict          | found
    ${'2024-11-22'} | ${'met'}         | ${2}
    ${'2024-11-23'} | ${'not-met'}     | ${1}
    ${'2027-01-01'} | ${'cannot-tell'} | ${undefined}
    ${null}         | ${'cannot-tell'} | ${undefined}
  `('when the licence was issued on $issuedOn, then on 2026-11-22 it is $verdict', ({ issuedOn, verdict, found }) => {
    const licences = issuedOn ? [{ id: 'v1', jurisdiction: 'US-CO', issuedOn }] : [];
    const finding = evaluate(asking({ kind: 'licensed-years', minimum: 2, unit: 'years' }), aRecord({ licences }));
    expect(finding).toMatchObject({ verdict, ...(found === undefined ? {} : { found }) });
  });

  it('when licensed on 29 February, then the year is complete on 28 February', () => {
    const licences = [{ id: 'v1', jurisdiction: 'US-CO', issuedOn: '2024-02-29' }];
    const rule = asking({ kind: 'licensed-years', minimum: 1, unit: 'years' });
    expect(evaluate(rule, aRecord({ licences, asOf: '2025-02-27' })).verdict).toBe('not-met');
    expect(evaluate(rule, aRecord({ licences, asOf: '2025-02-28' })).verdict).toBe('met');
  });

  it('when the years must have been practised, then being licensed is not enough to tell', () => {
    const rule = asking({ kind: 'practice-years', minimum: 1, unit: 'years' });
    const licences = [{ id: 'v1', jurisdiction: 'US-CO', issuedOn: '2020-01-01' }];
    expect(evaluate(rule, aRecord({ licences })).verdict).toBe('cannot-tell');
  });
});

describe('Given what is asked of somebody else, or at each encounter', () => {
  it.each`
    what                                    | requirement
    ${'years asked of the supervisor'}      | ${asking({ kind: 'practice-years', minimum: 1, bearer: 'supervisor' })}
    ${'written consent from each patient'}  | ${asking({ kind: 'informed-consent', stage: 'per-encounter' })}
    ${'hours for which there is no figure'} | ${asking({ kind: 'practical-hours' })}
    ${'a window in which to finish'}        | ${asking({ kind: 'completion-window', maximum: 4, unit: 'years' })}
    ${'what stayed free text'}              | ${asking({ kind: 'other' })}
  `('when the rule asks for $what, then the record cannot tell, whatever it holds', ({ requirement }) => {
    const full = aRecord({
      instruction: [teaching(500)],
      licences: [{ id: 'v', jurisdiction: 'US-CO', issuedOn: '2000-01-01' }],
    });
    expect(evaluate(requirement, full).verdict).toBe('cannot-tell');
  });
});

describe('Given a requirement that applies from a later day', () => {
  it('when asked on the day before, then it is not asked; on the day, it is', () => {
    const rule = asking({ kind: 'training-hours', minimum: 10, unit: 'hours', appliesFrom: '2026-11-23' });
    expect(evaluate(rule, aRecord()).verdict).toBe('met');
    expect(evaluate(rule, aRecord({ asOf: '2026-11-23' })).verdict).toBe('not-met');
  });
});

describe('Given the certification scheme of the programme', () => {
  const scheme: Requirement[] = [
    asking({ id: 'lessons', kind: 'lessons-completed', programme: 'dn', stage: 'certification' }),
    asking({ id: 'final', kind: 'quiz-passed', quiz: 'final', programme: 'dn', stage: 'certification' }),
    asking({ id: 'consent', kind: 'sign-off', competency: 'C11', level: 5, stage: 'certification' }),
    asking({ id: 'sessions', kind: 'supervised-treatments', minimum: 2, unit: 'sessions', stage: 'certification' }),
  ];
  const complete = aRecord({
    programmes: [{ slug: 'dn', lessonIds: ['l1', 'l2'] }],
    lessons: [
      { id: 'c1', lessonId: 'l1', programme: 'dn', on: '2026-01-01' },
      { id: 'c2', lessonId: 'l2', programme: 'dn', on: '2026-01-02' },
    ],
    quizzes: [
      {
        quizId: 'q',
        quiz: 'final',
        programme: 'dn',
        attemptId: 'a',
        scoringRunId: 's',
        percentage: 91.67,
        provisional: true,
        on: '2026-02-01',
      },
    ],
    signOffs: [{ id: 'so', competency: 'C11', level: 5, regionTier: null, assessorId: 'x', on: '2026-03-01' }],
    treatments: [1, 2].map((n) => ({
      id: `t${n}`,
      region: 'calf',
      regionTier: 2,
      supervisorId: 'x',
      on: '2026-04-01',
    })),
  });

  it('when everything was shown, then all is met and nothing is owed', () => {
    const findings = evaluateAll(scheme, complete);
    expect(allMet(findings)).toBe(true);
    expect(owedIn(findings)).toEqual([]);
  });

  it('when nothing was shown, then everything is owed, not only the first thing', () => {
    const owed = owedIn(evaluateAll(scheme, aRecord({ programmes: complete.programmes })));
    expect(owed.map(({ requirement, owed: count }) => [requirement, count])).toEqual([
      ['lessons', 2],
      ['final', undefined],
      ['consent', 5],
      ['sessions', 2],
    ]);
  });

  it('when the sign-off is one level short, then one level is owed', () => {
    const short = { ...complete, signOffs: [{ ...complete.signOffs[0], level: 4 }] };
    expect(owedIn(evaluateAll(scheme, short))).toMatchObject([{ requirement: 'consent', found: 4, owed: 1 }]);
  });
});

describe('Given groups', () => {
  const years = asking({ id: 'years', kind: 'licensed-years', minimum: 2, unit: 'years' });
  const sessions = asking({ id: 'sessions', kind: 'supervised-treatments', minimum: 1, unit: 'sessions' });

  it('when any of two is enough, then the best branch decides', () => {
    const record = aRecord({ treatments: [{ id: 't', region: 'calf', regionTier: 1, supervisorId: 's', on: AS_OF }] });
    expect(evaluate({ id: 'g', anyOf: [years, sessions] }, record)).toMatchObject({
      verdict: 'met',
      evidence: [{ id: 't' }],
    });
  });

  it('when all of two are asked, then the worst part decides and only what is owed is listed', () => {
    const record = aRecord({ licences: [{ id: 'v', jurisdiction: 'US-CO', issuedOn: '2020-01-01' }] });
    const finding = evaluate({ id: 'g', allOf: [years, sessions] }, record);
    expect(finding.verdict).toBe('not-met');
    expect(owedIn([finding]).map(({ requirement }) => requirement)).toEqual(['sessions']);
  });
});

/* ---- properties ---- */

const verdicts: Verdict[] = ['not-met', 'cannot-tell', 'met'];
const rank = (verdict: Verdict) => verdicts.indexOf(verdict);

const single = fc
  .record({
    kind: fc.constantFrom(...LAW_KINDS, ...SCHEME_KINDS),
    bearer: fc.constantFrom('practitioner', 'supervisor', 'course-provider'),
    minimum: fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined }),
    maximum: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
    topic: fc.option(fc.constantFrom('theory', 'safety'), { nil: undefined }),
    competency: fc.constantFrom('C11', 'C19'),
    level: fc.integer({ min: 1, max: 5 }),
    quiz: fc.constant('final'),
  })
  .map((facts) => asking(facts as Partial<SingleRequirement>));

const requirement: fc.Arbitrary<Requirement> = fc.letrec<{ node: Requirement }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 2 },
    single,
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((anyOf) => ({ id: 'g', anyOf })),
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((allOf) => ({ id: 'g', allOf })),
  ),
})).node;

const instruction = fc.record({
  source: fc.constant('attendance' as const),
  id: fc.uuid(),
  on: fc.constantFrom('2019-01-01', '2025-06-01', '2026-11-22'),
  hours: fc.integer({ min: 0, max: 240 }).map((quarters) => quarters / 4),
  delivery: fc.constantFrom<Delivery>('in-person', 'live-online', 'self-paced', 'not-stated'),
  mode: fc.constantFrom('didactic' as const, 'practical' as const, null),
  subject: fc.constantFrom('dry-needling', 'theory', 'safety'),
});

const record = fc
  .record({
    instruction: fc.array(instruction, { maxLength: 6 }),
    licences: fc.array(
      fc.record({
        id: fc.uuid(),
        jurisdiction: fc.constantFrom('US-CO', 'US-FL'),
        issuedOn: fc.constantFrom('2010-01-01', '2025-12-31'),
      }),
      { maxLength: 2 },
    ),
    treatments: fc.array(
      fc.record({
        id: fc.uuid(),
        region: fc.constant('calf'),
        regionTier: fc.integer({ min: 1, max: 3 }),
        supervisorId: fc.uuid(),
        on: fc.constant('2026-01-01'),
      }),
      { maxLength: 4 },
    ),
    signOffs: fc.array(
      fc.record({
        id: fc.uuid(),
        competency: fc.constantFrom('C11', 'C19'),
        level: fc.integer({ min: 1, max: 5 }),
        regionTier: fc.constant(null),
        assessorId: fc.uuid(),
        on: fc.constant('2026-01-01'),
      }),
      { maxLength: 3 },
    ),
    evidence: fc.array(
      fc.record({
        id: fc.uuid(),
        kind: fc.constantFrom('examination', 'life-support'),
        on: fc.constant('2026-01-01'),
        validUntil: fc.constantFrom(null, '2026-06-01', '2027-06-01'),
      }),
      { maxLength: 2 },
    ),
  })
  .map((facts) => aRecord(facts));

describe('Given any requirement and any record', () => {
  it('when evidence is added, then no verdict gets worse (a share of hours apart, which more hours can lower)', () => {
    fc.assert(
      fc.property(requirement, record, record, (asked, before, more) => {
        const after = {
          ...before,
          instruction: [...before.instruction, ...more.instruction],
          licences: [...before.licences, ...more.licences],
          treatments: [...before.treatments, ...more.treatments],
          signOffs: [...before.signOffs, ...more.signOffs],
          evidence: [...before.evidence, ...more.evidence],
        };
        const was = evaluate(asked, before).verdict;
        // No licence on record is "cannot tell"; a licence too young is an honest "not met".
        fc.pre(before.licences.length > 0 || more.licences.length === 0);
        expect(rank(evaluate(asked, after).verdict)).toBeGreaterThanOrEqual(rank(was));
      }),
      { numRuns: 500 },
    );
  });

  it('when it is met, then evidence is named or nothing was asked', () => {
    fc.assert(
      fc.property(single, record, (asked, facts) => {
        const finding = evaluate(asked, facts);
        if (finding.verdict === 'met') expect(finding.evidence.length > 0 || asked.minimum === 0).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('when any-of is asked, then it is as good as its best branch; all-of, as bad as its worst part', () => {
    fc.assert(
      fc.property(fc.array(requirement, { minLength: 1, maxLength: 4 }), record, (parts, facts) => {
        const each = evaluateAll(parts, facts).map(({ verdict }) => verdict);
        expect(evaluate({ id: 'g', anyOf: parts }, facts).verdict).toBe(bestOf(each));
        expect(evaluate({ id: 'g', allOf: parts }, facts).verdict).toBe(worstOf(each));
      }),
    );
  });

  it('when it is asked twice, then the answer is the same to the letter', () => {
    fc.assert(
      fc.property(requirement, record, (asked, facts) =>
        expect(evaluate(asked, facts)).toEqual(evaluate(asked, facts)),
      ),
    );
  });
});
