import { aHouse, House } from '../../test/support/a-house';
import { AuditTrail } from '../audit/audit-trail';
import { aDesk, Desk } from './testing/a-programme';
import { lessonsOf, ProgrammeVersion } from './programme';
import { Programmes } from './programmes.service';

const LESSON = 'courses/sharps/basics/container.md';

describe('Given a folder with one programme', () => {
  let house: House;
  let desk: Desk;
  let programmes: Programmes;

  beforeEach(async () => {
    desk = aDesk();
    house = await aHouse({ environment: { COURSES_DIR: desk.dir } });
    programmes = house.get(Programmes);
  });
  afterEach(async () => {
    await house.close();
    desk.clear();
  });

  const loaded = async () =>
    (await house.get(AuditTrail).list({ limit: 100 })).items.filter(({ action }) => action === 'programme.loaded');

  it('when it is loaded twice, then the second time changes nothing', async () => {
    const [first] = await programmes.load();
    const [second] = await programmes.load();
    expect(first).toMatchObject({ folder: 'short', faults: [] });
    expect(second).toMatchObject({ outcome: 'unchanged', running: { id: first.running?.id } });
    expect(await loaded()).toHaveLength(1);
  });

  it('when it is loaded twice at once, then there is one version', async () => {
    const reports = (await Promise.all([programmes.load(), programmes.load(), programmes.load()])).flat();
    expect(new Set(reports.map(({ running }) => running?.digest)).size).toBe(1);
    expect(await loaded()).toHaveLength(1);
  });

  it('when only comments and line endings change, then it is the same version', async () => {
    await programmes.load();
    desk.write({ 'programme.yaml': ['slug: short\n', '# edited\r\nslug: short\r\n'] });
    expect(await programmes.load()).toMatchObject([{ outcome: 'unchanged' }]);
  });

  it('when a lesson changes, then the new version runs and the old one stays as it was', async () => {
    const [{ running: before }] = await programmes.load();
    desk.write({ [LESSON]: ['Needles go', 'All needles go'] });
    const [{ outcome, running: after }] = await programmes.load();
    expect(outcome).toBe('loaded');
    expect(after?.id).not.toBe(before?.id);
    expect((await programmes.running('short')).id).toBe(after?.id);
    const [{ lesson }] = lessonsOf((await programmes.version(before?.id as string)).content);
    expect(lesson.html).toContain('Needles go');
  });

  it('when a figure changes, then that is a new version too', async () => {
    const [{ running }] = await programmes.load();
    desk.write({ 'figures/box.svg': ['width="40" height="30"/>', 'width="39" height="30"/>'] });
    expect((await programmes.load())[0].running?.digest).not.toBe(running?.digest);
  });

  it('when the content goes back, then the old version runs again', async () => {
    const [{ running: first }] = await programmes.load();
    desk.write({ 'programme.yaml': ['0.1.0', '0.2.0'] });
    await programmes.load();
    desk.write();
    await programmes.load();
    expect((await programmes.running('short')).id).toBe(first?.id);
    expect((await loaded()).map(({ facts }) => [facts.sequence, facts.isNew])).toEqual([
      [3, false],
      [2, true],
      [1, true],
    ]);
  });

  it('when the folder is broken, then the version that ran goes on running and every fault is told', async () => {
    const [{ running }] = await programmes.load();
    desk.write({ [LESSON]: ['Needles go', '<b>Needles</b> go'], 'facts.yaml': ['mark: A', 'mark: E'] });
    const [report] = await programmes.load();
    expect(report).toMatchObject({ outcome: 'refused', running: { id: running?.id } });
    expect(report.faults.map(({ file }) => file)).toEqual(expect.arrayContaining([LESSON, 'facts.yaml']));
    expect((await programmes.running('short')).id).toBe(running?.id);
  });
});

describe('Given a programme that runs', () => {
  let house: House;
  let desk: Desk;
  let running: ProgrammeVersion;

  beforeAll(async () => {
    desk = aDesk();
    house = await aHouse({ environment: { COURSES_DIR: desk.dir } });
    await house.get(Programmes).load();
    running = await house.get(Programmes).running('short');
  });
  afterAll(async () => {
    await house.close();
    desk.clear();
  });

  it('when it is asked for over HTTP, then anyone sees its outline', async () => {
    const answer = await house.app.inject({ url: '/api/v1/programmes/short' });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({
      slug: 'short',
      version: '0.1.0',
      versionId: running.id,
      courses: [
        {
          slug: 'sharps',
          contactHours: 1.5,
          modules: [
            { lessons: [{ slug: 'container', minutes: 45 }, { slug: 'recapping' }], quizzes: [{ slug: 'final' }] },
          ],
        },
      ],
      competencies: [{ id: 'C01', minLevel: 2 }],
      schemes: [{ code: 'short-scheme' }],
    });
    expect(answer.body).not.toContain('correct');
    expect((await house.app.inject({ url: '/api/v1/programmes?limit=1' })).json()).toMatchObject({
      items: [{ slug: 'short' }],
      next: null,
    });
  });

  it.each([
    '/api/v1/programmes/none',
    '/api/v1/programmes/..%2fx',
    '/api/v1/programmes/%00',
    '/api/v1/figures/5f0c3a52-0f6a-5c55-8f5e-000000000000/box.svg',
  ])('when %s is asked for, then it is not found', async (url) => {
    expect((await house.app.inject({ url })).statusCode).toBe(404);
  });

  it('when a figure is asked for, then it is a picture that can run nothing', async () => {
    const { html } = lessonsOf(running.content)[0].lesson;
    const url = /src="([^"]+)"/.exec(html)?.[1] as string;
    const answer = await house.app.inject({ url });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'image/svg+xml; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
    expect(answer.body).toContain('<svg');
    for (const name of ['__proto__', 'constructor', 'none.svg']) {
      expect((await house.app.inject({ url: url.replace('box.svg', name) })).statusCode).toBe(404);
    }
  });
});

describe('Given a folder whose only programme is broken', () => {
  it('when it is loaded, then nothing runs, and the report says why', async () => {
    const desk = aDesk();
    desk.write({ 'programme.yaml': ['title:', 'titel:'] });
    const house = await aHouse({ environment: { COURSES_DIR: desk.dir } });
    const [report] = await house.get(Programmes).load();
    expect(report).toMatchObject({ outcome: 'refused', running: null, faults: [{ file: 'programme.yaml', line: 2 }] });
    expect((await house.app.inject({ url: '/api/v1/programmes' })).json()).toEqual({ items: [], next: null });
    await house.close();
    desk.clear();
  });
});
