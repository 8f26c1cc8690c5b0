import { aBrowser, Browser } from '../../../test/support/a-browser';
import { aHouse, House } from '../../../test/support/a-house';
import { aJurisdiction, anEdition, theJurisdictionFiles } from '../../../test/support/a-register';
import { demoPeople, DemoName, TestPerson } from '../../../test/support/people';
import type { ProgrammeVersion } from '../../catalogue/programme';
import { ScopeRegister } from '../../scope-of-practice/scope-register.service';

const textOf = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#x27;/g, "'")
    .replace(/\s+/g, ' ');

const hours = (minimum: number) =>
  anEdition({
    requirements: [
      {
        id: 'r1',
        kind: 'training-hours',
        stage: 'before-independent-practice',
        bearer: 'practitioner',
        minimum,
        unit: 'hours',
        detail: `Training of ${minimum} hours.`,
      },
      {
        id: 'r2',
        kind: 'informed-consent',
        stage: 'per-encounter',
        bearer: 'practitioner',
        detail: 'Consent each time.',
      },
    ],
  });

describe('Given the register on a map, and places beside one another', () => {
  let house: House;
  let stranger: Browser;
  let people: Record<DemoName, TestPerson>;
  beforeAll(async () => {
    house = await aHouse();
    stranger = await aBrowser(house);
    const adopt = async (minimum: number) => {
      const jurisdictions = [
        ...theJurisdictionFiles(),
        aJurisdiction([hours(minimum)]),
        aJurisdiction([], { code: 'XY', name: 'Elsewhere' }),
      ];
      await house
        .get(ScopeRegister)
        .adopt({ slug: 'dry-needling', content: { jurisdictions } } as unknown as ProgrammeVersion);
      house.clock.advance(60_000);
    };
    await adopt(50);
    house.clock.advance(24 * 3_600_000);
    await adopt(60);
    // A session does not outlive the leap of the clock.
    people = await demoPeople(house);
  });
  afterAll(() => house.close());

  const open = async (address: string, who?: TestPerson) => {
    if (!who) {
      const { status, html } = await stranger.open(`/scope-of-practice${address}`);
      return { status, html, text: textOf(html) };
    }
    const answer = await house.app.inject({
      method: 'GET',
      url: `/scope-of-practice${address}`,
      headers: { ...who.headers, accept: 'text/html' },
    });
    return { status: answer.statusCode, html: answer.body, text: textOf(answer.body) };
  };

  it('then every state is a link that says its standing in words, and one without a rule is unknown', async () => {
    const { html } = await open('');
    const us = html.slice(html.indexOf('id="map-us-title"'), html.indexOf('id="map-world-title"'));
    const labels = [
      ...us.matchAll(/class="map__place" href="\/scope-of-practice\/US-\w\w[^"]*" aria-label="([^"]+)"/g),
    ];
    expect(labels).toHaveLength(51);
    for (const [, label] of labels) expect(label).toMatch(/: (Prohib|Contest|Unknown|Silent|Permitted)/);
    const area = (code: string) => new RegExp(`/${code}\\?.*?map__area--([\\w-]+)`).exec(us)?.[1];
    expect(area('US-CA')).toBe('prohibited');
    expect(area('US-CO')).toBe('permitted-with-conditions');
    expect(us).toContain('Wyoming: Unknown: not researched');
    expect(us).not.toContain('is-verified');
  });

  it('then for a profession nobody has researched, no place on the map looks permitted', async () => {
    const { html } = await open('?profession=astronaut');
    const maps = html.slice(html.indexOf('id="map-us-title"'));
    expect(maps).not.toContain('map__area--permitted');
  });

  it('then a stranger reads the rules beside one another, with no verdict, and each figure says it is not verified', async () => {
    const { status, html, text } = await open('/compare?place=XX&place=US-CA&place=XY');
    expect(status).toBe(200);
    expect(text).not.toContain('My record');
    expect(text).toContain('The register holds no rule for this profession here. That is no permission');
    const figures = html.match(/<strong>At (least|most)[^<]*<\/strong>/g) ?? [];
    const caveats = html.match(/<strong>At (least|most)[^<]*<\/strong> <span class="caveat">/g) ?? [];
    expect(figures.length).toBeGreaterThan(0);
    expect(caveats).toHaveLength(figures.length);
  });

  it('then somebody signed in reads what is owed and what is done at every treatment, each as recorded only', async () => {
    const { text } = await open('/compare?place=XX', people.trainee);
    expect(text).toContain('My record');
    expect(text).toContain('Training of 60 hours. (as recorded, not verified)');
    expect(text).toMatch(/At every treatment.*Consent each time\. \(as recorded, not verified\)/);
  });

  it('then one page holds a record against every place, and want of a rule is no permission', async () => {
    const { status, text } = await open('/mine', people.trainee);
    expect(status).toBe(200);
    expect(text).toContain('Recorded as prohibited as recorded, not verified');
    expect(text).toMatch(/Elsewhere XY .*?Unknown no permission .*?No rule is recorded .*?Cannot be told/);
    expect((await stranger.open('/scope-of-practice/mine')).status).toBe(401);
  });

  it('then what was known on an earlier day can be looked at', async () => {
    expect((await open('/XX?knownOn=2026-11-22')).text).toContain('At least 50 hours');
    expect((await open('/XX')).text).toContain('At least 60 hours');
    expect((await open('/XX?knownOn=2026-11-21')).text).toContain('That is no permission');
  });

  it('then the timeline compares each period with the one before it, whatever was recorded first', async () => {
    const { html } = await open('/US-NJ');
    const links = [...html.matchAll(/compare\?from(?:=|&#x3D;)(\d+)&(?:amp;)?to(?:=|&#x3D;)(\d+)/g)].map(
      ([, from, to]) => [from, to],
    );
    expect(links).toEqual([
      ['2', '1'],
      ['3', '2'],
    ]);
  });

  it('then two versions of a rule are told apart in words, without a figure that stands by itself', async () => {
    const [{ id }] = await house.get(ScopeRegister).editions({ jurisdiction: 'XX', profession: 'physical-therapist' });
    const { status, text } = await open(`/XX/rules/${id}/compare?from=1&to=2`);
    expect(status).toBe(200);
    const changes = text.slice(text.indexOf('What changed'), text.indexOf('Version 1 ', text.indexOf('What changed')));
    expect(changes).toContain('60');
    expect(changes).toContain('(as recorded, not verified)');
    expect((await open(`/US-CO/rules/${id}/compare`)).status).toBe(404);
    expect((await open(`/XX/rules/${id}/compare?from=9`)).status).toBe(404);
    expect((await open(`/XX/rules/${id}/compare?from=x`)).status).toBe(400);
  });

  it.each`
    address                                                                | status
    ${'/compare?place=COLORADO'}                                           | ${400}
    ${'/compare?place=XX&asOf=2026-02-30'}                                 | ${400}
    ${'/compare?place=XX&place=US-CO&place=US-CA&place=US-NY&place=US-NJ'} | ${400}
    ${'/compare?place=XX&profession=%3Cb%3E'}                              | ${400}
    ${'/XX?knownOn=yesterday'}                                             | ${400}
    ${'/XX/rules/nothing/compare'}                                         | ${404}
    ${'/XX/rules/00000000-0000-7000-8000-000000000000/compare'}            | ${404}
  `('then $address is refused with $status', async ({ address, status }: { address: string; status: number }) => {
    expect((await open(address)).status).toBe(status);
  });

  it.each(['verified', 'refused'])(
    'then a rule that was %s is caveated in all of it but where verified',
    async (outcome) => {
      const [{ id, version }] = await house
        .get(ScopeRegister)
        .editions({ jurisdiction: 'XX', profession: 'physical-therapist' });
      house.clock.advance(60_000);
      const answer = await house.app.inject({
        method: 'POST',
        url: `/api/v1/scope-of-practice/rules/${id}/versions/${version}/review`,
        headers: people.registrar.headers,
        payload: { comparedWith: 'Act 1', comparedOn: '2026-11-23', outcome },
      });
      expect(answer.statusCode).toBe(201);
      const { text } = await open('/compare?place=XX', people.trainee);
      expect(text.includes('as recorded, not verified')).toBe(outcome !== 'verified');
    },
  );
});
