import { aSchool, School } from '../../test/support/a-school';

const NOBODY = '01900000-0000-7000-8000-000000000000';

describe('Given an administrator who appoints assessors', () => {
  let school: School;

  beforeAll(async () => {
    school = await aSchool();
  });
  afterAll(() => school.house.close());

  const anAppointment = (but: object = {}) => ({
    personId: school.people.instructor.id,
    competencies: ['C19', 'C20'],
    regionTiers: [1, 2],
    maySupervise: false,
    ...but,
  });
  const appoint = (but: object = {}) => school.post(school.people.admin, 'assessors', anAppointment(but));

  it('when somebody is appointed, then they hold it from now on, until it is ended', async () => {
    const { admin, instructor } = school.people;
    const { status, body } = await appoint();
    expect(status).toBe(201);
    expect(body).toEqual({
      personId: instructor.id,
      name: instructor.name,
      qualifications: [
        {
          id: expect.any(String),
          competencies: ['C19', 'C20'],
          regionTiers: [1, 2],
          maySupervise: false,
          from: school.house.clock.now().toISOString(),
          until: null,
          basis: { kind: 'founding', ref: body.qualifications[0].id },
          inForce: true,
          events: [],
        },
      ],
    });
    expect((await school.get(admin, 'assessors')).body.items).toContainEqual(body);

    const both = await Promise.all([1, 2].map(() => school.post(admin, `assessors/${instructor.id}/end`)));
    expect(both.map((answer) => answer.status).sort()).toEqual([201, 409]);
    const ended = both.find((answer) => answer.status === 201)!.body;
    expect(ended.qualifications[0]).toMatchObject({ inForce: false, events: [{ kind: 'ended' }] });
  });

  it('when it has an end, then it begins and ends as told', async () => {
    const { body } = await appoint({ from: '2026-12-01T00:00:00Z', until: '2027-01-01T00:00:00+01:00' });
    expect(body.qualifications).toContainEqual(
      expect.objectContaining({
        from: '2026-12-01T00:00:00.000Z',
        until: '2026-12-31T23:00:00.000Z',
        inForce: false,
      }),
    );
  });

  it('when the list is long, then it comes in pages', async () => {
    const first = (await school.get(school.people.admin, 'assessors?limit=1')).body;
    expect(first.items).toHaveLength(1);
    const second = (await school.get(school.people.admin, `assessors?limit=200&cursor=${first.next}`)).body;
    expect(second.items.length).toBeGreaterThan(0);
    expect(second.next).toBeNull();
    expect(second.items).not.toContainEqual(first.items[0]);
  });

  it.each`
    case                                 | but                                                                | status
    ${'the person does not exist'}       | ${{ personId: NOBODY }}                                            | ${404}
    ${'the person is no id'}             | ${{ personId: 'me' }}                                              | ${400}
    ${'no competency is named'}          | ${{ competencies: [] }}                                            | ${400}
    ${'a competency is named twice'}     | ${{ competencies: ['C19', 'C19'] }}                                | ${400}
    ${'competencies are something else'} | ${{ competencies: { all: true } }}                                 | ${400}
    ${'no tier is named'}                | ${{ regionTiers: [] }}                                             | ${400}
    ${'a tier does not exist'}           | ${{ regionTiers: [1, 4] }}                                         | ${400}
    ${'nothing is said of supervising'}  | ${{ maySupervise: undefined }}                                     | ${400}
    ${'it ends before it begins'}        | ${{ from: '2026-12-02T00:00:00Z', until: '2026-12-01T00:00:00Z' }} | ${400}
    ${'it ends as it begins'}            | ${{ from: '2026-12-01T00:00:00Z', until: '2026-12-01T00:00:00Z' }} | ${400}
  `('when $case, then the answer is $status', async ({ but, status }) => {
    expect((await appoint(but)).status).toBe(status);
  });

  it.each(['trainee', 'assessor', 'instructor', 'registrar', 'clinic', 'auditor'] as const)(
    'when a %s appoints, ends or asks, then that is forbidden',
    async (role) => {
      const who = school.people[role];
      expect((await school.post(who, 'assessors', anAppointment())).status).toBe(403);
      expect((await school.post(who, `assessors/${who.id}/end`)).status).toBe(403);
      expect((await school.get(who, 'assessors')).status).toBe(403);
    },
  );

  it.each([
    'assessors?limit=0',
    'assessors?limit=x',
    'assessors?cursor=AA',
    'observations?personId=1',
    'sign-offs?state=1',
    'sign-offs/1',
  ])('when %s is asked for, then the answer is 400', async (path) => {
    expect((await school.get(school.people.admin, path)).status).toBe(400);
  });

  it.each(['observations', 'sign-offs'])(
    'when %s gets a body that is no object, then the answer is 400',
    async (path) => {
      for (const body of [[], [1], [[]]])
        expect((await school.post(school.people.assessor, path, body)).status).toBe(400);
      expect((await school.post(school.people.assessor, path)).status).toBe(400);
    },
  );
});
