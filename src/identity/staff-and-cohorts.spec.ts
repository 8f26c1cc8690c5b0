import { aHouse, House } from '../../test/support/a-house';
import { tokenInLetterTo } from '../../test/support/mail';
import { aPerson, DemoName, demoPeople, SignedInPerson, TestPerson } from '../../test/support/people';
import { appendOnlyTables } from '../database/append-only';
import { AuditTrail } from '../audit/audit-trail';
import { Cohorts } from './cohorts.service';
import { DemoAccounts } from './demo-accounts';
import { FirstAdministrator } from './first-administrator';
import { People } from './people.service';
import { Reauthentication } from './reauthentication';
import { SignIn } from './sign-in.service';

const PASSWORD = 'a cupboard full of swabs';

function callsTo(house: () => House) {
  return async (
    who: SignedInPerson | null,
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    payload?: object,
  ) => {
    const answer = await house().app.inject({ method, url: `/api/v1${url}`, payload, headers: who?.headers ?? {} });
    return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() };
  };
}

describe('Given the demo school', () => {
  let house: House;
  let demo: Record<DemoName, TestPerson>;
  const call = callsTo(() => house);

  beforeAll(async () => {
    house = await aHouse();
    demo = await demoPeople(house);
  });
  afterAll(() => house.close());

  it('then every account signs in with the one password, confirmed and without a second factor', async () => {
    for (const { email, password } of Object.values(demo)) {
      const { status, body } = await call(null, 'POST', '/sessions', { email, password });
      expect([email, status]).toEqual([email, 201]);
      const me = await call(
        { id: '', token: body.token, headers: { authorization: `Bearer ${body.token}` } },
        'GET',
        '/me',
      );
      expect(me.body).toMatchObject({ email, emailConfirmed: true, secondFactor: { setUp: false } });
    }
  });

  it('then the trainee has stated who they are', async () => {
    expect(await house.get(People).profileOf(demo.trainee.id)).toMatchObject({
      profession: 'physical-therapist',
      jurisdiction: 'US-CO',
      licence: { jurisdiction: 'US-CO' },
    });
  });

  it('when somebody exists already, then no demo account is made', async () => {
    expect(await house.get(DemoAccounts).make('anything else')).toBeNull();
  });

  describe('when people look for each other', () => {
    let stranger: TestPerson;
    beforeAll(async () => {
      stranger = await aPerson(house, { name: 'A Stranger' });
    });

    it.each`
      who             | trainee | strangerIs
      ${'instructor'} | ${200}  | ${404}
      ${'assessor2'}  | ${200}  | ${404}
      ${'registrar'}  | ${200}  | ${200}
      ${'auditor'}    | ${200}  | ${200}
      ${'admin'}      | ${200}  | ${200}
      ${'trainee'}    | ${403}  | ${403}
      ${'clinic'}     | ${403}  | ${403}
    `('then $who gets $trainee for the trainee of the cohort and $strangerIs for a stranger', async (row) => {
      const who = demo[row.who as DemoName];
      expect((await call(who, 'GET', `/people/${demo.trainee.id}`)).status).toBe(row.trainee);
      expect((await call(who, 'GET', `/people/${stranger.id}`)).status).toBe(row.strangerIs);
    });

    it('then a list holds only whom one may see, page by page', async () => {
      const seen: string[] = [];
      for (let next: string | null = ''; next !== null;) {
        const { body } = await call(demo.instructor, 'GET', `/people?limit=2${next && `&cursor=${next}`}`);
        expect(body.items.length).toBeLessThanOrEqual(2);
        seen.push(...body.items.map(({ id }: { id: string }) => id));
        next = body.next;
      }
      const cohort = [demo.trainee, demo.instructor, demo.instructor2, demo.assessor, demo.assessor2];
      expect(seen.sort()).toEqual(cohort.map(({ id }) => id).sort());
    });

    it.each`
      query                                                        | status
      ${'?email=TRAINEE@example.org'}                              | ${200}
      ${'?email=a%00b'}                                            | ${400}
      ${'?limit=0'}                                                | ${400}
      ${'?limit=201'}                                              | ${400}
      ${'?limit=two'}                                              | ${400}
      ${'?cursor=%00'}                                             | ${400}
      ${`?cursor=${Buffer.from('a\u0000').toString('base64url')}`} | ${400}
      ${'?role=admin'}                                             | ${400}
      ${'/no-uuid'}                                                | ${400}
    `('then $query answers $status', async ({ query, status }) => {
      expect((await call(demo.registrar, 'GET', `/people${query}`)).status).toBe(status);
    });

    it('then nobody but the person themselves is visible to a trainee', async () => {
      const cohorts = house.get(Cohorts);
      const actor = { kind: 'person', id: demo.trainee.id, roles: ['trainee'], sessionId: '' } as const;
      expect(await cohorts.visiblePeople(actor)).toEqual([demo.trainee.id]);
      await expect(cohorts.assertMaySee(actor, demo.trainee.id)).resolves.toBeUndefined();
      await expect(cohorts.assertMaySee(actor, demo.instructor.id)).rejects.toMatchObject({ code: 'not-found' });
    });

    it('then who is put into a cohort is seen, and who is taken out of it is not', async () => {
      const { status, body: cohort } = await call(demo.instructor, 'POST', '/cohorts', { name: 'Evening class' });
      expect([status, cohort.members]).toEqual([201, [{ id: demo.instructor.id, name: demo.instructor.name }]]);
      const member = `/cohorts/${cohort.id}/members/${stranger.id}`;
      const sees = async () => (await call(demo.instructor, 'GET', `/people/${stranger.id}`)).status;

      expect(await sees()).toBe(404);
      expect((await call(demo.instructor, 'PUT', member)).status).toBe(204);
      expect((await call(demo.instructor, 'PUT', member)).status).toBe(204);
      expect(await sees()).toBe(200);
      expect((await call(demo.instructor, 'DELETE', member)).status).toBe(204);
      expect((await call(demo.instructor, 'DELETE', member)).status).toBe(204);
      expect(await sees()).toBe(404);
      expect((await call(demo.instructor, 'PUT', member)).status).toBe(204);
      expect(await sees()).toBe(200);
    });

    it.each`
      who             | whom           | status
      ${'instructor'} | ${'trainee'}   | ${204}
      ${'instructor'} | ${'assessor2'} | ${204}
      ${'instructor'} | ${'registrar'} | ${404}
      ${'instructor'} | ${'admin'}     | ${404}
      ${'instructor'} | ${'auditor'}   | ${404}
      ${'instructor'} | ${'clinic'}    | ${404}
      ${'registrar'}  | ${'clinic'}    | ${204}
    `('then $who who puts $whom into a cohort is answered $status', async ({ who, whom, status }) => {
      const { body: cohort } = await call(demo.instructor, 'POST', '/cohorts', { name: 'Night class' });
      const whoever = demo[who as DemoName];
      const put = (id: string) => call(whoever, 'PUT', `/cohorts/${cohort.id}/members/${id}`);
      const answer = await put(demo[whom as DemoName].id);
      expect(answer.status).toBe(status);
      if (status === 404) {
        const nobody = await put('00000000-0000-7000-8000-000000000000');
        expect({ ...answer.body, instance: '' }).toEqual({ ...nobody.body, instance: '' });
        expect((await call(demo.instructor, 'GET', `/people/${demo[whom as DemoName].id}`)).status).toBe(404);
      }
    });

    it('then whoever neither learns nor teaches any more can still be taken out', async () => {
      const { body: cohort } = await call(demo.instructor, 'POST', '/cohorts', { name: 'Early class' });
      const former = await aPerson(house, { roles: ['assessor'] });
      const member = `/cohorts/${cohort.id}/members/${former.id}`;
      expect((await call(demo.instructor, 'PUT', member)).status).toBe(204);
      expect((await call(demo.admin, 'POST', `/people/${former.id}/roles`, { role: 'clinic' })).status).toBe(201);
      expect((await call(demo.admin, 'DELETE', `/people/${former.id}/roles/assessor`)).status).toBe(204);
      expect((await call(demo.instructor, 'DELETE', member)).status).toBe(204);
      expect((await call(demo.instructor, 'PUT', member)).status).toBe(404);
    });

    it('then the cohort of others is nobody’s business', async () => {
      const { body: cohort } = await call(demo.instructor2, 'POST', '/cohorts', { name: 'Morning class' });
      const member = `/cohorts/${cohort.id}/members/${stranger.id}`;
      expect((await call(demo.instructor, 'PUT', member)).status).toBe(404);
      expect((await call(demo.instructor, 'GET', `/cohorts/${cohort.id}`)).status).toBe(404);
      expect((await call(demo.assessor, 'PUT', member)).status).toBe(403);
      const names = async (who: TestPerson) =>
        (await call(who, 'GET', '/cohorts')).body.items.map(({ name }: { name: string }) => name);
      expect(await names(demo.instructor)).not.toContain('Morning class');
      expect(await names(demo.admin)).toContain('Morning class');
    });
  });

  describe('when an administrator manages the staff', () => {
    it('then whoever is invited joins by the letter, once, with the roles named and the address confirmed', async () => {
      const invitation = {
        email: 'new-registrar@example.org',
        roles: ['assessor', 'registrar'],
        name: 'Nadia Ferrante',
      };
      expect((await call(demo.instructor, 'POST', '/invitations', invitation)).status).toBe(403);
      expect((await call(demo.admin, 'POST', '/invitations', { ...invitation, roles: [] })).status).toBe(400);
      expect((await call(demo.admin, 'POST', '/invitations', { ...invitation, roles: ['king'] })).status).toBe(400);
      expect(
        (await call(demo.admin, 'POST', '/invitations', { ...invitation, email: demo.clinic.email })).body,
      ).toMatchObject({
        status: 409,
        code: 'email-taken',
      });
      const { status, body } = await call(demo.admin, 'POST', '/invitations', invitation);
      expect([status, body.roles]).toEqual([201, invitation.roles]);

      const token = await tokenInLetterTo(house, invitation.email);
      const accept = () =>
        call(null, 'POST', '/invitations/acceptance', { token, password: PASSWORD, name: 'Nadia Ferrante' });
      const answers = await Promise.all([accept(), accept()]);
      expect(answers.map((answer) => answer.status).sort()).toEqual([201, 404]);

      const { body: signedIn } = await call(null, 'POST', '/sessions', { email: invitation.email, password: PASSWORD });
      expect(signedIn.person.roles).toEqual(invitation.roles);
      const newcomer = { id: '', token: signedIn.token, headers: { authorization: `Bearer ${signedIn.token}` } };
      expect((await call(newcomer, 'GET', '/people')).body).toMatchObject({
        status: 403,
        code: 'second-factor-required',
      });
      expect((await call(newcomer, 'GET', '/me')).body).toMatchObject({ emailConfirmed: true });
    });

    it('then an invitation is worth nothing after its week', async () => {
      const start = house.clock.now();
      await call(demo.admin, 'POST', '/invitations', { email: 'too-late@example.org', roles: ['clinic'] });
      const token = await tokenInLetterTo(house, 'too-late@example.org');
      house.clock.advance(7 * 24 * 3_600_000);
      const { body } = await call(null, 'POST', '/invitations/acceptance', {
        token,
        password: PASSWORD,
        name: 'Too Late',
      });
      expect(body).toMatchObject({ status: 404, code: 'link-not-valid' });
      house.clock.set(start);
    });

    it('then a role given counts from the next request, and one taken ends the sessions', async () => {
      const person = await aPerson(house);
      expect((await call(person, 'GET', '/people')).status).toBe(403);
      const given = await call(demo.admin, 'POST', `/people/${person.id}/roles`, { role: 'assessor' });
      expect(given).toMatchObject({ status: 201, body: { roles: ['trainee', 'assessor'] } });
      expect((await call(person, 'GET', '/people')).status).toBe(200);
      expect((await call(demo.admin, 'DELETE', `/people/${person.id}/roles/assessor`)).status).toBe(204);
      expect((await call(person, 'GET', '/people')).status).toBe(401);
      expect((await call(demo.admin, 'DELETE', `/people/${person.id}/roles/assessor`)).status).toBe(404);
      expect((await call(demo.admin, 'DELETE', `/people/${person.id}/roles/king`)).status).toBe(404);
    });

    it('then the last administrator keeps the role, also when two take each other’s at once', async () => {
      const taking = (who: TestPerson, whose: TestPerson) => call(who, 'DELETE', `/people/${whose.id}/roles/admin`);
      expect((await taking(demo.admin, demo.admin)).body).toMatchObject({ status: 422, code: 'last-administrator' });
      const second = await aPerson(house, { roles: ['admin'] });
      const answers = await Promise.all([taking(demo.admin, second), taking(second, demo.admin)]);
      expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    });
  });

  it('when somebody signs again with the password, then it is confirmed; with anything else, refused', async () => {
    const reauthentication = house.get(Reauthentication);
    const { id, password } = demo.assessor;
    expect(await reauthentication.confirm(id, { password })).toBe('password');
    for (const proof of [{ password: 'wrong' }, { passkey: 'x' }, {}]) {
      await expect(reauthentication.confirm(id, proof)).rejects.toMatchObject({
        kind: 'forbidden',
        code: 'reauthentication-failed',
      });
    }
  });
});

describe('Given a practitioner who states a profile', () => {
  let house: House;
  let person: TestPerson;
  const call = callsTo(() => house);
  const licence = { number: 'PTL.77', issuedOn: '2020-05-04', jurisdiction: 'US-CO' };

  beforeAll(async () => {
    house = await aHouse();
    person = await aPerson(house, { name: 'Perpetua Quill', email: 'perpetua.quill@example.org' });
  });
  afterAll(() => house.close());

  it('when they state one thing after another, then the rest stays, and each version is known as of its time', async () => {
    const before = house.clock.now();
    expect((await call(person, 'GET', '/me')).body).toMatchObject({
      legalName: null,
      profession: null,
      jurisdiction: null,
      licence: null,
    });
    expect(
      (
        await call(person, 'PATCH', '/me', {
          legalName: ' Perpetua M. Quill ',
          profession: 'physical-therapist',
          jurisdiction: 'US-CO',
          licence,
        })
      ).status,
    ).toBe(200);
    house.clock.advance(60_000);
    const { body } = await call(person, 'PATCH', '/me', { jurisdiction: 'US-MD', licence: null });
    expect(body).toMatchObject({
      legalName: 'Perpetua M. Quill',
      profession: 'physical-therapist',
      jurisdiction: 'US-MD',
      licence: null,
    });
    expect(await house.get(People).profileOf(person.id, before)).toMatchObject({ jurisdiction: 'US-CO', licence });
    expect(await house.get(People).profileOf(person.id, new Date(before.getTime() - 1))).toBeNull();
  });

  it.each`
    stated                                                 | path
    ${{ licence: { ...licence, issuedOn: '2026-11-24' } }} | ${'licence.issuedOn'}
    ${{ licence: { ...licence, issuedOn: '2025-02-29' } }} | ${'licence.issuedOn'}
    ${{ licence: { ...licence, issuedOn: 20250101 } }}     | ${'licence.issuedOn'}
    ${{ licence: { ...licence, jurisdiction: 'us' } }}     | ${'licence.jurisdiction'}
    ${{ licence: { number: 'x' } }}                        | ${'licence.issuedOn'}
    ${{ licence: [] }}                                     | ${'licence'}
    ${{ licence: 'PTL' }}                                  | ${'licence'}
    ${{ profession: 'Physical Therapist' }}                | ${'profession'}
    ${{ jurisdiction: 'Colorado' }}                        | ${'jurisdiction'}
    ${{ legalName: 'a\u0000b' }}                           | ${'legalName'}
    ${{ roles: ['admin'] }}                                | ${'roles'}
  `('when they state $stated, then $path is refused', async ({ stated, path }) => {
    const { status, body } = await call(person, 'PATCH', '/me', stated);
    expect([status, body.code]).toEqual([400, 'validation-failed']);
    expect(body.errors.map((fault: { path: string }) => fault.path)).toContain(path);
  });

  it('then no table that cannot forget holds a name, an address or a licence number in the clear', async () => {
    await house
      .get(SignIn)
      .signIn({ email: person.email, password: person.password, address: '203.0.113.9', kind: 'api' });
    const { manager } = house.unitOfWork;
    const tables = await appendOnlyTables((sql) => manager.query(sql), house.settings.databaseUrl !== null);
    expect(tables).toEqual(
      expect.arrayContaining(['audit_entry', 'cohort_membership', 'practitioner_profile_version', 'role_grant']),
    );
    for (const table of tables) {
      const text = JSON.stringify(await manager.query(`SELECT * FROM "${table}"`)).toLowerCase();
      for (const secret of ['perpetua', 'quill', 'ptl.77', '203.0.113.9']) {
        expect([table, secret, text.includes(secret)]).toEqual([table, secret, false]);
      }
    }
    expect(await house.get(AuditTrail).verify()).toMatchObject({ firstBreak: null });
  });
});

describe('Given a house in which nobody is administrator yet', () => {
  let house: House;
  beforeAll(async () => {
    house = await aHouse();
  });
  afterAll(() => house.close());

  it('when its owner follows the printed link, then they are, once, and no further link is made', async () => {
    const first = house.get(FirstAdministrator);
    const stale = String(await first.link())
      .split('/')
      .at(-1)!;
    const url = String(await first.link());
    expect(url).toMatch(/^http:\/\/localhost:3000\/set-up\/[\w-]{43}$/);
    const token = url.split('/').at(-1)!;
    const owner = { email: 'owner@example.org', password: PASSWORD, name: 'Odile Marchetti' };

    expect([await first.maySetUp(stale), await first.maySetUp(token)]).toEqual([false, true]);
    await expect(first.setUp(stale, owner)).rejects.toMatchObject({ code: 'link-not-valid' });
    const { id } = await first.setUp(token, owner);
    await expect(first.setUp(token, { ...owner, email: 'thief@example.org' })).rejects.toMatchObject({
      code: 'link-not-valid',
    });
    expect(await first.link()).toBeNull();
    expect(await house.get(People).get(id)).toMatchObject({ roles: ['admin'], emailConfirmed: true });
  });
});
