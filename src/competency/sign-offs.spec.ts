import { randomUUID } from 'node:crypto';
import { aSchool, School } from '../../test/support/a-school';
import { lettersTo } from '../../test/support/mail';
import { aPerson, TestPerson } from '../../test/support/people';
import { systemActor } from '../audit/actor';
import { AuditTrail } from '../audit/audit-trail';
import type { PersonActor } from '../identity/access';
import { Cohorts } from '../identity/cohorts.service';
import { sha256Hex } from '../kernel/canonical-json';
import { Vault } from '../vault/vault.service';
import { Assessors } from './assessors.service';
import { Competencies } from './competencies.service';

const COMMENT = 'Chartreuse handling of the guide tube';
const AN_HOUR = 3_600_000;

describe('Given a trainee, two founding assessors of the same cohort, and a running programme', () => {
  let school: School;
  let trainee: TestPerson;
  let assessor: TestPerson;

  beforeAll(async () => {
    school = await aSchool();
    ({ trainee, assessor } = school.people);
    school.house.clock.advance(AN_HOUR);
  });
  afterAll(() => school.house.close());

  const now = () => school.house.clock.now();

  const anObservation = (but: object = {}) => ({
    personId: trainee.id,
    kind: 'station',
    station: 'ST2',
    competencies: [{ competency: 'C19', level: 5 }],
    regionTier: 2,
    criticalFails: [],
    observedAt: now().toISOString(),
    comment: COMMENT,
    conflictOfInterest: false,
    ...but,
  });
  const aSignOff = (but: object = {}) => ({
    personId: trainee.id,
    competency: 'C19',
    level: 5,
    regionTier: 2,
    observedAt: now().toISOString(),
    observations: [],
    conflictOfInterest: false,
    reauthentication: { password: assessor.password },
    ...but,
  });
  const observe = async (but: object = {}) => {
    const { status, body } = await school.post(assessor, 'observations', anObservation(but));
    expect(status).toBe(201);
    return body.id as string;
  };
  const sign = async (but: object = {}) => {
    const { status, body } = await school.post(assessor, 'sign-offs', aSignOff(but));
    expect(body).toMatchObject({ id: expect.any(String) });
    expect(status).toBe(201);
    return body;
  };

  describe('when an assessor observes the trainee', () => {
    it('then the observation is kept, and the trainee and the cohort read it', async () => {
      const id = await observe();
      for (const who of [trainee, school.people.assessor2, school.people.instructor]) {
        const { body } = await school.get(who, `observations?personId=${trainee.id}`);
        expect(body.items).toContainEqual(
          expect.objectContaining({
            id,
            comment: COMMENT,
            station: 'ST2',
            hasCriticalFail: false,
            criticalFails: [],
            observer: { id: assessor.id, name: assessor.name },
          }),
        );
      }
    });

    it('then one may page through all of them', async () => {
      await observe();
      const { body } = await school.get(trainee, 'observations?limit=1');
      expect(body.items).toHaveLength(1);
      const next = await school.get(trainee, `observations?limit=1&cursor=${body.next}`);
      expect(next.body.items[0].id < body.items[0].id).toBe(true);
    });

    it.each`
      case                                            | but                                                                                     | status | code
      ${'the moment lies ahead'}                      | ${{ observedAt: '2026-11-22T13:00:00.001Z' }}                                           | ${422} | ${'date-not-allowed'}
      ${'the day lies before the enrolment'}          | ${{ observedAt: '2026-11-21T23:59:59Z' }}                                               | ${422} | ${'date-not-allowed'}
      ${'a conflict of interest is declared'}         | ${{ conflictOfInterest: true }}                                                         | ${422} | ${'conflict-of-interest'}
      ${'no conflict of interest is declared at all'} | ${{ conflictOfInterest: undefined }}                                                    | ${400} | ${'validation-failed'}
      ${'the competency does not exist'}              | ${{ competencies: [{ competency: 'C99', level: 4 }] }}                                  | ${400} | ${'validation-failed'}
      ${'the competency is not of that station'}      | ${{ competencies: [{ competency: 'C36', level: 4 }] }}                                  | ${400} | ${'validation-failed'}
      ${'the station does not exist'}                 | ${{ station: 'ST99' }}                                                                  | ${400} | ${'validation-failed'}
      ${'no station is named'}                        | ${{ station: undefined }}                                                               | ${400} | ${'validation-failed'}
      ${'a station is named at work'}                 | ${{ kind: 'workplace' }}                                                                | ${400} | ${'validation-failed'}
      ${'the level is out of bounds'}                 | ${{ competencies: [{ competency: 'C19', level: 6 }] }}                                  | ${400} | ${'validation-failed'}
      ${'a competency is named twice'}                | ${{ competencies: [{ competency: 'C19', level: 4 }, { competency: 'C19', level: 5 }] }} | ${400} | ${'validation-failed'}
      ${'competencies are empty'}                     | ${{ competencies: [] }}                                                                 | ${400} | ${'validation-failed'}
      ${'competencies hold something else'}           | ${{ competencies: [null, [], 'C19'] }}                                                  | ${400} | ${'validation-failed'}
      ${'the comment is empty'}                       | ${{ comment: '   ' }}                                                                   | ${400} | ${'validation-failed'}
      ${'the comment is not text'}                    | ${{ comment: '\ud800' }}                                                                | ${400} | ${'validation-failed'}
      ${'a critical fail is empty'}                   | ${{ criticalFails: [''] }}                                                              | ${400} | ${'validation-failed'}
      ${'the region tier does not exist'}             | ${{ regionTier: 4 }}                                                                    | ${400} | ${'validation-failed'}
      ${'the moment is only a day'}                   | ${{ observedAt: '2026-11-22' }}                                                         | ${400} | ${'validation-failed'}
      ${'the moment does not exist'}                  | ${{ observedAt: '2026-02-30T12:00:00Z' }}                                               | ${400} | ${'validation-failed'}
      ${'something else is sent as well'}             | ${{ mark: 3 }}                                                                          | ${400} | ${'validation-failed'}
      ${'the person does not exist'}                  | ${{ personId: '01900000-0000-7000-8000-000000000000' }}                                 | ${404} | ${'not-found'}
    `('then it is refused where $case', async ({ but, status, code }) => {
      const { status: answered, body } = await school.post(assessor, 'observations', anObservation(but));
      expect({ status: answered, code: body.code }).toEqual({ status, code });
    });

    it('then nobody observes themselves, and a trainee observes nobody', async () => {
      expect((await school.post(assessor, 'observations', anObservation({ personId: assessor.id }))).body.code).toBe(
        'self-assessment',
      );
      expect((await school.post(trainee, 'observations', anObservation({ personId: assessor.id }))).status).toBe(403);
    });

    it('then at work no station is asked for', async () => {
      await observe({ kind: 'workplace', station: null, regionTier: null });
    });
  });

  describe('when the assessor signs a competency off', () => {
    it('then the answer holds the very sentence, its digest, and by what right it was signed', async () => {
      const observation = await observe();
      const body = await sign({ observations: [observation], comment: 'Calm and exact.' });
      expect(body.sentence).toContain(`I, ${assessor.name}, state that ${trainee.name} holds competency C19`);
      expect(body.sentence).toContain(`It rests on observation ${observation} of 2026-11-22.`);
      expect(body.sentenceDigest).toBe(sha256Hex(body.sentence));
      expect(body).toMatchObject({
        personId: trainee.id,
        competency: 'C19',
        level: 5,
        regionTier: 2,
        observations: [observation],
        comment: 'Calm and exact.',
        method: 'password',
        withdrawal: null,
        signedAt: now().toISOString(),
        assessor: {
          id: assessor.id,
          name: assessor.name,
          qualification: { competencies: 'all', regionTiers: [1, 2, 3], basis: { kind: 'founding' } },
        },
      });
      expect((await school.get(trainee, `sign-offs/${body.id}`)).body).toEqual(body);
    });

    it('then a letter tells the assessor what was signed in their name', async () => {
      const { id, sentence } = await sign({ observations: [await observe()] });
      const letter = (await lettersTo(school.house, assessor.email)).at(-1);
      expect(letter?.subject).toBe('A sign-off was signed in your name');
      expect(letter?.text).toContain(sentence);
      expect(letter?.text).toContain(id);
    });

    it('then signing the same twice makes two statements with two digests', async () => {
      const observations = [await observe()];
      const [one, other] = await Promise.all([sign({ observations }), sign({ observations })]);
      expect(one.sentenceDigest).not.toBe(other.sentenceDigest);
    });

    it('then what is shown on paper needs no observation', async () => {
      const body = await sign({ competency: 'C10', level: 4, observations: undefined });
      expect(body.sentence).toContain('shown on paper');
    });

    it.each`
      case                                 | observation                                            | signOff                                                       | status | code
      ${'the moment lies ahead'}           | ${{}}                                                  | ${{ observedAt: '2026-11-22T13:00:00.001Z' }}                 | ${422} | ${'date-not-allowed'}
      ${'the day is before the enrolment'} | ${{}}                                                  | ${{ observedAt: '2026-11-21T12:00:00Z' }}                     | ${422} | ${'date-not-allowed'}
      ${'a conflict is declared'}          | ${{}}                                                  | ${{ conflictOfInterest: true }}                               | ${422} | ${'conflict-of-interest'}
      ${'no observation is named'}         | ${null}                                                | ${{}}                                                         | ${422} | ${'observation-missing'}
      ${'observations are left out'}       | ${null}                                                | ${{ observations: undefined }}                                | ${422} | ${'observation-missing'}
      ${'the observation does not exist'}  | ${null}                                                | ${{ observations: ['01900000-0000-7000-8000-000000000000'] }} | ${422} | ${'observation-missing'}
      ${'it was at a lower level'}         | ${{ competencies: [{ competency: 'C19', level: 4 }] }} | ${{}}                                                         | ${422} | ${'observation-missing'}
      ${'it was of another competency'}    | ${{ competencies: [{ competency: 'C20', level: 5 }] }} | ${{}}                                                         | ${422} | ${'observation-missing'}
      ${'it was in a lower region tier'}   | ${{ regionTier: 1 }}                                   | ${{}}                                                         | ${422} | ${'observation-missing'}
      ${'it records a critical fail'}      | ${{ criticalFails: ['Recapped a used needle'] }}       | ${{}}                                                         | ${422} | ${'observation-missing'}
      ${'the password is wrong'}           | ${{}}                                                  | ${{ reauthentication: { password: 'guess' } }}                | ${403} | ${'reauthentication-failed'}
      ${'it is proved in a way to come'}   | ${{}}                                                  | ${{ reauthentication: { passkey: 'key' } }}                   | ${403} | ${'reauthentication-failed'}
      ${'nothing proves who signs'}        | ${{}}                                                  | ${{ reauthentication: {} }}                                   | ${400} | ${'validation-failed'}
      ${'the proof is empty'}              | ${{}}                                                  | ${{ reauthentication: { password: '' } }}                     | ${400} | ${'validation-failed'}
      ${'the proof is no object'}          | ${{}}                                                  | ${{ reauthentication: [] }}                                   | ${400} | ${'validation-failed'}
      ${'the proof is left out'}           | ${{}}                                                  | ${{ reauthentication: undefined }}                            | ${400} | ${'validation-failed'}
      ${'the competency does not exist'}   | ${{}}                                                  | ${{ competency: 'C99' }}                                      | ${400} | ${'validation-failed'}
      ${'the level is out of bounds'}      | ${{}}                                                  | ${{ level: 0 }}                                               | ${400} | ${'validation-failed'}
      ${'the level is no whole number'}    | ${{}}                                                  | ${{ level: 4.5 }}                                             | ${400} | ${'validation-failed'}
      ${'an observation is no id'}         | ${{}}                                                  | ${{ observations: ['one'] }}                                  | ${400} | ${'validation-failed'}
      ${'the person does not exist'}       | ${{}}                                                  | ${{ personId: '01900000-0000-7000-8000-000000000000' }}       | ${404} | ${'not-found'}
    `('then it is refused where $case', async ({ observation, signOff, status, code }) => {
      const observations = observation === null ? [] : [await observe(observation)];
      const { status: answered, body } = await school.post(
        assessor,
        'sign-offs',
        aSignOff({ observations, ...signOff }),
      );
      expect({ status: answered, code: body.code }).toEqual({ status, code });
    });

    it('then nobody signs for themselves, whatever else is wrong', async () => {
      const body = aSignOff({ personId: assessor.id, reauthentication: { password: 'guess' } });
      expect(await school.post(assessor, 'sign-offs', body)).toMatchObject({
        status: 422,
        body: { code: 'self-assessment' },
      });
    });

    it('then every reason is told, with the code of the most serious', async () => {
      const body = aSignOff({ conflictOfInterest: true, observedAt: '2026-11-21T12:00:00Z' });
      const answer = await school.post(assessor, 'sign-offs', body);
      expect(answer.body.code).toBe('conflict-of-interest');
      expect(answer.body.reasons.map(({ code }: { code: string }) => code)).toEqual([
        'conflict-of-interest',
        'date-not-allowed',
        'observation-missing',
      ]);
    });
  });

  describe('when the right to assess does not reach', () => {
    /** An assessor of the cohort, qualified by a certificate. */
    const aCertifiedAssessor = async (scope: object = {}) => {
      const { house } = school;
      const person = await aPerson(house, { roles: ['assessor'] });
      const registrar: PersonActor = {
        kind: 'person',
        id: school.people.registrar.id,
        roles: ['registrar'],
        sessionId: '',
      };
      const [cohort] = (await house.get(Cohorts).list(registrar, {})).items;
      await house.get(Cohorts).add(registrar, cohort.id, person.id);
      const certificateId = randomUUID();
      await house.get(Assessors).grantFromCertificate(registrar, {
        personId: person.id,
        certificateId,
        competencies: ['C19'],
        regionTiers: [1, 2],
        maySupervise: false,
        from: now(),
        until: null,
        ...scope,
      });
      return { person, certificateId };
    };
    const refusalOf = async (person: TestPerson, but: object = {}) => {
      const observations = [
        await observe({
          regionTier: 3,
          competencies: [
            { competency: 'C19', level: 5 },
            { competency: 'C20', level: 5 },
          ],
        }),
      ];
      const proof = { reauthentication: { password: person.password } };
      const { status, body } = await school.post(person, 'sign-offs', aSignOff({ observations, ...proof, ...but }));
      return status === 201 ? null : `${status} ${body.code}: ${body.detail}`;
    };

    it('then an assessor whose certificate begins later is told so', async () => {
      const { person } = await aCertifiedAssessor({ from: new Date('2027-01-01') });
      expect(await refusalOf(person)).toBe(
        '422 assessor-not-qualified: For C19, the assessor is qualified only from 2027-01-01 00:00 UTC.',
      );
    });

    it('then the reason names the tier, the competency, the end', async () => {
      const { person } = await aCertifiedAssessor({ until: new Date(now().getTime() + AN_HOUR) });
      expect(await refusalOf(person)).toBeNull();
      expect(await refusalOf(person, { regionTier: 3 })).toContain(
        'is qualified for region tiers 1 and 2, not for tier 3',
      );
      expect(await refusalOf(person, { competency: 'C20' })).toContain('is qualified for C19, not for C20');
      school.house.clock.advance(AN_HOUR);
      expect(await refusalOf(person)).toContain('is no longer qualified: that lapsed on 2026-11-22 14:00 UTC');
    });

    it('then a suspended certificate suspends, a reinstated one serves again, a revoked one ends it', async () => {
      const { person, certificateId } = await aCertifiedAssessor();
      const assessors = school.house.get(Assessors);
      await assessors.suspendFromCertificate(systemActor('test'), certificateId, now());
      expect(await refusalOf(person)).toContain('has a qualification that is suspended since');
      await assessors.reinstateFromCertificate(systemActor('test'), certificateId, now());
      expect(await refusalOf(person)).toBeNull();
      await assessors.endFromCertificate(systemActor('test'), certificateId, now());
      expect(await refusalOf(person)).toContain('lapsed');
    });

    it('then an assessor of another cohort does not even see the trainee', async () => {
      const stranger = await aPerson(school.house, { roles: ['assessor'] });
      await school.house.get(Assessors).appointFounding(systemActor('test'), stranger.id, {
        competencies: 'all',
        regionTiers: [1, 2, 3],
        maySupervise: true,
      });
      expect(await refusalOf(stranger)).toContain('404 not-found');
      expect((await school.get(stranger, `sign-offs?personId=${trainee.id}`)).status).toBe(404);
      expect((await school.get(stranger, `observations?personId=${trainee.id}`)).status).toBe(404);
    });

    it('then somebody who is enrolled in nothing cannot be assessed yet', async () => {
      expect(
        (await school.post(assessor, 'observations', anObservation({ personId: school.people.instructor.id }))).body
          .code,
      ).toBe('not-enrolled');
    });
  });

  describe('when a sign-off is withdrawn', () => {
    const inForce = async (at: Date) =>
      (await school.house.get(Competencies).signOffsInForce(trainee.id, at)).map(({ id }) => id);

    it('then it holds until then and no longer, and stays readable as it was signed', async () => {
      const signed = await sign({ competency: 'C26', observations: undefined, level: 3 });
      const signedAt = now();
      school.house.clock.advance(AN_HOUR);
      const answer = await school.post(assessor, `sign-offs/${signed.id}/withdrawal`, { reason: 'The wrong trainee.' });
      expect(answer.status).toBe(201);
      expect(answer.body).toEqual({
        ...signed,
        withdrawal: {
          id: expect.any(String),
          by: { id: assessor.id, name: assessor.name },
          reason: 'The wrong trainee.',
          withdrawnAt: now().toISOString(),
        },
      });
      expect(await inForce(new Date(signedAt.getTime() - 1))).not.toContain(signed.id);
      expect(await inForce(signedAt)).toContain(signed.id);
      expect(await inForce(new Date(now().getTime() - 1))).toContain(signed.id);
      expect(await inForce(now())).not.toContain(signed.id);
    });

    it('then a second time is a conflict, even at the same moment', async () => {
      const { id } = await sign({ competency: 'C26', observations: undefined });
      const both = await Promise.all(
        [assessor, school.people.registrar].map((who) =>
          school.post(who, `sign-offs/${id}/withdrawal`, { reason: 'An error.' }),
        ),
      );
      expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
      expect((await school.post(assessor, `sign-offs/${id}/withdrawal`, { reason: 'Again.' })).status).toBe(409);
    });

    it.each`
      who            | path                                      | status
      ${'assessor2'} | ${''}                                     | ${403}
      ${'trainee'}   | ${''}                                     | ${403}
      ${'registrar'} | ${'01900000-0000-7000-8000-000000000000'} | ${404}
      ${'registrar'} | ${'not-an-id'}                            | ${400}
    `(
      'then $who is answered $status for "$path"',
      async ({ who, path, status }: { who: 'trainee'; path: string; status: number }) => {
        const { id } = await sign({ competency: 'C26', observations: undefined });
        const answer = await school.post(school.people[who], `sign-offs/${path || id}/withdrawal`, { reason: 'No.' });
        expect(answer.status).toBe(status);
      },
    );

    it('then a reason is asked for', async () => {
      const { id } = await sign({ competency: 'C26', observations: undefined });
      expect((await school.post(assessor, `sign-offs/${id}/withdrawal`)).status).toBe(400);
    });
  });

  it('when the tables are read, then nothing in them says who or what it was about', async () => {
    await sign({ observations: [await observe()], comment: COMMENT });
    for (const table of ['observation', 'sign_off', 'sign_off_withdrawal', 'assessor_qualification']) {
      const rows = JSON.stringify(await school.house.unitOfWork.manager.query(`SELECT * FROM "${table}"`));
      for (const word of ['Chartreuse', 'Tamsin', 'Okafor', 'Santangelo', 'wrong trainee', assessor.email]) {
        expect(rows).not.toContain(word);
      }
    }
  });

  it('when all of it is done, then the audit trail knows of it and verifies', async () => {
    const { house } = school;
    const actions = (await house.get(AuditTrail).list({ limit: 200 })).items.map(({ action }) => action);
    expect(actions).toEqual(
      expect.arrayContaining([
        'observation.recorded',
        'sign-off.signed',
        'sign-off.withdrawn',
        'assessor.appointed',
        'assessor.suspended',
      ]),
    );
    expect(await house.get(AuditTrail).verify()).toMatchObject({ firstBreak: null });
  });

  it('when the trainee is erased, then the facts stand and the words are gone', async () => {
    const { id } = await sign({ observations: [await observe()] });
    const { house, people } = school;
    await house.unitOfWork.run(() => house.get(Vault).erase(trainee.id));
    const { body } = await school.get(people.registrar, `sign-offs/${id}`);
    expect(body).toMatchObject({ competency: 'C19', level: 5, sentence: null, sentenceDigest: expect.any(String) });
    const observations = await school.get(people.registrar, `observations?personId=${trainee.id}`);
    expect(observations.body.items[0]).toMatchObject({ comment: null, criticalFails: null, hasCriticalFail: false });
  });
});
