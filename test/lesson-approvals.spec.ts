import { AuditTrail } from '../src/audit/audit-trail';
import { CertificateRegister } from '../src/certification/register.service';
import { aBrowser } from './support/a-browser';
import { aSchool, PROGRAMME, School } from './support/a-school';
import { SCHEME, train } from './support/training';
import type { TestPerson } from './support/people';

const APPROVAL = {
  ...{ approver: 'Dr Ada Tinney', qualification: 'Consultant physiotherapist, HCPC PH000000' },
  approvedOn: '2026-11-20',
};

describe('Given a programme that nobody qualified has approved', () => {
  let school: School;
  let [trainee, instructor, registrar, registrar2]: TestPerson[] = [];
  let lessons: { id: string; title: string; digest: string; state: string; approvals: { id: string }[] }[];

  const listed = async () => (await school.get(trainee, `programmes/${PROGRAMME}/lesson-approvals`)).body;
  const approve = (who: TestPerson, lesson: string, more: object = {}) =>
    school.post(who, `programmes/${PROGRAMME}/lessons/${lesson}/approvals`, { ...APPROVAL, ...more });
  const withdraw = (who: TestPerson, id: string, reason = 'A mistake was found.') =>
    school.post(who, `lesson-approvals/${id}/withdrawal`, { reason });

  beforeAll(async () => {
    school = await aSchool();
    ({ trainee, instructor, registrar, registrar2 } = school.people);
    lessons = (await listed()).items;
  });
  afterAll(() => school.house.close());

  it('when nothing was recorded, then every lesson, quiz and outline says so', async () => {
    expect(await listed()).toMatchObject({ status: 'unapproved', approved: 0, total: lessons.length });
    expect((await school.get(trainee, `lessons/${lessons[0].id}`)).body.approval.status).toBe('unapproved');
    const browser = await aBrowser(school.house, trainee);
    expect((await browser.open(`/learn/lessons/${lessons[0].id}`)).html).toContain('Not approved');
  });

  it.each`
    but                             | status | code
    ${{ approver: '' }}             | ${400} | ${'validation-failed'}
    ${{ qualification: ' ' }}       | ${400} | ${'validation-failed'}
    ${{ approvedOn: '2026-11-23' }} | ${400} | ${'validation-failed'}
    ${{ approvedOn: '2026-02-29' }} | ${400} | ${'validation-failed'}
    ${{ digest: 'f'.repeat(64) }}   | ${409} | ${'lesson-changed'}
  `('when it is recorded with $but, then it is refused: $status $code', async ({ but, status, code }) => {
    const answer = await approve(registrar, lessons[0].id, but);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect((await listed()).approved).toBe(0);
  });

  it('when somebody else than a registrar records one, or of no such lesson, then they are refused', async () => {
    expect((await approve(trainee, lessons[0].id)).status).toBe(403);
    expect((await approve(instructor, lessons[0].id)).status).toBe(403);
    expect((await approve(registrar, '01900000-0000-7000-8000-000000000000')).status).toBe(404);
  });

  it('when two registrars record the same at once, then it stands once, in the audit trail, and is read on the page', async () => {
    const { id, digest } = lessons[0];
    const answers = await Promise.all([approve(registrar, id, { digest }), approve(registrar2, id, { digest })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect((await listed()).items[0]).toMatchObject({ state: 'approved', approvals: [APPROVAL] });
    const browser = await aBrowser(school.house, trainee);
    const { html } = await browser.open(`/learn/lessons/${id}`);
    expect(html).toContain('Approved by Dr Ada Tinney, Consultant physiotherapist');
    expect(html).not.toContain('Not approved');
    expect((await browser.open('/learn')).html).toContain(`1 of ${lessons.length} lessons is approved.`);
    const { items } = await school.house.get(AuditTrail).list({}, { subjectId: id });
    expect(items).toMatchObject([{ action: 'lesson.approved', facts: { approvedOn: '2026-11-20', digest } }]);
  });

  it('when it is withdrawn, then it counts no more, once, and may be recorded again', async () => {
    const [{ id, approvals }] = (await listed()).items;
    expect((await withdraw(trainee, approvals[0].id)).status).toBe(403);
    expect((await withdraw(registrar, approvals[0].id, '')).status).toBe(400);
    const answers = await Promise.all([withdraw(registrar, approvals[0].id), withdraw(registrar2, approvals[0].id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect((await listed()).items[0]).toMatchObject({ state: 'unapproved', approvals: [] });
    expect((await approve(registrar, id)).status).toBe(201);
  });

  it('when a registrar ticks lessons on the page, then all of them are recorded, or none', async () => {
    const browser = await aBrowser(school.house, registrar);
    const boxes = lessons.slice(1).map(({ id, digest }) => `${id} ${digest}`);
    const form = { programme: PROGRAMME, ...APPROVAL, lessons: [...boxes, `${lessons[0].id} ${lessons[0].digest}`] };
    const refused = await browser.send('/registry/content', form);
    expect(refused.status).toBe(409);
    expect(refused.html).toContain('already');
    expect((await listed()).approved).toBe(1);
    const { location } = await browser.send('/registry/content', { ...form, lessons: boxes });
    expect(location).toContain('/registry/content');
    expect(await listed()).toMatchObject({ status: 'approved', note: `All ${lessons.length} lessons are approved.` });
    expect((await (await aBrowser(school.house, trainee)).open('/learn')).html).not.toContain('Not approved');
    expect((await browser.send('/registry/content', { ...form, lessons: [] })).html).toContain('choose one at least');
  });

  it('when a certificate is issued afterwards, then it freezes that all it rests on is approved', async () => {
    await train(school, trainee);
    await school.patch(trainee, 'me', { legalName: 'Ada Tinney', profession: 'physical-therapist' });
    const request = { personId: trainee.id, scheme: SCHEME, jurisdiction: 'US-MD' };
    const { status, body } = await school.post(registrar, 'certificates', request);
    expect(status).toBe(201);
    const signed = await school.house.get(CertificateRegister).snapshotOf(body.id);
    expect(signed?.snapshot.programme.approval).toEqual({
      status: 'approved',
      note: `All ${lessons.length} lessons are approved.`,
    });
  });
});
