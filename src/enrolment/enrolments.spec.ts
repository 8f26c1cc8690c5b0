import type { InjectOptions } from 'fastify';
import { aHouse, House } from '../../test/support/a-house';
import { aPerson, TestPerson } from '../../test/support/people';
import { AuditTrail } from '../audit/audit-trail';
import { lessonsOf, ProgrammeVersion } from '../catalogue/programme';
import { Programmes } from '../catalogue/programmes.service';
import { aDesk, Desk } from '../catalogue/testing/a-programme';
import { idOfName } from '../kernel/ids';
import { Enrolments } from './enrolments.service';

const CONTAINER = idOfName('short/lesson/sharps/basics/container');
const RECAPPING = idOfName('short/lesson/sharps/basics/recapping');
const NOWHERE = idOfName('short/lesson/nowhere');
const DAY = 86_400_000;

let house: House;
let desk: Desk;
let version: ProgrammeVersion;

beforeAll(async () => {
  desk = aDesk();
  house = await aHouse({ environment: { COURSES_DIR: desk.dir } });
  await house.get(Programmes).load();
  version = await house.get(Programmes).running('short');
});
afterAll(async () => {
  await house.close();
  desk.clear();
});

async function ask(who: TestPerson, method: 'GET' | 'POST' | 'PUT', path: string, payload?: object) {
  const request: InjectOptions = { method, url: `/api/v1/${path}`, headers: who.headers, payload };
  const reply = await house.app.inject(request);
  return {
    status: reply.statusCode,
    body: (reply.body === '' ? null : reply.json()) as Record<string, never> & { id: string },
  };
}

const enrol = (who: TestPerson) => ask(who, 'POST', 'enrolments', { programme: 'short' });

/** Puts people into one cohort, so that those who teach see the others. */
async function together(...people: TestPerson[]) {
  const registrar = await aPerson(house, { roles: ['registrar'] });
  const { body } = await ask(registrar, 'POST', 'cohorts', { name: 'A cohort' });
  for (const { id } of people) await ask(registrar, 'PUT', `cohorts/${body.id}/members/${id}`);
}

describe('Given a trainee', () => {
  let trainee: TestPerson;
  beforeEach(async () => {
    trainee = await aPerson(house);
  });

  it('when they enrol, then they are on the version that runs', async () => {
    const { status, body } = await enrol(trainee);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      programme: 'short',
      personId: trainee.id,
      programmeVersion: { id: version.id, digest: version.digest },
    });
    expect((await ask(trainee, 'GET', 'enrolments')).body).toEqual({ items: [body], next: null });
    expect((await ask(trainee, 'GET', 'enrolments?limit=1')).body).toEqual({ items: [body], next: null });
    expect((await ask(trainee, 'GET', `enrolments/${body.id}`)).body).toEqual(body);
  });

  it('when they enrol twice at once, then one request wins and the other is told where to go on', async () => {
    const answers = await Promise.all([enrol(trainee), enrol(trainee), enrol(trainee)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const { id } = answers.find(({ status }) => status === 201)!.body;
    for (const { body } of answers.filter(({ status }) => status === 409)) {
      expect(body).toMatchObject({ code: 'already-enrolled', enrolment: id });
    }
    expect(await house.get(Enrolments).ofPerson(trainee.id)).toHaveLength(1);
  });

  it.each([
    [{ programme: 'none' }, 404, 'not-found'],
    [{ programme: '../short' }, 400, 'validation-failed'],
    [{ programme: 'short', version: 'x' }, 400, 'validation-failed'],
    [{}, 400, 'validation-failed'],
  ])('when they send %j to enrol, then it is %i', async (body, status, code) => {
    expect(await ask(trainee, 'POST', 'enrolments', body)).toMatchObject({ status, body: { code } });
  });

  it('when they complete a lesson without being enrolled, then they are told to enrol', async () => {
    expect(await ask(trainee, 'PUT', `lessons/${CONTAINER}/completion`)).toMatchObject({
      status: 422,
      body: { code: 'not-enrolled', programme: 'short' },
    });
  });

  it('when there is no such lesson, then it is not found', async () => {
    expect((await ask(trainee, 'GET', `lessons/${NOWHERE}`)).status).toBe(404);
    expect((await ask(trainee, 'PUT', `lessons/${NOWHERE}/completion`)).status).toBe(404);
    expect((await ask(trainee, 'GET', 'lessons/no-uuid')).status).toBe(400);
  });

  it('when they read a lesson, then it comes as a page with what it rests on', async () => {
    await enrol(trainee);
    const { body } = await ask(trainee, 'GET', `lessons/${CONTAINER}`);
    expect(body).toMatchObject({
      id: CONTAINER,
      title: 'The container',
      minutes: 45,
      course: { slug: 'sharps' },
      competencies: [{ id: 'C01', title: 'Handles sharps' }],
      references: [{ id: 'somebody-2020', doi: '10.1000/182' }],
      facts: [{ id: 'F1.01', mark: 'A' }],
      approval: { status: 'unapproved' },
      programmeVersion: { id: version.id },
      completedAt: null,
      previous: null,
      next: { id: RECAPPING, title: 'Recapping' },
    });
    expect(body.html).toContain('<a href="#ref-somebody-2020">there</a>');
  });

  it('when they complete a lesson again, or twice at once, then it counts once', async () => {
    const { id } = (await enrol(trainee)).body;
    const complete = () => ask(trainee, 'PUT', `lessons/${CONTAINER}/completion`);
    const answers = [...(await Promise.all([complete(), complete()])), await complete()];
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204]);
    expect((await ask(trainee, 'GET', `enrolments/${id}/progress`)).body).toMatchObject({
      lessons: { done: 1, total: 2 },
      contactHours: { done: 0.75, total: 1.5 },
      modules: [
        {
          course: 'sharps',
          module: 'basics',
          done: 1,
          total: 2,
          quizzes: [{ id: idOfName('short/quiz/final'), slug: 'final' }],
        },
      ],
      next: { id: RECAPPING },
    });
    const completions = await house
      .get(Enrolments)
      .completionsOf(trainee.id, new Date(house.clock.now().getTime() + 1));
    expect(completions).toMatchObject([
      { lessonId: CONTAINER, programme: 'short', minutes: 45, subject: 'dry-needling', mode: 'didactic' },
    ]);
    expect(await house.get(Enrolments).completionsOf(trainee.id, house.clock.now())).toEqual([]);
  });

  it('when somebody else asks for their enrolment, then only those who may see them find it', async () => {
    const { id } = (await enrol(trainee)).body;
    const [other, teacher, stranger, registrar, clinic] = await Promise.all([
      aPerson(house),
      aPerson(house, { roles: ['instructor'] }),
      aPerson(house, { roles: ['instructor'] }),
      aPerson(house, { roles: ['registrar'] }),
      aPerson(house, { roles: ['clinic'] }),
    ]);
    await together(teacher, trainee);
    const statuses = await Promise.all(
      [other, stranger, clinic, teacher, registrar].map(
        async (who) => (await ask(who, 'GET', `enrolments/${id}/progress`)).status,
      ),
    );
    expect(statuses).toEqual([404, 404, 404, 200, 200]);
    expect((await ask(teacher, 'GET', `enrolments?personId=${trainee.id}`)).body).toMatchObject({ items: [{ id }] });
    expect((await ask(stranger, 'GET', `enrolments?personId=${trainee.id}`)).status).toBe(404);
  });
});

describe('Given an instructor who makes a cohort', () => {
  it.each([
    [{ name: 'Autumn intake', programme: 'short' }, 201],
    [{ name: 'Open evening', programme: null }, 201],
    [{ name: 'Open evening' }, 201],
  ])('when they send %j, then it is made', async (sent, status) => {
    const instructor = await aPerson(house, { roles: ['instructor'] });
    const { programme = null } = sent as { programme?: string | null };
    expect(await ask(instructor, 'POST', 'cohorts', sent)).toMatchObject({ status, body: { programme } });
  });

  it('when they name a programme that nobody teaches here, then they are told so', async () => {
    const instructor = await aPerson(house, { roles: ['instructor'] });
    expect(await ask(instructor, 'POST', 'cohorts', { name: 'Autumn intake', programme: 'none' })).toMatchObject({
      status: 400,
      body: { code: 'validation-failed', errors: [{ path: 'programme' }] },
    });
    expect((await ask(instructor, 'GET', 'cohorts')).body).toMatchObject({ items: [] });
  });
});

describe('Given somebody of the staff who is not enrolled', () => {
  it('when they read a lesson, then it is the one that runs', async () => {
    const assessor = await aPerson(house, { roles: ['assessor'] });
    expect(await ask(assessor, 'GET', `lessons/${CONTAINER}`)).toMatchObject({
      status: 200,
      body: { programmeVersion: { id: version.id } },
    });
    expect((await ask(assessor, 'PUT', `lessons/${CONTAINER}/completion`)).status).toBe(403);
    expect((await enrol(assessor)).status).toBe(403);
  });
});

describe('Given a day of teaching', () => {
  let trainee: TestPerson;
  let instructor: TestPerson;
  beforeAll(async () => {
    trainee = await aPerson(house);
    instructor = await aPerson(house, { roles: ['instructor', 'trainee'] });
    await together(trainee, instructor);
  });

  const today = () => house.clock.now().toISOString().slice(0, 10);
  const tomorrow = () => new Date(house.clock.now().getTime() + DAY).toISOString().slice(0, 10);
  const statement = (changes: object = {}) => ({
    personId: trainee.id,
    heldOn: today(),
    delivery: 'in-person',
    title: 'Practical day 1',
    items: [
      { subject: 'dry-needling', mode: 'practical', minutes: 225 },
      { subject: 'emergencies', minutes: 60 },
    ],
    ...changes,
  });

  it('when the instructor attests it, then its minutes count as they were', async () => {
    await enrol(trainee);
    const { status, body } = await ask(instructor, 'POST', 'attendances', statement());
    expect(status).toBe(201);
    expect(body).toMatchObject({
      title: 'Practical day 1',
      attestedBy: instructor.id,
      items: [{ minutes: 225 }, { mode: null, minutes: 60 }],
    });
    const after = new Date(house.clock.now().getTime() + 1);
    const [attendance] = await house.get(Enrolments).attendancesOf(trainee.id, after);
    expect(attendance).toMatchObject({ id: body.id, heldOn: today(), delivery: 'in-person' });
    expect(attendance.title).not.toContain('Practical');
    const enrolment = await house.get(Enrolments).of(trainee.id, 'short');
    expect((await house.get(Enrolments).progressOf(enrolment!)).contactHours).toEqual({ done: 3.75, total: 1.5 });
  });

  it.each<[what: string, changes: () => object, status: number, code: string]>([
    ['is still to come', () => ({ heldOn: tomorrow() }), 422, 'date-not-allowed'],
    ['is the instructor’s own', () => ({ personId: instructor.id }), 422, 'self-assessment'],
    ['is that of a stranger', () => ({ personId: NOWHERE }), 404, 'not-found'],
    [
      'has more minutes than a day',
      () => ({
        items: [
          { subject: 'a', minutes: 1000 },
          { subject: 'b', minutes: 441 },
        ],
      }),
      422,
      'minutes-implausible',
    ],
    ['does not exist', () => ({ heldOn: '2026-02-30' }), 400, 'validation-failed'],
    ['has no minutes', () => ({ items: [] }), 400, 'validation-failed'],
    ['has half a minute', () => ({ items: [{ subject: 'a', minutes: 0.5 }] }), 400, 'validation-failed'],
    [
      'names a person as its subject',
      () => ({ items: [{ subject: 'Jane Doe', minutes: 5 }] }),
      400,
      'validation-failed',
    ],
    ['has an unknown delivery', () => ({ delivery: 'by-post' }), 400, 'validation-failed'],
    ['says more than it may', () => ({ attestedBy: instructor.id }), 400, 'validation-failed'],
    ['has items that are none', () => ({ items: ['x'] }), 400, 'validation-failed'],
  ])('when it %s, then it is refused', async (_, changes, status, code) => {
    expect(await ask(instructor, 'POST', 'attendances', statement(changes()))).toMatchObject({
      status,
      body: { code },
    });
  });

  it('when an instructor of another cohort attests it, then the person is not theirs to see', async () => {
    const stranger = await aPerson(house, { roles: ['instructor'] });
    expect((await ask(stranger, 'POST', 'attendances', statement())).status).toBe(404);
    expect((await ask(trainee, 'POST', 'attendances', statement())).status).toBe(403);
  });
});

describe('Given an enrolment and a programme that changed since', () => {
  let trainee: TestPerson;
  let enrolmentId: string;
  let newer: ProgrammeVersion;

  beforeAll(async () => {
    trainee = await aPerson(house);
    enrolmentId = (await enrol(trainee)).body.id;
    await ask(trainee, 'PUT', `lessons/${CONTAINER}/completion`);
    desk.write({
      'courses/sharps/basics/container.md': ['Needles go', 'All needles go'],
      'courses/sharps/course.yaml': ['[container, recapping]', '[container, recapping, bins]'],
      'courses/sharps/basics/bins.md': [/^/, lessonText()],
    });
    await house.get(Programmes).load();
    newer = await house.get(Programmes).running('short');
  });

  /** The text of another lesson, for a new file. */
  function lessonText(): string {
    const { lesson } = lessonsOf(version.content)[1];
    return `---\n${JSON.stringify({ title: 'Bins', minutes: 10, outcomes: lesson.outcomes, competencies: ['C01'], facts: ['F1.01'], references: lesson.references })}\n---\n\nText.\n`;
  }

  it('when they go on reading, then it is the version that they began', async () => {
    expect(newer.id).not.toBe(version.id);
    const { body } = await ask(trainee, 'GET', `lessons/${CONTAINER}`);
    expect(body.html).toContain('Needles go');
    expect(body.programmeVersion).toMatchObject({ id: version.id });
    expect((await ask(trainee, 'GET', `enrolments/${enrolmentId}/progress`)).body).toMatchObject({
      lessons: { done: 1, total: 2 },
    });
  });

  it('when they complete a lesson that their version does not have, then it does not count', async () => {
    const bins = idOfName('short/lesson/sharps/basics/bins');
    expect(await ask(trainee, 'PUT', `lessons/${bins}/completion`)).toMatchObject({
      status: 422,
      body: { code: 'not-enrolled' },
    });
  });

  it('when somebody enrols now, then they begin the new one', async () => {
    const late = await aPerson(house);
    expect((await enrol(late)).body.programmeVersion).toMatchObject({ id: newer.id });
  });

  it('when a registrar moves them, then they read the new one, and what they completed stays', async () => {
    const registrar = await aPerson(house, { roles: ['registrar'] });
    const move = { programmeVersion: newer.id, reason: 'The text was corrected' };
    expect((await ask(trainee, 'POST', `enrolments/${enrolmentId}/moves`, move)).status).toBe(403);
    expect(
      await ask(registrar, 'POST', `enrolments/${enrolmentId}/moves`, { ...move, programmeVersion: NOWHERE }),
    ).toMatchObject({ status: 404 });
    expect(await ask(registrar, 'POST', `enrolments/${enrolmentId}/moves`, move)).toMatchObject({
      status: 201,
      body: { id: enrolmentId, programmeVersion: { id: newer.id } },
    });
    expect((await ask(trainee, 'GET', `lessons/${CONTAINER}`)).body.html).toContain('All needles go');
    expect((await ask(trainee, 'GET', `enrolments/${enrolmentId}/progress`)).body).toMatchObject({
      lessons: { done: 1, total: 3 },
    });
    const { items } = await house.get(AuditTrail).list({ limit: 200 });
    const entry = items.find(({ action }) => action === 'enrolment.moved');
    expect(entry?.facts).toEqual({ from: version.id, to: newer.id });
  });
});
