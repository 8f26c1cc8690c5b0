import { aHouse, House } from '../../../../test/support/a-house';
import { anApprovedQuestion, asking } from '../../../../test/support/a-bank';
import { aCandidate, aProgrammeWith, PROGRAMME } from '../../../../test/support/a-quiz';
import { aBrowser, Browser } from '../../../../test/support/a-browser';
import { aPerson, type TestPerson } from '../../../../test/support/people';

let house: House;
let author: TestPerson;
let second: TestPerson;
let browser: Browser;
let colleague: Browser;

/** What the form of a single best answer sends. */
const typed = (more: Record<string, string> = {}) => ({
  programme: PROGRAMME,
  type: 'single',
  prompt: 'Which layer covers the lung?',
  topic: 'Pleura',
  level: 'recall',
  competencies: 'C11',
  references: 'A textbook, page 1',
  rationale: 'Because it does.',
  mark: '1',
  'options-rows': '4',
  'options-1-text': 'The <b>pleura</b>',
  'options-1-correct': 'yes',
  'options-2-text': 'The periosteum',
  'options-2-feedback': 'That covers bone.',
  tags: 'chest',
  do: 'save',
  ...more,
});

beforeAll(async () => {
  house = await aHouse();
  await aProgrammeWith(house);
  author = await aPerson(house, { roles: ['instructor'] });
  second = await aPerson(house, { roles: ['instructor'] });
  browser = await aBrowser(house, author);
  colleague = await aBrowser(house, second);
});
afterAll(() => house.close());

describe('Given an author at a browser without scripts', () => {
  it.each([
    'single',
    'multiple',
    'true-false',
    'matching',
    'ordering',
    'numeric',
    'short-text',
    'cloze',
    'hotspot',
    'essay',
  ])('when they choose the type %s, then its form is there', async (type) => {
    const { status, html } = await browser.open(`/teach/bank/new?programme=${PROGRAMME}&type=${type}`);
    expect(status).toBe(200);
    expect(html).toContain('name="prompt"');
    expect(html).toContain('As the candidate sees it');
  });

  it('when they ask for a preview, then it shows what the candidate sees, and nothing is kept', async () => {
    const { html } = await browser.send('/teach/bank/new', typed({ do: 'preview' }));
    const preview = html.slice(html.indexOf('editor__preview'));
    expect(preview).toContain('The &#x3C;b>pleura&#x3C;/b>');
    expect(preview).not.toContain('That covers bone.');
    expect((await browser.open('/teach/bank?text=covers')).html).toContain('No question fits');
  });

  it('when they add an option, then there is a row more, and what was typed stays', async () => {
    const { html } = await browser.send('/teach/bank/new', typed({ do: 'more-options' }));
    expect(html).toContain('name="options-5-text"');
    expect(html).toContain('value="The periosteum"');
  });

  it('when something is wrong, then the form says where, and keeps what was typed', async () => {
    const { status, html } = await browser.send('/teach/bank/new', typed({ mark: 'two' }));
    expect(status).toBe(400);
    expect(html).toMatch(/id="mark-error"/);
    expect(html).toContain('value="The periosteum"');
  });

  it('when a question is kept, handed in and approved by a colleague, then each sees what they may do', async () => {
    const { location } = await browser.send('/teach/bank/new', typed());
    const address = String(location);
    expect((await browser.open(address)).html).toContain('Hand in for review');
    await browser.send(`${address}/versions/1/review`);
    expect((await browser.open(address)).html).toContain('A second person approves it');
    const own = await browser.send(`${address}/versions/1/approval`);
    expect(own.status).toBe(422);
    expect((await colleague.open(address)).html).toContain('>Approve<');
    await colleague.send(`${address}/versions/1/approval`, { note: 'Well asked.' });
    const { html } = await browser.open(address);
    expect(html).toContain('Approved');
    expect(html).toContain('Well asked.');

    await browser.send(`${address}/edit`, typed({ prompt: 'Which membrane covers the lung?' }));
    const changes = (await browser.open(`${address}/changes?from=1&to=2`)).html;
    expect(changes).toMatch(/<del>.*layer/);
    expect(changes).toMatch(/<ins>.*membrane/);
    expect((await browser.open('/teach/bank?tag=chest&state=draft')).html).toContain('Which membrane');
    expect((await browser.open('/teach/bank?tag=chest&state=approved')).html).toContain('No question fits');
  });

  it('when they tick questions and tag them, then the tags are there; ticking none is refused', async () => {
    const made = await anApprovedQuestion({ house, author, second, programme: PROGRAMME }, 'to be tagged');
    const { location } = await browser.send('/teach/bank/tags', {
      questions: [made.id],
      add: 'Exam 1, hard',
      text: 'tagged',
    });
    expect(location).toBe('/teach/bank?text=tagged');
    expect((await browser.open('/teach/bank?tag=exam 1')).html).toContain('to be tagged');
    expect((await browser.send('/teach/bank/tags', { add: 'x' })).status).toBe(400);
  });

  it('when they clone a question, then they edit the clone', async () => {
    const made = await anApprovedQuestion({ house, author, second, programme: PROGRAMME }, 'to be cloned');
    const { location } = await browser.send(`/teach/bank/questions/${made.id}/clones`);
    expect(location).toMatch(/\/edit$/);
    expect((await browser.open(String(location))).html).toContain('What is to be cloned?');
    const other = (await browser.open(String(location).replace('/edit', ''))).html;
    expect(other).toContain('another question');
  });
});

describe('Given a colleague and an author who build a quiz', () => {
  it('when it is built, checked, approved and scheduled, then an enrolled person finds and begins it', async () => {
    const bank = { house, author, second, programme: PROGRAMME };
    for (const name of ['one', 'two', 'three'])
      await anApprovedQuestion(bank, `sharps ${name}`, { topic: 'Sharps box', level: 'apply' });
    const fixed = await anApprovedQuestion(bank, 'always asked', { topic: 'Hygiene', level: 'recall' });
    const form = {
      programme: PROGRAMME,
      title: 'Safety examination',
      kind: 'course',
      timeLimitMinutes: '20',
      passMark: '80',
      attempts: '2',
      coolDownMinutes: '0',
      graceSeconds: '20',
      behaviour: 'deferred',
      navigation: 'one-page',
      timeOut: 'submit',
      'grid-rows': '2',
      'grid-1-topic': 'Sharps box',
      'grid-1-apply': '2',
      'grid-2-topic': 'Hygiene',
      'grid-2-recall': '1',
      'pool-rows': '1',
      'pool-1-count': '3',
      'pool-1-topic': 'Sharps box',
      'pool-1-level': 'apply',
      slot: fixed.versionId,
      [`mark-${fixed.versionId}`]: '2',
    };
    const checked = await browser.send('/teach/bank/quizzes/new', { ...form, do: 'check' });
    expect(checked.html).toContain('2 wanted, 3 asked, 3 in the bank');
    expect(checked.html).toContain('Too many asked');

    const { location } = await browser.send('/teach/bank/quizzes/new', { ...form, 'pool-1-count': '2', do: 'save' });
    const address = String(location);
    expect((await browser.open(address)).html).toContain('Hand in for review');
    const preview = await browser.open(`${address}/versions/1/preview`);
    expect(preview.html.match(/question--preview/g)).toHaveLength(3);
    await browser.send(`${address}/versions/1/review`);
    await colleague.send(`${address}/versions/1/approval`);
    const hours = { opensAt: '2026-11-22T12:00', closesAt: '2026-11-30T12:00' };
    expect((await browser.send(`${address}/versions/1/schedule`, hours)).location).toContain(address);
    expect((await browser.open('/teach/bank/quizzes')).html).toContain('Safety examination');

    const id = address.split('/').at(-1) as string;
    const candidate = await aCandidate(house);
    expect((await (await aBrowser(house, candidate)).open('/learn')).html).toContain('Safety examination');
    const { status, body } = await asking(house, candidate, 'POST', `quizzes/${id}/attempts`);
    expect({ status, items: body.items.length, marks: body.items[0].maxMark }).toEqual({
      status: 201,
      items: 3,
      marks: 2,
    });

    const edited = await browser.open(`${address}/edit`);
    expect(edited.html).toContain('value="Safety examination"');
    const again = await browser.send(`${address}/edit`, { ...form, 'pool-1-count': '2', do: 'save' });
    expect(again.location).toBe(`${address}?version=1`);
  });
});
