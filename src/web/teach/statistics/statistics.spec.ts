import { aBrowser, Browser } from '../../../../test/support/a-browser';
import { aHouse, House } from '../../../../test/support/a-house';
import { aCandidate, aProgrammeWith, QUIZ_ID } from '../../../../test/support/a-quiz';
import { aPerson } from '../../../../test/support/people';
import { marksOf } from '../../../assessment/testing/marks';
import { analyse } from '../../../assessment/domain/item-analysis/analyse';
import { CSRF_FIELD, csrfTokenOf, SESSION_COOKIE } from '../../../identity/csrf';
import { Sessions } from '../../../identity/sessions.service';
import { intervalInWords, inWords, secondsInWords } from './figure-words';
import { distributionPicture, itemMap, optionCurves } from './pictures';

describe('Given figures to be read', () => {
  it.each`
    value     | unit          | words
    ${null}   | ${'marks'}    | ${'–'}
    ${2.345}  | ${'marks'}    | ${'2.35'}
    ${-0.004} | ${'number'}   | ${'0.00'}
    ${-12.34} | ${'per cent'} | ${'−12.3 %'}
    ${0.805}  | ${'share'}    | ${'81 %'}
  `('when $value is $unit, then it reads "$words"', ({ value, unit, words }) =>
    expect(inWords(value, unit)).toBe(words),
  );

  it.each`
    seconds | words
    ${29.6} | ${'30 s'}
    ${125}  | ${'2 min 5 s'}
  `('when it took $seconds s, then it reads "$words"', ({ seconds, words }) =>
    expect(secondsInWords(seconds)).toBe(words),
  );

  it('when there is no interval, then it is a dash', () => expect(intervalInWords(null, 'marks')).toBe('–'));
});

describe('Given an analysis to be drawn', () => {
  const rows = Array.from({ length: 40 }, (_, index) => [index % 2, index < 20 ? 0 : 1, index < 25 ? 1 : 0]);
  const analysis = analyse(marksOf(rows, [1, 1, 1]), { passMark: 50 });

  it('when totals are drawn, then every bar stands on the line, within the plot, and the cut where it belongs', () => {
    const { bars, plot, cut } = distributionPicture(analysis, 1.5)!;
    for (const { x, y, width, height } of bars) {
      expect(x).toBeGreaterThanOrEqual(plot.left);
      expect(x + width).toBeLessThanOrEqual(plot.right + 0.1);
      expect(y).toBeGreaterThanOrEqual(plot.top);
      expect(y + height).toBeCloseTo(plot.bottom, 0);
    }
    expect(cut!.x).toBeCloseTo((plot.left + plot.right) / 2, 0);
  });

  it('when items are mapped, then the one that goes against the others is named and stands below nothing', () => {
    const { points, zeroY, description } = itemMap(analysis.items)!;
    const dubious = points.filter(({ kind }) => kind === 'dubious');
    expect(description).toContain('Dubious: ');
    expect(dubious.map(({ label }) => label)).toContain('item 3');
    expect(points[2].y).toBeGreaterThan(zeroY);
  });

  it('when nothing can be drawn, then nothing is', () => {
    const none = analyse(marksOf([], [1]));
    expect(distributionPicture(none, 1)).toBeNull();
    expect(itemMap(none.items)).toBeNull();
    expect(optionCurves(none.items[0], 'x')).toBeNull();
  });
});

describe('Given an instructor at a browser', () => {
  let house: House;
  let instructor: Browser;
  let upload: (fields: Record<string, string | Blob>) => Promise<{ status: number; html: string }>;

  beforeAll(async () => {
    house = await aHouse();
    await aProgrammeWith(house);
    const person = await aPerson(house, { roles: ['instructor'] });
    instructor = await aBrowser(house, person);
    const { token } = await house.unitOfWork.run(() =>
      house.get(Sessions).start(person.id, { kind: 'page', secondFactorDone: false }),
    );
    upload = async (fields) => {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.append(name, value);
      const request = new Response(form);
      const answer = await house.app.inject({
        method: 'POST',
        url: `/teach/item-analysis?${CSRF_FIELD}=${csrfTokenOf(token)}`,
        headers: {
          accept: 'text/html',
          cookie: `${SESSION_COOKIE}=${token}`,
          'content-type': request.headers.get('content-type')!,
        },
        payload: Buffer.from(await request.arrayBuffer()),
      });
      return { status: answer.statusCode, html: answer.body };
    };
  });
  afterAll(() => house.close());

  const CSV = 'candidate,Depth <1>:1,Signs:2\nx,1,2\ny,0,1.5\nz,,-\n';

  it('when nobody has sat the quiz, then the page says so; when somebody has, then it shows their marks as sums', async () => {
    const address = `/teach/quizzes/${QUIZ_ID}/statistics`;
    expect((await instructor.open(address)).html).toContain('Nothing to analyse yet');
    const { headers, name } = await aCandidate(house);
    const started = await house.app.inject({ method: 'POST', url: `/api/v1/quizzes/${QUIZ_ID}/attempts`, headers });
    await house.app.inject({ method: 'POST', url: `/api/v1/attempts/${started.json().id}/submission`, headers });
    const { status, html } = await instructor.open(`${address}?attempts=best`);
    expect(status).toBe(200);
    expect(html).toContain('1 attempt graded, 0 passed');
    expect(html).toMatch(/aria-current="page">Best attempts/);
    expect(html).toContain('Fewer than 30 attempts say little');
    expect(html).toMatch(/<svg[^>]*role="img"[^>]*><title[^>]*>How the totals are spread/);
    expect(html).not.toContain(name);
    expect(html).not.toMatch(/undefined|NaN|\[object/);
  });

  it('when the key of a quiz is open, then its statistics are one step away', async () => {
    const { html } = await instructor.open('/teach/programmes/needle-school/quizzes/final');
    expect(html).toContain(`href="/teach/quizzes/${QUIZ_ID}/statistics"`);
  });

  it('when there is no such quiz, then there is no such page', async () => {
    expect((await instructor.open('/teach/quizzes/none/statistics')).status).toBe(404);
    expect((await instructor.open('/teach/quizzes/00000000-0000-7000-8000-000000000000/statistics')).status).toBe(404);
  });

  it.each([
    ['a file', () => ({ file: new Blob([CSV], { type: 'text/csv' }), marks: '', passMark: '50' })],
    ['text', () => ({ file: new Blob([]), marks: CSV, passMark: '50' })],
  ])('when marks are sent as %s, then the result is shown, with the cut score', async (_, fields) => {
    const { status, html } = await upload(fields());
    expect(status).toBe(200);
    expect(html).toContain('Depth &lt;1&gt;');
    expect(html).toContain('3 attempts, pass mark 50 %');
    expect(html).toContain('cut score');
    expect(html).not.toMatch(/undefined|NaN|\[object/);
  });

  it('when marks are sent as a plain form, then they are read too', async () => {
    const { status, html } = await instructor.send('/teach/item-analysis', { marks: CSV });
    expect(status).toBe(200);
    expect(html).toContain('Depth &lt;1&gt;');
  });

  it.each`
    what                     | fields                                            | says
    ${'nothing is sent'}     | ${{ marks: '', passMark: '' }}                    | ${'choose a file, or paste them'}
    ${'a mark is too high'}  | ${{ marks: 'candidate,a:1\nx,2\n' }}              | ${'line 2, column 2'}
    ${'the pass mark is no'} | ${{ marks: 'candidate,a:1\n', passMark: 'half' }} | ${'must be 0 to 100'}
  `('when $what, then the form comes back with what was typed', async ({ fields, says }) => {
    const { status, html } = await upload(fields as Record<string, string>);
    expect(status).toBe(400);
    expect(html).toContain(says);
    if (fields.marks) expect(html).toContain('candidate,a:1');
  });

  it('when a form breaks off, then it is refused in words', async () => {
    const person = await aPerson(house, { roles: ['registrar'] });
    const answer = await house.app.inject({
      method: 'POST',
      url: '/teach/item-analysis',
      headers: { ...person.headers, accept: 'text/html', 'content-type': 'multipart/form-data; boundary=x' },
      payload: '--x\r\nContent-Disposition: form-data; name="marks"\r\n\r\ncandidate',
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('breaks off');
  });

  it('when trainees ask, then these pages are not for them', async () => {
    const trainee = await aBrowser(house, await aPerson(house));
    expect((await trainee.open('/teach/item-analysis')).status).toBe(403);
    expect((await trainee.open(`/teach/quizzes/${QUIZ_ID}/statistics`)).status).toBe(403);
  });
});
