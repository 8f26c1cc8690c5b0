import { aBrowser, Browser } from '../../../test/support/a-browser';
import { aHouse, House } from '../../../test/support/a-house';
import { aJurisdiction, anEdition, theJurisdictionFiles } from '../../../test/support/a-register';
import { demoPeople, signedIn } from '../../../test/support/people';
import type { ProgrammeVersion } from '../../catalogue/programme';
import { ScopeRegister } from '../../scope-of-practice/scope-register.service';

/** Words without the marks between them. */
const textOf = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#x27;/g, "'")
    .replace(/\s+/g, ' ');

describe('Given the register, when a stranger reads the law by place', () => {
  let house: House;
  let stranger: Browser;
  beforeAll(async () => {
    house = await aHouse();
    stranger = await aBrowser(house);
    const inventions = aJurisdiction([anEdition({ inForce: { from: '2027-03-01', to: null } })]);
    const official = anEdition({
      sources: [
        {
          url: 'https://law.example/act',
          publisher: 'The Gazette',
          official: true,
          kind: 'primary',
          asOf: null,
          supports: 'text',
        },
        {
          url: 'https://mirror.example/act',
          publisher: 'A Mirror',
          official: false,
          kind: 'primary',
          asOf: null,
          supports: 'text',
        },
        {
          url: 'javascript:alert(1)',
          publisher: 'A Trap',
          official: true,
          kind: 'primary',
          asOf: null,
          supports: 'text',
        },
      ],
    });
    const jurisdictions = [
      ...theJurisdictionFiles(),
      inventions,
      aJurisdiction([official], { code: 'XY', name: 'Elsewhere' }),
    ];
    await house
      .get(ScopeRegister)
      .adopt({ slug: 'dry-needling', content: { jurisdictions } } as unknown as ProgrammeVersion);
    house.clock.advance(60_000);
  });
  afterAll(() => house.close());

  const place = async (address: string) => {
    const { status, html } = await stranger.open(`/scope-of-practice/${address}`);
    return { status, html, text: textOf(html) };
  };

  it('then places stand under their standing, and what is prohibited is never in a table of permissions', async () => {
    const { html } = await stranger.open('/scope-of-practice');
    const groups = html.split('<section class="standing-group"').slice(1);
    const groupOf = (name: string) =>
      groups.filter((group) => group.includes(`>${name}</a>`)).map((group) => /id="is-([\w-]+)"/.exec(group)?.[1]);
    expect(groupOf('California')).toEqual(['prohibited']);
    expect(groupOf('Colorado')).toEqual(['permitted-with-conditions']);
    expect(groupOf('Nowhere')).toEqual(['unknown']);
  });

  it('then for another profession, places without a rule for it are unknown, and no permission', async () => {
    const text = textOf((await stranger.open('/scope-of-practice?profession=athletic-trainer')).html);
    expect(text).toContain('Unknown no permission');
    expect(text).toContain('No rule is recorded');
  });

  it('then a code that somebody typed leads to its place, in any case', async () => {
    expect(await stranger.open('/scope-of-practice?jurisdiction=us-md')).toMatchObject({
      status: 303,
      location: '/scope-of-practice/US-MD',
    });
    expect(textOf((await stranger.open('/scope-of-practice?jurisdiction=Nowhere%20land')).html)).toContain(
      'Codes are those of ISO 3166',
    );
  });

  it('then every figure of an unverified rule says so itself', async () => {
    const { html, text } = await place('US-CO');
    expect(text).toContain('Recorded, not verified.');
    const figures = html.match(/<strong>At (least|most)[^<]*<\/strong>/g) ?? [];
    const caveats = html.match(/<strong>At (least|most)[^<]*<\/strong> <span class="caveat">unverified<\/span>/g) ?? [];
    expect(figures.length).toBeGreaterThan(3);
    expect(caveats).toHaveLength(figures.length);
  });

  it.each`
    address                                      | says
    ${'US-CA'}                                   | ${'Prohibited'}
    ${'US-NY'}                                   | ${'Prohibited'}
    ${'US-CA?profession=occupational-therapist'} | ${'That is not permission: ask the regulator'}
    ${'US-NJ?asOf=2020-01-01'}                   | ${'Prohibited'}
    ${'IE'}                                      | ${'The register holds no rule for this profession here. That is no permission'}
    ${'US-CO?profession=astronaut'}              | ${'The register holds no rule for this profession here. That is no permission'}
  `('then $address says “$says”, and nothing of it looks like permission', async ({ address, says }) => {
    const { status, html, text } = await place(address);
    expect(status).toBe(200);
    expect(text).toContain(says);
    expect(html).not.toMatch(/class="verdict verdict--(good|plain)/);
  });

  it('then a law still to come is in the timeline, and not yet the law', async () => {
    expect((await place('XX')).text).toContain('Not yet in force');
    expect((await place('XX')).html).toContain('verdict--standing-unknown');
    expect((await place('XX?asOf=2027-03-01')).html).toContain('verdict--standing-permitted-with-conditions');
  });

  it('then an invented place says on its page that it is one', async () => {
    expect((await place('XX')).text).toContain('Fictional: nothing on this page is the law of any place.');
  });

  it('then only official publishers are linked, and only to the web', async () => {
    const { html, text } = await place('XY');
    expect(html).toContain('href="https://law.example/act"');
    expect(html).not.toContain('mirror.example');
    expect(html).not.toContain('javascript:');
    expect(text).toContain('A Mirror');
  });

  it('then a day that does not exist is said to be none, and today is shown', async () => {
    const { status, text } = await place('US-CO?asOf=2026-02-30');
    expect(status).toBe(400);
    expect(text).toContain('That is no day of the calendar');
  });

  it.each(['COLORADO', 'US-CO-1', '..%2F'])('then %s is no place', async (code) => {
    expect((await place(code)).status).toBe(404);
  });

  it('then once a registrar has compared the rule with its text, its figures stand by themselves', async () => {
    const people = await demoPeople(house);
    const question = { jurisdiction: 'US-CO', profession: 'physical-therapist', asOf: '2026-11-22' };
    const [rule] = (await house.get(ScopeRegister).ruleSet(question)).rules;
    const answer = await house.app.inject({
      method: 'POST',
      url: `/api/v1/scope-of-practice/rules/${rule.id}/versions/${rule.version}/review`,
      headers: (await signedIn(house, people.registrar.email)).headers,
      payload: { comparedWith: '4 CCR 732-1, rule 1.5', comparedOn: '2026-11-22', outcome: 'verified', note: 'read' },
    });
    expect(answer.statusCode).toBe(201);
    const { html, text } = await place('US-CO');
    expect(html).not.toContain('class="caveat"');
    expect(text).toContain('Verified against the primary text');
    expect(text).toContain('compared with 4 CCR 732-1, rule 1.5 on 22 November 2026');
  });
});
