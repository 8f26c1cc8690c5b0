import { aBrowser, Browser } from '../../../test/support/a-browser';
import { aHouse, House, NOON } from '../../../test/support/a-house';
import { aCandidate, aProgrammeWith } from '../../../test/support/a-quiz';
import { deliveriesIn, quizIdOf, quizWith } from '../../../test/support/deliveries';
import { aPerson, TestPerson } from '../../../test/support/people';
import { Cohorts } from '../../identity/cohorts.service';

describe('Given quizzes that are run in several ways, and browsers without scripts', () => {
  let house: House;
  let person: TestPerson;
  let browser: Browser;
  let registrar: Browser;
  let instructor: Browser;

  beforeAll(async () => {
    house = await aHouse();
    await aProgrammeWith(house, [
      quizWith('one-way', { navigation: 'one-way', title: 'Never back' }),
      quizWith('paged', { navigation: 'paged', title: 'Leafing' }),
      quizWith('strict', { timeOut: 'void', declaration: 'I sit this alone.', title: 'To the second' }),
    ]);
    const staff = await aPerson(house, { roles: ['registrar'] });
    const teaches = await aPerson(house, { roles: ['instructor'] });
    [registrar, instructor] = [await aBrowser(house, staff), await aBrowser(house, teaches)];
    person = await aCandidate(house, { name: 'Zora Quick', email: 'zora@example.test' });
    const actor = { kind: 'person', id: staff.id, roles: ['registrar'], sessionId: '' } as const;
    const { id } = await house.get(Cohorts).create(actor, { name: 'Autumn' });
    for (const member of [person, teaches]) await house.get(Cohorts).add(actor, id, member.id);
  });
  beforeEach(async () => {
    house.clock.set(NOON);
    browser = await aBrowser(house, person);
  });
  afterAll(() => house.close());

  async function begin(slug: string): Promise<string> {
    const { location } = await browser.send(`/learn/quizzes/${quizIdOf(slug)}/attempts`, { declaration: 'yes' });
    expect(location).toMatch(/^\/learn\/attempts\//);
    return location!;
  }
  const savedOf = async (address: string) =>
    (await deliveriesIn(house).load(person, address.split('/').at(-1)!)).body.items.map(
      ({ response }: { response: unknown }) => response,
    );

  it('when pages are turned, then what was given is saved, and every page may be turned to', async () => {
    const address = await begin('paged');
    const turned = await browser.send(`${address}/submission`, { page: '3', do: 'page-1', 'answer-3': 'true' });
    expect(turned.location).toBe(`${address}?page=1`);
    const { html } = await browser.open(`${address}?page=4`);
    expect(html).toMatch(/data-page="4" aria-label="Page 4 of 5">/);
    expect(html).toMatch(/data-page="1" aria-label="Page 1 of 5" hidden>/);
    expect(html).toMatch(/data-turn="3" data-answered="true"/);
    expect((await savedOf(address))[2]).toEqual({ choice: 'true' });
    await browser.send(`${address}/submission`, { page: '3', do: 'submit', 'answer-3': 'true' });
    expect((await browser.open(address)).html).toContain('Question by question');
  });

  it('when nobody goes back, then a page that was left is no longer in the form, and what was given there stands', async () => {
    const address = await begin('one-way');
    const { html: first } = await browser.open(address);
    const choice = /name="answer-1" value="([^"]+)"/.exec(first)![1];
    expect(first).not.toContain('>Previous</button></form>');
    await browser.send(`${address}/submission`, { page: '1', do: 'page-2', 'answer-1': choice });
    const { html } = await browser.open(`${address}?page=1`);
    expect(html).not.toContain('id="question-1"');
    expect(html).toMatch(/data-page="2" aria-label="Page 2 of 5">/);
    await browser.send(`${address}/submission`, { page: '2', do: 'page-3' });
    expect((await savedOf(address))[0]).toEqual({ choice });
    await browser.send(`${address}/submission`, { page: '3', do: 'submit' });
  });

  it('when a question is flagged, then the page says so, and the answer given with it is saved', async () => {
    const address = await begin('paged');
    const sent = await browser.send(`${address}/submission`, { page: '3', do: 'flag-3', 'answer-3': 'false' });
    expect(sent.location).toBe(`${address}?page=3#question-3`);
    expect((await browser.open(address)).html).toMatch(/value="flag-3" data-flag="3" aria-pressed="true"/);
    expect((await savedOf(address))[2]).toEqual({ choice: 'false' });
    await browser.send(`${address}/submission`, { page: '3', do: 'submit', 'answer-3': 'false' });
  });

  it('when a registrar allows time and breaks, then the candidate reads of it before the start, and stops the clock', async () => {
    const typed = {
      email: 'zora@example.test',
      factor: '1,5',
      breakMinutes: '10',
      endsOn: '2026-12-31',
      reason: 'S 12',
    };
    expect((await registrar.send('/registry/accommodations', { ...typed, email: 'who@example.test' })).html).toContain(
      'must be the address of somebody here',
    );
    expect((await registrar.send('/registry/accommodations', { ...typed, factor: 'much' })).status).toBe(400);
    expect((await registrar.send('/registry/accommodations', typed)).location).toBe('/registry/accommodations');
    const { html: list } = await registrar.open('/registry/accommodations');
    expect(list).toContain('Zora Quick: time × 1.5, breaks of 10 min');
    expect((await browser.open('/registry/accommodations')).status).toBe(403);

    const { html: before } = await browser.open(`/learn/quizzes/${quizIdOf('strict')}`);
    expect(before).toContain('45 min (× 1.5, as allowed to you), and breaks of 10 min in all');
    expect(before).toContain('I sit this alone.');
    const address = await begin('strict');
    await browser.send(`${address}/submission`, { do: 'break', 'answer-3': 'true' });
    const { html: onBreak } = await browser.open(address);
    expect(onBreak).toContain('The clock stands still');
    expect(onBreak).not.toContain('class="question"');
    house.clock.advance(4 * 60_000);
    await browser.send(`${address}/submission`, { do: 'resume' });
    expect((await browser.open(address)).html).toContain('2026-11-22T12:49:00.000Z');
    expect((await savedOf(address))[2]).toEqual({ choice: 'true' });

    const [, id] = /action="\/registry\/accommodations\/([^/]+)\/withdrawal"/.exec(list)!;
    await registrar.send(`/registry/accommodations/${id}/withdrawal`, { reason: 'Not needed' });
    expect((await registrar.open('/registry/accommodations')).html).toContain('Withdrawn');
  });

  it('when an instructor adds minutes on the page of those who sit it, then the deadline moves; too late it is void', async () => {
    const address = await begin('strict');
    const live = `/teach/quizzes/${quizIdOf('strict')}/live`;
    const { html } = await instructor.open(live);
    expect(html).toContain('Zora Quick');
    const attempt = address.split('/').at(-1)!;
    for (const minutes of ['0', '-3', 'ten', '601']) {
      expect((await instructor.send(live, { attempt, minutes, reason: 'Alarm' })).status).toBe(400);
    }
    expect((await instructor.send(live, { attempt, minutes: '5', reason: 'Alarm' })).location).toBe(live);
    expect((await instructor.open(live)).html).toContain('5 minutes added');
    expect((await browser.open(live)).status).toBe(403);
    house.clock.set('2026-11-22T18:00:00.000Z');
    expect((await browser.send(`${address}/submission`, { do: 'submit' })).location).toBe(address);
    expect((await browser.open(address)).html).toContain('<h1>Void</h1>');
    expect((await instructor.open(live)).html).toContain('Nobody sits it now');
  });
});
