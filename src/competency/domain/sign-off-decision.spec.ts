import { CompetencyRule } from './framework';
import { refusalsOfObservation } from './observation-decision';
import { Standing } from './qualification';
import { ObservationFact, ProposedSignOff, refusalsOfSignOff, SignOffCircumstances } from './sign-off-decision';

const SHOWN: CompetencyRule = { id: 'C19', title: 'Uses each needle once', assessedBy: ['station', 'quiz'] };
const ON_PAPER: CompetencyRule = { id: 'C10', title: 'Explains mechanisms', assessedBy: ['quiz'] };
const QUALIFIED: Standing = { qualified: true, qualificationId: 'q1' };
const SUSPENDED: Standing = { qualified: false, qualificationId: 'q1', want: 'suspended', reason: 'is suspended' };

const timing = {
  observedAt: new Date('2026-11-22T10:00:00.000Z'),
  observedOn: '2026-11-22',
  enrolledOn: '2026-11-20',
  now: new Date('2026-11-22T12:00:00.000Z'),
};

function anObservation(but: Partial<ObservationFact> = {}): ObservationFact {
  return {
    id: 'o1',
    personId: 'trainee',
    observerId: 'assessor',
    competencies: [{ competency: 'C19', level: 4 }],
    regionTier: 1,
    criticalFails: 0,
    observedOn: '2026-11-22',
    ...but,
  };
}

function refusals(
  proposed: Partial<ProposedSignOff> = {},
  circumstances: Partial<SignOffCircumstances> = {},
  observation: Partial<ObservationFact> = {},
) {
  return refusalsOfSignOff(
    {
      personId: 'trainee',
      assessorId: 'assessor',
      level: 4,
      regionTier: 1,
      observations: ['o1'],
      conflictOfInterest: false,
      ...proposed,
    },
    { rule: SHOWN, timing, standing: QUALIFIED, observations: [anObservation(observation)], ...circumstances },
  );
}

describe('Given a qualified assessor, a trainee and an observation of C19 at level 4 in tier 1', () => {
  it('when C19 is signed off at level 4 in tier 1, then nothing stands against it', () => {
    expect(refusals()).toEqual([]);
  });

  it.each`
    case                                      | proposed                        | circumstances                                                                  | observation                                            | code
    ${'the trainee is the assessor'}          | ${{ assessorId: 'trainee' }}    | ${{}}                                                                          | ${{}}                                                  | ${'self-assessment'}
    ${'a conflict of interest is declared'}   | ${{ conflictOfInterest: true }} | ${{}}                                                                          | ${{}}                                                  | ${'conflict-of-interest'}
    ${'the qualification is suspended'}       | ${{}}                           | ${{ standing: SUSPENDED }}                                                     | ${{}}                                                  | ${'assessor-not-qualified'}
    ${'the moment lies ahead'}                | ${{}}                           | ${{ timing: { ...timing, observedAt: new Date('2026-11-22T12:00:00.001Z') } }} | ${{}}                                                  | ${'date-not-allowed'}
    ${'the day lies before the enrolment'}    | ${{}}                           | ${{ timing: { ...timing, observedOn: '2026-11-19' } }}                         | ${{ observedOn: '2026-11-19' }}                        | ${'date-not-allowed'}
    ${'no observation is named'}              | ${{ observations: [] }}         | ${{ observations: [] }}                                                        | ${{}}                                                  | ${'observation-missing'}
    ${'the observation does not exist'}       | ${{}}                           | ${{ observations: [] }}                                                        | ${{}}                                                  | ${'observation-missing'}
    ${'the observation is of somebody else'}  | ${{}}                           | ${{}}                                                                          | ${{ personId: 'another' }}                             | ${'observation-missing'}
    ${'it is of another competency'}          | ${{}}                           | ${{}}                                                                          | ${{ competencies: [{ competency: 'C20', level: 5 }] }} | ${'observation-missing'}
    ${'it is at a lower level'}               | ${{ level: 5 }}                 | ${{}}                                                                          | ${{}}                                                  | ${'observation-missing'}
    ${'it is of a lower region tier'}         | ${{ regionTier: 2 }}            | ${{}}                                                                          | ${{}}                                                  | ${'observation-missing'}
    ${'it records a critical fail'}           | ${{}}                           | ${{}}                                                                          | ${{ criticalFails: 1 }}                                | ${'observation-missing'}
    ${'it was made after the day signed for'} | ${{}}                           | ${{ timing: { ...timing, observedOn: '2026-11-21' } }}                         | ${{}}                                                  | ${'observation-missing'}
    ${'two assessors are asked for'}          | ${{}}                           | ${{ rule: { ...SHOWN, observers: 2 } }}                                        | ${{}}                                                  | ${'second-assessor-required'}
  `('when $case, then $code', ({ proposed, circumstances, observation, code }) => {
    const [first, ...others] = refusals(proposed, circumstances, observation);
    expect(first).toMatchObject({ code });
    expect(others).toEqual([]);
  });

  it.each`
    case                                               | proposed                | circumstances                                          | observation
    ${'it is observed on the day of the enrolment'}    | ${{}}                   | ${{ timing: { ...timing, enrolledOn: '2026-11-22' } }} | ${{}}
    ${'it is observed this very moment'}               | ${{}}                   | ${{ timing: { ...timing, now: timing.observedAt } }}   | ${{}}
    ${'the observation is of a higher level and tier'} | ${{ level: 3 }}         | ${{}}                                                  | ${{ regionTier: 3 }}
    ${'two are asked for and another one observed'}    | ${{}}                   | ${{ rule: { ...SHOWN, observers: 2 } }}                | ${{ observerId: 'another' }}
    ${'the competency is shown on paper'}              | ${{ observations: [] }} | ${{ rule: ON_PAPER, observations: [] }}                | ${{}}
  `('when $case, then nothing stands against it', ({ proposed, circumstances, observation }) => {
    expect(refusals(proposed, circumstances, observation)).toEqual([]);
  });

  it('when much is wrong at once, then all of it is told, the most serious first', () => {
    const codes = refusals(
      { assessorId: 'trainee', conflictOfInterest: true, level: 5 },
      { standing: SUSPENDED, timing: { ...timing, observedOn: '2026-11-19' } },
      { observedOn: '2026-11-19' },
    ).map(({ code }) => code);
    expect(codes).toEqual([
      'self-assessment',
      'conflict-of-interest',
      'assessor-not-qualified',
      'date-not-allowed',
      'observation-missing',
    ]);
  });
});

describe('Given somebody observes two competencies', () => {
  const proposed = { personId: 'trainee', observerId: 'assessor', conflictOfInterest: false };
  const standings = [
    { competency: 'C19', standing: QUALIFIED },
    { competency: 'C20', standing: SUSPENDED },
  ];

  it('when they are qualified for only one, then the other is named', () => {
    expect(refusalsOfObservation(proposed, { timing, standings })).toEqual([
      { code: 'assessor-not-qualified', reason: 'For C20, the assessor is suspended.' },
    ]);
  });

  it('when they observe themselves with a conflict in the future, then all of it is told', () => {
    const codes = refusalsOfObservation(
      { personId: 'assessor', observerId: 'assessor', conflictOfInterest: true },
      { timing: { ...timing, now: new Date('2026-11-22T09:00:00.000Z') }, standings: [] },
    ).map(({ code }) => code);
    expect(codes).toEqual(['self-assessment', 'conflict-of-interest', 'date-not-allowed']);
  });
});
