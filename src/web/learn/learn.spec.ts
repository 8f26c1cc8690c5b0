import { aBrowser, Browser } from '../../../test/support/a-browser';
import { aSchool, School } from '../../../test/support/a-school';
import { everyQuestion } from '../../../test/support/the-bank';
import { answersFor, FINAL_QUIZ, PresentedItem } from '../../../test/support/training';
import { lessonsOf, type Point } from '../../catalogue/programme';
import { Programmes } from '../../catalogue/programmes.service';
import { idOfName } from '../../kernel/ids';
import { cellOf } from './hotspot-grid';

/** A response as the form without scripts sends it. */
function fieldsOf(slot: number, response: Record<string, unknown>): [string, string | string[]][] {
  if ('choice' in response) return [[`answer-${slot}`, response.choice as string]];
  if ('choices' in response) return [[`answer-${slot}`, response.choices as string[]]];
  if ('number' in response) return [[`answer-${slot}`, String(response.number)]];
  if ('text' in response) return [[`answer-${slot}`, String(response.text)]];
  if ('order' in response)
    return (response.order as string[]).map((step, index) => [`answer-${slot}-${step}`, String(index + 1)]);
  if ('gaps' in response)
    return Object.entries(response.gaps as Record<string, { choice: string }>).map(([gap, { choice }]) => [
      `answer-${slot}-${gap}`,
      choice,
    ]);
  // Without scripts a place is the cell of the grid in which it lies; all pictures of the bank have this grid.
  if ('points' in response)
    return [[`answer-${slot}`, (response.points as Point[]).map((point) => cellOf({ columns: 15, rows: 16 }, point))]];
  const pairs = response.pairs as Record<string, string>;
  return Object.entries(pairs).map(([stem, option]) => [`answer-${slot}-${stem}`, option]);
}

describe('Given a trainee who has no scripts', () => {
  let school: School;
  let trainee: Browser;
  beforeAll(async () => {
    school = await aSchool();
    trainee = await aBrowser(school.house, school.people.trainee);
  });
  afterAll(() => school.house.close());

  const nextOn = (html: string) => /class="button button--large" href="([^"]+)"/.exec(html)?.[1] ?? '';

  it('when every lesson is marked as read, then each leads to the next, and at last to the quiz of the first course', async () => {
    const version = await school.house.get(Programmes).running('dry-needling');
    const lessons = lessonsOf(version.content).map(({ lesson }) => lesson);
    for (const [index, lesson] of lessons.entries()) {
      expect(nextOn((await trainee.open('/learn')).html)).toBe(`/learn/lessons/${lesson.id}`);
      const page = await trainee.open(`/learn/lessons/${lesson.id}`);
      expect(page.html).toContain('Mark as read');
      const { location } = await trainee.send(`/learn/lessons/${lesson.id}/completion`);
      expect(location).toBe(index + 1 < lessons.length ? `/learn/lessons/${lessons[index + 1].id}` : '/learn');
    }
    expect(nextOn((await trainee.open('/learn')).html)).toBe(
      `/learn/quizzes/${idOfName('dry-needling/quiz/scope-and-regulation')}`,
    );
  });

  it('when the quiz is saved, left and handed in, then nothing was lost, and no page ever held a key', async () => {
    const start = await trainee.send(`/learn/quizzes/${FINAL_QUIZ}/attempts`, { declaration: 'yes' });
    const address = String(start.location);
    const id = address.split('/').at(-1) ?? '';
    const { body } = await school.get(school.people.trainee, `attempts/${id}`);
    const answers = [...answersFor(body.items as PresentedItem[])];
    const page = await trainee.open(address);
    for (const secret of ['rationale', 'safetyCritical', 'data-correct']) expect(page.html).not.toContain(secret);
    for (const { rationale } of everyQuestion()) expect(page.html).not.toContain(rationale.trim().split('\n')[0]);

    const [[firstSlot, firstAnswer], ...rest] = answers;
    const first = Object.fromEntries(fieldsOf(firstSlot, firstAnswer as never));
    expect(await trainee.send(`${address}/submission`, { ...first, do: 'save' })).toMatchObject({ location: address });
    expect((await trainee.open(address)).html).toContain('<span data-answered>1</span>');

    const all = Object.fromEntries(rest.flatMap(([slot, answer]) => fieldsOf(slot, answer as never)));
    await trainee.send(`${address}/submission`, { ...first, ...all, do: 'submit' });
    const result = await trainee.open(address);
    expect(result.html).toContain('<h1>Passed</h1>');
    expect(result.html).toContain('100 %');
    expect(result.html).toContain('provisional');
  });

  it('when an answer cannot be read, then the form says so, and what could be read is kept', async () => {
    const start = await trainee.send(`/learn/quizzes/${FINAL_QUIZ}/attempts`, { declaration: 'yes' });
    const address = String(start.location);
    const { body } = await school.get(school.people.trainee, `attempts/${address.split('/').at(-1)}`);
    const single = (body.items as { slot: number; type: string }[]).find(({ type }) => type === 'single');
    const answer = await trainee.send(`${address}/submission`, {
      [`answer-${single?.slot}`]: 'no such choice',
      do: 'submit',
    });
    expect(answer.status).toBe(400);
    expect((await trainee.open(address)).html).toContain('Hand in');
  });

  it('when somebody else asks for the attempt, then there is nothing here for them', async () => {
    const { body } = await school.get(school.people.trainee, 'attempts');
    const other = await aBrowser(school.house, school.people.instructor);
    expect((await other.open(`/learn/attempts/${body.items[0].id}`)).status).toBe(403);
  });

  it('when a session goes into the logbook with a patient in it, then it is refused and every field kept', async () => {
    const { body } = await school.get(school.people.trainee, 'supervisors');
    const supervisorId = (body?.items ?? body)?.[0]?.id as string;
    const session = {
      performedOn: '2026-11-22', region: 'Lumbar multifidus', regionTier: '1', technique: 'Deep', minutes: '30',
      needlesIn: '4', needlesOut: '4', supervisorId, reflection: 'Born 3 May 1961, record number 4711-22',
    }; // prettier-ignore
    const refused = await trainee.send('/learn/logbook', session);
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('may say who the patient is');
    expect(refused.html).toContain('value="Lumbar multifidus"');

    expect(await trainee.send('/learn/logbook', { ...session, reflection: 'Slow down.' })).toMatchObject({
      status: 303,
    });
    expect((await trainee.open('/learn/logbook')).html).toContain('Waiting for the supervisor');
  });

  it.each`
    place      | words
    ${'US-NY'} | ${'Recorded as prohibited'}
    ${'FR'}    | ${'This cannot be told'}
  `('when they ask whether they may practise in $place, then the answer is "$words"', async ({ place, words }) => {
    const { html } = await trainee.open(`/learn/record?jurisdiction=${place}&profession=physical-therapist`);
    expect(html).toContain(words as string);
  });
});
