import { aSchool, School } from '../../test/support/a-school';
import { aPerson, TestPerson } from '../../test/support/people';
import { AuditTrail } from '../audit/audit-trail';
import { Assessors } from './assessors.service';
import { Competencies } from './competencies.service';

const THREE_HOURS = 10_800_000;
const NOBODY = '01900000-0000-7000-8000-000000000000';

describe('Given a trainee who enrolled yesterday, and two supervisors of the same cohort', () => {
  let school: School;
  let trainee: TestPerson;
  let assessor: TestPerson;
  let assessor2: TestPerson;

  beforeAll(async () => {
    school = await aSchool({ now: '2026-11-22T22:00:00.000Z' });
    ({ trainee, assessor, assessor2 } = school.people);
    school.house.clock.advance(THREE_HOURS);
  });
  afterAll(() => school.house.close());

  const anEntry = (but: object = {}) => ({
    performedOn: '2026-11-23',
    region: 'Heliotrope region of the calf',
    regionTier: 2,
    technique: 'Superficial',
    minutes: 30,
    needlesIn: 4,
    needlesOut: 4,
    supervisorId: assessor.id,
    reflection: 'Heliotrope thoughts about the stop signal.',
    ...but,
  });
  const write = async (but: object = {}) => {
    const { status, body } = await school.post(trainee, 'logbook-entries', anEntry(but));
    expect({ status, code: body.code }).toEqual({ status: 201, code: undefined });
    return body;
  };
  const decide = (who: TestPerson, id: string, body: object = { outcome: 'verified' }) =>
    school.post(who, `logbook-entries/${id}/verification`, body);

  describe('when the trainee writes a session down', () => {
    it('then it waits for the supervisor, and both read it', async () => {
      const adverseEvent = { kind: 'Faint', action: 'Laid flat', outcome: 'Recovered', followUp: 'Rang next day' };
      const entry = await write({ adverseEvent });
      const { supervisorId: _, ...written } = anEntry({ adverseEvent });
      expect(entry).toMatchObject({
        ...written,
        state: 'waiting',
        decision: null,
        hasAdverseEvent: true,
        person: { id: trainee.id, name: trainee.name },
        supervisor: { id: assessor.id, name: assessor.name },
      });
      expect((await school.get(assessor, 'logbook-entries?state=waiting')).body.items).toContainEqual(entry);
      expect((await school.get(trainee, `logbook-entries/${entry.id}`)).body).toEqual(entry);
      expect((await school.get(assessor2, 'logbook-entries')).body.items).toEqual([]);
      expect((await school.get(assessor2, `logbook-entries?personId=${trainee.id}`)).body.items).toContainEqual(entry);
    });

    it.each`
      case                                      | but                                                                                                         | status | code
      ${'a needle is missing'}                  | ${{ needlesOut: 3 }}                                                                                        | ${422} | ${'needle-count-mismatch'}
      ${'the patient is named'}                 | ${{ reflection: 'Mrs Okonkwo did well.' }}                                                                  | ${422} | ${'patient-identifier'}
      ${'the region holds a date of birth'}     | ${{ region: 'Calf, DOB 12/03/1961' }}                                                                       | ${422} | ${'patient-identifier'}
      ${'the follow-up holds a number'}         | ${{ adverseEvent: { kind: 'Faint', action: 'Laid flat', outcome: 'Fine', followUp: 'Ring 303-555-0142' } }} | ${422} | ${'patient-identifier'}
      ${'the session lies ahead'}               | ${{ performedOn: '2026-11-24' }}                                                                            | ${422} | ${'date-not-allowed'}
      ${'the session was before the enrolment'} | ${{ performedOn: '2026-11-21' }}                                                                            | ${422} | ${'date-not-allowed'}
      ${'the supervisor does not exist'}        | ${{ supervisorId: NOBODY }}                                                                                 | ${422} | ${'supervisor-not-qualified'}
      ${'the entry to correct does not exist'}  | ${{ corrects: NOBODY }}                                                                                     | ${404} | ${'not-found'}
      ${'the day does not exist'}               | ${{ performedOn: '2026-02-30' }}                                                                            | ${400} | ${'validation-failed'}
      ${'it takes too long'}                    | ${{ minutes: 481 }}                                                                                         | ${400} | ${'validation-failed'}
      ${'needles are counted in halves'}        | ${{ needlesIn: 1.5, needlesOut: 1.5 }}                                                                      | ${400} | ${'validation-failed'}
      ${'the tier does not exist'}              | ${{ regionTier: 0 }}                                                                                        | ${400} | ${'validation-failed'}
      ${'an adverse event is half told'}        | ${{ adverseEvent: { kind: 'Faint' } }}                                                                      | ${400} | ${'validation-failed'}
      ${'an adverse event is a list'}           | ${{ adverseEvent: [] }}                                                                                     | ${400} | ${'validation-failed'}
      ${'the reflection is not text'}           | ${{ reflection: 7 }}                                                                                        | ${400} | ${'validation-failed'}
    `('then it is refused where $case', async ({ but, status, code }) => {
      const { status: answered, body } = await school.post(trainee, 'logbook-entries', anEntry(but));
      expect({ status: answered, code: body.code }).toEqual({ status, code });
    });

    it('then what could say who the patient is, is pointed at and not repeated', async () => {
      const { body } = await school.post(trainee, 'logbook-entries', anEntry({ reflection: 'Seen with Mrs Okonkwo.' }));
      expect(body.errors).toEqual([
        {
          path: 'reflection',
          kind: 'name',
          start: 10,
          end: 21,
          message: expect.stringContaining('write “the patient” instead'),
        },
      ]);
      expect(JSON.stringify(body)).not.toContain('Okonkwo');
    });

    it('then the supervisor is of the cohort, may supervise there, and is somebody else', async () => {
      const stranger = await aPerson(school.house, { roles: ['assessor'] });
      await school.post(school.people.admin, 'assessors', {
        personId: stranger.id,
        competencies: 'all',
        regionTiers: [1, 2, 3],
        maySupervise: true,
      });
      for (const supervisorId of [stranger.id, school.people.instructor.id, school.people.registrar.id]) {
        expect((await school.post(trainee, 'logbook-entries', anEntry({ supervisorId }))).body.code).toBe(
          'supervisor-not-qualified',
        );
      }
      expect((await school.post(trainee, 'logbook-entries', anEntry({ supervisorId: trainee.id }))).body.code).toBe(
        'self-assessment',
      );
      expect((await school.get(trainee, 'supervisors')).body.items).toEqual(
        [assessor2, assessor].map(({ id, name }) => ({ id, name, regionTiers: [1, 2, 3] })),
      );
      const first = (await school.get(trainee, 'supervisors?limit=1')).body;
      expect(first.items).toMatchObject([{ id: assessor2.id }]);
      const second = (await school.get(trainee, `supervisors?limit=1&cursor=${first.next}`)).body;
      expect(second).toMatchObject({ items: [{ id: assessor.id }], next: null });
    });

    it('then somebody who is enrolled in nothing has no logbook yet', async () => {
      const newcomer = await aPerson(school.house);
      expect((await school.post(newcomer, 'logbook-entries', anEntry())).body.code).toBe('not-enrolled');
    });
  });

  describe('when the supervisor decides', () => {
    it('then a verified entry counts from that moment, and is final', async () => {
      const { id } = await write({ performedOn: '2026-11-22' });
      school.house.clock.advance(1000);
      const answer = await decide(assessor, id, { outcome: 'verified', comment: 'Heliotrope, and well observed.' });
      expect(answer).toMatchObject({
        status: 201,
        body: { id, state: 'verified', decision: { outcome: 'verified', comment: 'Heliotrope, and well observed.' } },
      });
      const treatments = (at: Date) => school.house.get(Competencies).verifiedTreatments(trainee.id, at);
      const verifiedAt = school.house.clock.now();
      expect(await treatments(verifiedAt)).toContainEqual({
        id,
        performedOn: '2026-11-22',
        region: 'Heliotrope region of the calf',
        regionTier: 2,
        supervisorId: assessor.id,
        verifiedAt,
      });
      expect((await treatments(new Date(verifiedAt.getTime() - 1))).map((one) => one.id)).not.toContain(id);
      expect(await decide(assessor, id, { outcome: 'returned' })).toMatchObject({
        status: 409,
        body: { code: 'already-decided' },
      });
      expect((await school.post(trainee, 'logbook-entries', anEntry({ corrects: id }))).body.code).toBe(
        'nothing-to-correct',
      );
    });

    it('then a returned entry is corrected once, by a new one', async () => {
      const { id } = await write();
      expect((await school.post(trainee, 'logbook-entries', anEntry({ corrects: id }))).status).toBe(409);
      await decide(assessor, id, { outcome: 'returned', comment: 'Which side?' });
      const both = await Promise.all(
        [1, 2].map(() => school.post(trainee, 'logbook-entries', anEntry({ corrects: id }))),
      );
      expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
      const correction = both.find(({ status }) => status === 201)!.body;
      expect(correction).toMatchObject({ corrects: id, state: 'waiting' });
      expect((await school.get(trainee, `logbook-entries/${id}`)).body).toMatchObject({
        state: 'returned',
        correctedBy: correction.id,
      });
      expect((await school.get(trainee, 'logbook-entries?state=returned')).body.items).toHaveLength(1);
    });

    it('then of two decisions at once one stands', async () => {
      const { id } = await write();
      const both = await Promise.all([decide(assessor, id), decide(assessor, id, { outcome: 'returned' })]);
      expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    });

    it('then nobody else decides, and the comment names no patient', async () => {
      const { id } = await write();
      expect((await decide(assessor2, id)).status).toBe(403);
      expect((await decide(trainee, id)).status).toBe(403);
      expect((await decide(assessor, NOBODY)).status).toBe(404);
      expect((await decide(assessor, 'x')).status).toBe(400);
      expect((await decide(assessor, id, { outcome: 'perhaps' })).status).toBe(400);
      expect((await decide(assessor, id, { outcome: 'verified', comment: 'Mr Bell again' })).body.code).toBe(
        'patient-identifier',
      );
      const stranger = await aPerson(school.house, { roles: ['assessor'] });
      expect((await decide(stranger, id)).status).toBe(404);
    });
  });

  it('when a supervisor’s appointment has ended, then earlier days remain theirs and later ones do not', async () => {
    const { house } = school;
    const appoint = { competencies: 'all', regionTiers: [1], maySupervise: true } as const;
    await house
      .get(Assessors)
      .endFounding({ kind: 'person', id: school.people.admin.id, roles: ['admin'], sessionId: '' }, assessor2.id);
    const entry = (performedOn: string) =>
      school.post(trainee, 'logbook-entries', anEntry({ performedOn, regionTier: 1, supervisorId: assessor2.id }));
    expect((await entry('2026-11-22')).status).toBe(201);
    expect((await entry('2026-11-23')).body.code).toBe('supervisor-not-qualified');
    await house.get(Competencies).appointFounding({ kind: 'system', id: null, name: 'test' }, assessor2.id, appoint);
    expect((await entry('2026-11-23')).status).toBe(201);
  });

  it('when the tables and the trail are read, then nothing in them says what was written', async () => {
    const { unitOfWork } = school.house;
    for (const table of ['logbook_entry', 'logbook_decision', 'audit_entry']) {
      const rows = JSON.stringify(await unitOfWork.manager.query(`SELECT * FROM "${table}"`));
      for (const word of ['Heliotrope', 'Superficial', 'Laid flat', 'Which side', trainee.name])
        expect(rows).not.toContain(word);
    }
    const actions = (await school.house.get(AuditTrail).list({ limit: 200 })).items.map(({ action }) => action);
    expect(actions).toEqual(
      expect.arrayContaining([
        'logbook-entry.written',
        'logbook-entry.verified',
        'logbook-entry.returned',
        'assessor.ended',
      ]),
    );
  });
});
