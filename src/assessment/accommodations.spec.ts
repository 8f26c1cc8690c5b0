import { Readable } from 'node:stream';
import { aHouse, House, NOON } from '../../test/support/a-house';
import { aCandidate, aProgrammeWith } from '../../test/support/a-quiz';
import { deliveriesIn, quizIdOf, quizWith, TRUE } from '../../test/support/deliveries';
import { aPerson, TestPerson } from '../../test/support/people';
import { AuditEntry } from '../audit/data/audit-entry.entity';
import { Cohorts } from '../identity/cohorts.service';
import { Vault } from '../vault/vault.service';
import { AttemptEvents } from './attempt-events.service';
import { AttemptNews } from './attempt-news';
import { AttemptTiming } from './data/attempt-timing.entity';

const MINUTE = 60_000;
const NOTHING = { response: true, marks: false, outcomes: false, feedback: false, key: false, rationale: false };

let house: House;
let deliveries: ReturnType<typeof deliveriesIn>;
let person: TestPerson;
let registrar: TestPerson;
let admin: TestPerson;
let instructor: TestPerson;
let stranger: TestPerson;

beforeAll(async () => {
  house = await aHouse();
  deliveries = deliveriesIn(house);
  await aProgrammeWith(house, [
    quizWith('plain'),
    quizWith('windowed', { closesAt: '2026-11-22T12:20:00.000Z' }),
    quizWith('revealing', {
      ...{ closesAt: '2026-11-22T12:20:00.000Z', review: 'feedback' },
      reviewMatrix: { during: NOTHING, after: NOTHING, later: NOTHING, closed: { ...NOTHING, key: true } },
    }),
    quizWith('strict', { timeOut: 'void' }),
  ]);
  [registrar, admin] = [await aPerson(house, { roles: ['registrar'] }), await aPerson(house, { roles: ['admin'] })];
  instructor = await aPerson(house, { roles: ['instructor'], name: 'Ines Tructor' });
  stranger = await aPerson(house, { roles: ['instructor'] });
});
beforeEach(async () => {
  house.clock.set(NOON);
  person = await aCandidate(house, { name: 'Zora Quick' });
  const actor = { kind: 'person', id: registrar.id, roles: ['registrar'], sessionId: '' } as const;
  const cohorts = house.get(Cohorts);
  const { id } = await cohorts.create(actor, { name: 'Autumn' });
  for (const member of [person, instructor]) await cohorts.add(actor, id, member.id);
});
afterAll(() => house.close());

describe('Given somebody who needs more time', () => {
  it('when they may still begin after the quiz has closed for others, then those are not shown the key before', async () => {
    const other = await aCandidate(house);
    const { body: begun } = await deliveries.start(other, 'revealing');
    await deliveries.submit(other, begun.id);
    const { body: granted } = await deliveries.allow(registrar, person.id, { factor: 1.5 });
    const keyAt = async (moment: string) => {
      house.clock.set(moment);
      return (await deliveries.load(other, begun.id)).body.review?.[0].key ?? null;
    };
    expect(await keyAt('2026-11-22T12:21:00.000Z')).toBeNull();
    expect(await keyAt('2026-11-22T12:35:00.000Z')).toBeNull();
    expect(await keyAt('2026-11-22T12:35:01.000Z')).toEqual(['Text apex']);
    house.clock.set('2026-11-22T12:30:00.000Z');
    await deliveries.call(registrar, 'POST', `/accommodations/${granted.id}/withdrawal`, { reason: 'By mistake.' });
    expect(await keyAt('2026-11-22T12:31:00.000Z')).toEqual(['Text apex']);
  });

  it('when half as much again is allowed, then deadline and window of every quiz move, and the attempt keeps on what it rests', async () => {
    const { status, body: granted } = await deliveries.allow(registrar, person.id, { factor: 1.5, breakMinutes: 10 });
    expect(status).toBe(201);
    const { body: plain } = await deliveries.start(person, 'plain');
    expect(plain).toMatchObject({ deadlineAt: '2026-11-22T12:45:00.000Z', breakSecondsLeft: 600 });
    const { body: quiz } = await deliveries.call(person, 'GET', `/quizzes/${quizIdOf('windowed')}`);
    expect(quiz).toMatchObject({
      closesAt: '2026-11-22T12:35:00.000Z',
      allowance: { factor: 1.5, breakMinutes: 10 },
    });
    house.clock.set('2026-11-22T12:30:00.000Z');
    const { body: windowed } = await deliveries.start(person, 'windowed');
    expect(windowed.deadlineAt).toBe('2026-11-22T12:35:00.000Z');
    const [kept] = await house.unitOfWork.manager.getRepository(AttemptTiming).findBy({ attemptId: plain.id });
    expect(kept).toMatchObject({
      timeLimitMinutes: 30,
      factor: 1.5,
      breakMinutes: 10,
      closesAt: null,
      accommodationIds: [granted.id],
    });
    expect((await deliveries.start(await aCandidate(house), 'windowed')).body.code).toBe('quiz-closed');
  });

  it('when it has ended or was withdrawn, then it counts no more; attempts that began with it keep it', async () => {
    const { body: first } = await deliveries.allow(admin, person.id, { factor: 2, endsOn: '2026-11-22' });
    const { body: attempt } = await deliveries.start(person, 'plain');
    expect(attempt.deadlineAt).toBe('2026-11-22T13:00:00.000Z');
    house.clock.advance(MINUTE);
    const withdrawal = `/accommodations/${first.id}/withdrawal`;
    expect((await deliveries.call(registrar, 'POST', withdrawal, { reason: 'Not needed' })).status).toBe(201);
    expect((await deliveries.call(registrar, 'POST', withdrawal, { reason: 'Twice' })).status).toBe(409);
    expect((await deliveries.load(person, attempt.id)).body.deadlineAt).toBe('2026-11-22T13:00:00.000Z');
    expect((await deliveries.start(person, 'strict')).body.deadlineAt).toBe('2026-11-22T12:31:00.000Z');
    const { body: mine } = await deliveries.call(person, 'GET', '/me/accommodations');
    expect(mine).toMatchObject([
      { id: first.id, inForce: false, factor: 2, withdrawn: { reason: 'Not needed', at: '2026-11-22T12:01:00.000Z' } },
    ]);
  });

  it.each`
    by              | more                                   | status | code
    ${'registrar'}  | ${{ factor: 1.25 }}                    | ${201} | ${undefined}
    ${'admin'}      | ${{ breakMinutes: 15 }}                | ${201} | ${undefined}
    ${'person'}     | ${{ factor: 1.25 }}                    | ${403} | ${'forbidden'}
    ${'instructor'} | ${{ factor: 1.25 }}                    | ${403} | ${'forbidden'}
    ${'registrar'}  | ${{}}                                  | ${400} | ${'validation-failed'}
    ${'registrar'}  | ${{ factor: 0.5 }}                     | ${400} | ${'validation-failed'}
    ${'registrar'}  | ${{ factor: 1.234 }}                   | ${400} | ${'validation-failed'}
    ${'registrar'}  | ${{ factor: 2, endsOn: '2026-11-21' }} | ${400} | ${'validation-failed'}
    ${'registrar'}  | ${{ factor: 2, endsOn: '2027-02-29' }} | ${400} | ${'validation-failed'}
    ${'registrar'}  | ${{ factor: 2, reason: '' }}           | ${400} | ${'validation-failed'}
  `('when $by allows $more, then it is $status $code', async ({ by, more, status, code }) => {
    const who = { registrar, admin, person, instructor }[by as 'registrar'];
    const answer = await deliveries.allow(who, person.id, more);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('when a registrar who learns too allows it to themselves, then a second person is asked for', async () => {
    const both = await aPerson(house, { roles: ['registrar', 'trainee'] });
    expect(await deliveries.allow(both, both.id, { factor: 2 })).toMatchObject({
      status: 422,
      body: { code: 'second-person-required' },
    });
  });

  it('when the person is erased, then the reason is gone, and who did what is still known', async () => {
    const { body } = await deliveries.allow(registrar, person.id, { factor: 1.25, reason: 'dyslexia' });
    expect(body.reason).toBe('dyslexia');
    await house.unitOfWork.run(() => house.get(Vault).erase(person.id));
    const { body: list } = await deliveries.call(registrar, 'GET', `/people/${person.id}/accommodations`);
    expect(list).toMatchObject([{ id: body.id, reason: null, factor: 1.25 }]);
    const entries = await house.unitOfWork.manager.getRepository(AuditEntry).findBy({ subjectId: body.id });
    expect(entries).toMatchObject([{ action: 'accommodation.granted', actorId: registrar.id }]);
    expect(JSON.stringify(entries)).not.toContain('dyslexia');
  });
});

describe('Given minutes added to an attempt that runs until 12:30', () => {
  it('when an instructor of the cohort or a registrar adds some, then they add up, and the deadline counts everywhere', async () => {
    const { body: attempt } = await deliveries.start(person, 'strict');
    expect(await deliveries.addTime(instructor, attempt.id, 10)).toMatchObject({
      status: 201,
      body: { deadlineAt: '2026-11-22T12:40:00.000Z', addedMinutes: 10 },
    });
    expect((await deliveries.addTime(registrar, attempt.id, 5)).body.deadlineAt).toBe('2026-11-22T12:45:00.000Z');
    house.clock.set('2026-11-22T12:45:00.000Z');
    expect((await deliveries.save(person, attempt.id, 3, 1, TRUE)).status).toBe(200);
    expect((await deliveries.load(person, attempt.id)).body).toMatchObject({
      state: 'open',
      deadlineAt: '2026-11-22T12:45:00.000Z',
      addedMinutes: 15,
    });
    expect((await deliveries.call(person, 'GET', '/attempts')).body.items[0].deadlineAt).toBe(
      '2026-11-22T12:45:00.000Z',
    );
    house.clock.advance(1);
    expect((await deliveries.submit(person, attempt.id)).body.code).toBe('attempt-void');
    expect((await deliveries.load(person, attempt.id)).body).toMatchObject({ endedAt: '2026-11-22T12:45:00.000Z' });
  });

  it.each`
    by              | status | code
    ${'person'}     | ${403} | ${'forbidden'}
    ${'admin'}      | ${403} | ${'forbidden'}
    ${'stranger'}   | ${404} | ${'not-found'}
    ${'instructor'} | ${201} | ${undefined}
  `('when $by adds some, then it is $status $code', async ({ by, status, code }) => {
    const { body: attempt } = await deliveries.start(person, 'plain');
    const who = { person, admin, stranger, instructor }[by as 'person'];
    const answer = await deliveries.addTime(who, attempt.id, 5);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('when the attempt has ended, then none can be added', async () => {
    const { body: attempt } = await deliveries.start(person, 'plain');
    house.clock.set('2026-11-22T12:30:20.001Z');
    expect(await deliveries.addTime(instructor, attempt.id, 5)).toMatchObject({
      status: 409,
      body: { code: 'attempt-closed' },
    });
  });

  it('when those who run are listed, then an instructor sees their own people, how far they are and nothing of their answers', async () => {
    const other = await aCandidate(house);
    const { body: attempt } = await deliveries.start(person, 'plain');
    await deliveries.start(other, 'plain');
    await deliveries.save(person, attempt.id, 3, 1, TRUE);
    const list = async (who: TestPerson) =>
      (await deliveries.call(who, 'GET', `/quizzes/${quizIdOf('plain')}/running-attempts`)).body.items;
    const own = (await list(instructor)).filter(({ attemptId }: { attemptId: string }) => attemptId === attempt.id);
    expect(own).toMatchObject([
      { person: { id: person.id, name: 'Zora Quick' }, answered: 1, asked: 5, lastSavedAt: NOON, onBreakSince: null },
    ]);
    expect(JSON.stringify(own)).not.toContain('choice');
    const ids = (await list(instructor)).map((one: { person: { id: string } }) => one.person.id);
    expect(ids).not.toContain(other.id);
    expect(await list(stranger)).toEqual([]);
    expect((await list(registrar)).map((one: { person: { id: string } }) => one.person.id)).toContain(other.id);
  });
});

describe('Given a candidate who may stop the clock for 10 minutes', () => {
  beforeEach(() => deliveries.allow(registrar, person.id, { breakMinutes: 10 }));

  it('when a break is taken, then nothing is saved during it, the deadline moves by it, and it is refused once used up', async () => {
    const { body: attempt } = await deliveries.start(person, 'plain');
    house.clock.set('2026-11-22T12:10:00.000Z');
    expect((await deliveries.takeBreak(person, attempt.id, true)).body).toMatchObject({
      onBreakSince: '2026-11-22T12:10:00.000Z',
    });
    expect((await deliveries.takeBreak(person, attempt.id, true)).status).toBe(200);
    house.clock.set('2026-11-22T12:14:00.000Z');
    expect(await deliveries.save(person, attempt.id, 3, 1, TRUE)).toMatchObject({
      status: 409,
      body: { code: 'on-break' },
    });
    expect((await deliveries.takeBreak(person, attempt.id, false)).body).toEqual({
      deadlineAt: '2026-11-22T12:34:00.000Z',
      graceSeconds: 20,
      addedMinutes: 0,
      onBreakSince: null,
      breakSecondsLeft: 360,
    });
    expect((await deliveries.save(person, attempt.id, 3, 1, TRUE)).status).toBe(200);
    await deliveries.takeBreak(person, attempt.id, true);
    // Nobody ends it: it ends by itself when the allowance is used up.
    house.clock.set('2026-11-22T12:20:00.000Z');
    expect((await deliveries.save(person, attempt.id, 3, 2, null)).status).toBe(200);
    expect((await deliveries.load(person, attempt.id)).body).toMatchObject({
      deadlineAt: '2026-11-22T12:40:00.000Z',
      onBreakSince: null,
      breakSecondsLeft: 0,
    });
    expect((await deliveries.takeBreak(person, attempt.id, true)).body.code).toBe('no-break-left');
    house.clock.set('2026-11-22T12:40:20.001Z');
    expect((await deliveries.takeBreak(person, attempt.id, true)).body.code).toBe('attempt-closed');
  });

  it('when no breaks were allowed, or it is somebody else’s attempt, then the clock goes on', async () => {
    const other = await aCandidate(house);
    const { body: attempt } = await deliveries.start(other, 'plain');
    expect((await deliveries.takeBreak(other, attempt.id, true)).body.code).toBe('no-break-left');
    expect((await deliveries.takeBreak(person, attempt.id, true)).status).toBe(404);
  });
});

describe('Given a browser that listens to the time of an attempt', () => {
  /** What the stream says, event by event; heartbeats left out. */
  async function* eventsOf(stream: Readable): AsyncGenerator<Record<string, unknown>> {
    for await (const chunk of stream) {
      const data = /^data: (.*)$/m.exec(String(chunk));
      if (data) yield JSON.parse(data[1]) as Record<string, unknown>;
    }
  }
  const listen = async (attemptId: string) => eventsOf(await house.get(AttemptEvents).open(attemptId, person.id));

  it('when minutes are added and a break begins, then it is told at once; when it is handed in, then the stream ends', async () => {
    await deliveries.allow(registrar, person.id, { breakMinutes: 10 });
    const { body: attempt } = await deliveries.start(person, 'plain');
    const events = await listen(attempt.id);
    const next = async () => (await events.next()).value;
    expect(await next()).toMatchObject({ deadlineAt: '2026-11-22T12:30:00.000Z', serverTime: NOON, isClosed: false });
    await deliveries.addTime(instructor, attempt.id, 7);
    expect(await next()).toMatchObject({ deadlineAt: '2026-11-22T12:37:00.000Z', addedMinutes: 7 });
    await deliveries.takeBreak(person, attempt.id, true);
    expect(await next()).toMatchObject({ onBreakSince: NOON });
    await deliveries.submit(person, attempt.id);
    expect(await next()).toMatchObject({ isClosed: true });
    expect((await events.next()).done).toBe(true);
  });

  it('when it asks over HTTP once the attempt has ended, then it is told so in one event, as events are written', async () => {
    const { body: attempt } = await deliveries.start(person, 'plain');
    await deliveries.submit(person, attempt.id);
    const url = `/api/v1/attempts/${attempt.id}/events`;
    const answer = await house.app.inject({ method: 'GET', url, headers: person.headers });
    expect(answer.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(answer.body).toMatch(/^retry: 3000\n\nevent: timing\ndata: \{.*"isClosed":true.*\}\n\n$/);
    for (const [who, status] of [
      [stranger, 404],
      [null, 401],
    ] as const) {
      expect((await house.app.inject({ method: 'GET', url, headers: who?.headers })).statusCode).toBe(status);
    }
  });

  it('when seven listen at once, then the oldest makes room', async () => {
    const { body: attempt } = await deliveries.start(person, 'plain');
    const all = [];
    for (let n = 0; n < 7; n += 1) all.push(await house.get(AttemptEvents).open(attempt.id, person.id));
    const oldest = eventsOf(all[0]);
    await oldest.next();
    expect((await oldest.next()).done).toBe(true);
    for (const stream of all) stream.destroy();
  });

  it('when the house closes, then every stream ends, and a new one at once', async () => {
    const other = await aHouse();
    try {
      await aProgrammeWith(other, [quizWith('plain')]);
      const candidate = await aCandidate(other);
      const { body: attempt } = await deliveriesIn(other).start(candidate, 'plain');
      const open = async () => eventsOf(await other.get(AttemptEvents).open(attempt.id, candidate.id));
      const events = await open();
      await events.next();
      other.get(AttemptNews).beforeApplicationShutdown();
      expect((await events.next()).done).toBe(true);
      expect((await (await open()).next()).done).toBe(true);
    } finally {
      await other.close();
    }
  });
});
