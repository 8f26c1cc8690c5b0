import { aBrowser, Browser } from '../../../test/support/a-browser';
import { lettersTo } from '../../../test/support/mail';
import { aSchool, School } from '../../../test/support/a-school';
import { aPerson } from '../../../test/support/people';
import { People } from '../../identity/people.service';

describe('Given the administration of a school', () => {
  let school: School;
  let admin: Browser;
  let auditor: Browser;
  beforeAll(async () => {
    school = await aSchool();
    admin = await aBrowser(school.house, school.people.admin);
    auditor = await aBrowser(school.house, school.people.auditor);
  });
  afterAll(() => school.house.close());

  const rolesOf = async (id: string) => (await school.house.get(People).get(id)).roles;

  it.each(['/admin', '/admin/invitations', '/admin/assessors', '/admin/audit'])(
    'when a trainee asks for %s, then it is not for this account',
    async (address) => {
      expect((await (await aBrowser(school.house, school.people.trainee)).open(address)).status).toBe(403);
    },
  );

  it('when somebody is sought by part of a name in any case, then they are found, and others are not', async () => {
    const { html } = await admin.open('/admin?q=oKAf');
    expect(html).toContain('Tamsin Okafor');
    expect(html).not.toContain('registrar@example.org');
  });

  it('when a percent sign is sought, then it stands for itself', async () => {
    expect((await admin.open('/admin?q=%25')).html).toContain('Nobody is found');
  });

  it('when a role is given, then it is held, and the page says so after a redirect', async () => {
    const { id } = await aPerson(school.house, { name: 'Wren Castellanos' });
    const answer = await admin.send(`/admin/people/${id}/roles`, { role: 'assessor' });
    expect(answer).toMatchObject({ status: 303, location: `/admin/people/${id}` });
    expect(await rolesOf(id)).toEqual(['trainee', 'assessor']);
  });

  it('when a role is taken, then it is gone', async () => {
    const { id } = await aPerson(school.house, { roles: ['trainee', 'instructor'] });
    expect((await admin.send(`/admin/people/${id}/roles/instructor/removal`)).status).toBe(303);
    expect(await rolesOf(id)).toEqual(['trainee']);
  });

  it('when the last administrator would stop being one, then the page says what to do first', async () => {
    const { id } = school.people.admin;
    const answer = await admin.send(`/admin/people/${id}/roles/admin/removal`);
    expect(answer.status).toBe(422);
    expect(answer.html).toContain('Give somebody else that role first');
  });

  it('when an invitation names no role, then the form comes back with what was typed', async () => {
    const answer = await admin.send('/admin/invitations', { email: 'new@example.test', name: 'New Person' });
    expect(answer.status).toBe(400);
    expect(answer.html).toContain('value="new@example.test"');
    expect(answer.html).toContain('Roles are needed');
  });

  it('when an invitation is whole, then the letter goes out and the page lists it as open', async () => {
    const answer = await admin.send('/admin/invitations', {
      email: 'new@example.test',
      name: '',
      roles: ['assessor', 'instructor'],
    });
    expect(answer.status).toBe(303);
    expect(await lettersTo(school.house, 'new@example.test')).toHaveLength(1);
    expect((await admin.open('/admin/invitations')).html).toContain('new@example.test');
  });

  it('when an assessor is appointed for some competencies and the appointment is ended, then both are shown', async () => {
    const { id } = await aPerson(school.house, { roles: ['assessor'] });
    const appoint = (fields: object) =>
      admin.send(`/admin/people/${id}/appointments`, { reach: 'these', regionTiers: '1', lastDay: '', ...fields });

    const refused = await appoint({});
    expect(refused.status).toBe(400);
    expect(refused.html).toContain('names at least one');

    expect((await appoint({ competencies: ['C11', 'C36'] })).status).toBe(303);
    expect((await admin.open(`/admin/people/${id}`)).html).toContain('C11, C36');
    expect((await admin.send(`/admin/people/${id}/appointments/end`)).status).toBe(303);
    expect((await admin.open(`/admin/people/${id}`)).html).toContain('Ended on');
    expect((await admin.send(`/admin/people/${id}/appointments/end`)).status).toBe(409);
  });

  it('when an auditor looks, then they see people and the trail, without anything to press but checking the chain', async () => {
    const { html } = await auditor.open(`/admin/people/${school.people.trainee.id}`);
    expect(html).toContain('Tamsin Okafor');
    expect(html).not.toContain('/roles');
    const checked = await auditor.send('/admin/audit/check');
    expect(checked.status).toBe(200);
    expect(checked.html).toMatch(/All \d+ entries fit/);
  });

  it.each(['/admin/people/nobody', '/admin/people/00000000-0000-7000-8000-000000000000'])(
    'when %s is asked for, then nothing is there',
    async (address) => expect((await admin.open(address)).status).toBe(404),
  );

  it('when a list is asked for with a cursor that nobody gave out, then that is said, and nothing breaks', async () => {
    expect((await admin.open('/admin?after=%00%00')).status).toBe(400);
  });
});
