import { aHouse, House } from '../../test/support/a-house';
import { aJurisdiction, anEdition, theJurisdictionFiles } from '../../test/support/a-register';
import { demoPeople, DemoName, TestPerson } from '../../test/support/people';
import type { ProgrammeVersion } from '../catalogue/programme';
import { ScopeRegister } from './scope-register.service';

interface Exported {
  readonly digest: string;
  readonly jurisdictions: readonly { readonly code: string }[];
  readonly rules: readonly {
    readonly id: string;
    readonly version: number;
    readonly digest: string;
    readonly jurisdiction: string;
    readonly printable: boolean;
    readonly confidence: string;
    readonly review: { readonly state: string };
  }[];
}

const HOURS = {
  id: 'r1',
  kind: 'training-hours',
  stage: 'before-independent-practice',
  bearer: 'practitioner',
  minimum: 40,
  unit: 'hours',
  detail: '=HYPERLINK("https://evil.example")',
} as const;

describe('Given the register, when a program asks for the whole of it', () => {
  let house: House;
  let people: Record<DemoName, TestPerson>;
  beforeAll(async () => {
    house = await aHouse();
    people = await demoPeople(house);
    const jurisdictions = [
      ...theJurisdictionFiles(),
      aJurisdiction([anEdition({ requirements: [HOURS] })]),
      aJurisdiction([], { code: 'XY', name: 'Elsewhere' }),
    ];
    await house
      .get(ScopeRegister)
      .adopt({ slug: 'dry-needling', content: { jurisdictions } } as unknown as ProgrammeVersion);
    house.clock.advance(60_000);
  });
  afterAll(() => house.close());

  const get = (url: string, headers: Record<string, string> = {}) =>
    house.app.inject({ method: 'GET', url: `/api/v1/${url}`, headers });
  const csvRows = async () => (await get('scope-of-practice/export?format=csv')).body.split('\r\n');

  it('then every version stands with its digest, its review and whether it may be relied on', async () => {
    const { digest, jurisdictions, rules } = (await get('scope-of-practice/export')).json<Exported>();
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect(jurisdictions.map(({ code }) => code)).toEqual(expect.arrayContaining(['US-CO', 'XX', 'XY']));
    for (const rule of rules) {
      expect(rule.digest).toMatch(/^[0-9a-f]{64}$/);
      expect(rule).toMatchObject({ printable: false, review: { state: 'unverified' } });
      expect(['high', 'medium', 'low']).toContain(rule.confidence);
    }
  });

  it('then as CSV, a requirement that looks like a formula is text', async () => {
    const answer = await get('scope-of-practice/export?format=csv');
    expect(answer.headers['content-type']).toContain('text/csv');
    expect(answer.headers['content-disposition']).toContain('scope-of-practice.csv');
    expect(answer.body).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
    expect(answer.body).not.toMatch(/[,\n]"?=HYPERLINK/);
  });

  it('then as CSV, every row with a requirement says beside it that it is not verified', async () => {
    const [, ...rows] = await csvRows();
    const withFigures = rows.filter((row) =>
      /,(before-(training|supervised-practice|independent-practice)|within-window|continuing|per-encounter),/.test(row),
    );
    expect(withFigures.length).toBeGreaterThan(20);
    for (const row of withFigures) expect(row).toMatch(/,"?as recorded, not verified"?$/);
  });

  it.each([
    'scope-of-practice/jurisdictions',
    'scope-of-practice/rules?jurisdiction=US-CO',
    'scope-of-practice/export',
    'scope-of-practice/export?format=csv',
  ])('then whoever has the answer of %s already is told so, with nothing else', async (url) => {
    const first = await get(url);
    expect(first.statusCode).toBe(200);
    const again = await get(url, { 'if-none-match': String(first.headers.etag) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    expect((await get(url, { 'if-none-match': '"another"' })).statusCode).toBe(200);
  });

  it('then a format that does not exist is refused, by name', async () => {
    const answer = await get('scope-of-practice/export?format=xml');
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ code: 'validation-failed', errors: [{ path: 'format' }] });
  });

  describe('and one person is held against all of it', () => {
    const all = (query = '', who = people.trainee, id = people.trainee.id) =>
      get(`people/${id}/scope-of-practice/all${query}`, who.headers);

    it('then each place has the outcome that it has by itself, and none is permission for want of a rule', async () => {
      const { items } = (await all()).json<{ items: { jurisdiction: string; outcome: string; standing: string }[] }>();
      expect(items.find(({ jurisdiction }) => jurisdiction === 'XY')).toMatchObject({
        outcome: 'cannot-tell',
        standing: 'unknown',
        confidence: null,
        printable: false,
      });
      expect(items.find(({ jurisdiction }) => jurisdiction === 'US-CA')).toMatchObject({ outcome: 'does-not-meet' });
      for (const { jurisdiction, outcome, standing } of items) {
        const alone = await get(
          `people/${people.trainee.id}/scope-of-practice?jurisdiction=${jurisdiction}`,
          people.trainee.headers,
        );
        expect(alone.json()).toMatchObject({ outcome, standing });
      }
    });

    it('then a day that does not exist is refused, by name', async () => {
      const answer = await all('?asOf=2026-02-30');
      expect(answer.statusCode).toBe(400);
      expect(answer.json()).toMatchObject({ errors: [{ path: 'asOf' }] });
    });

    it('then nobody sees it of a person who is not theirs', async () => {
      expect((await get(`people/${people.trainee.id}/scope-of-practice/all`)).statusCode).toBe(401);
      expect((await all('', people.trainee, people.registrar.id)).statusCode).toBe(404);
    });
  });

  it.each`
    outcome       | advance   | state         | status
    ${'verified'} | ${0}      | ${'verified'} | ${'verified'}
    ${'refused'}  | ${60_000} | ${'refused'}  | ${'as recorded, not verified'}
  `(
    'then a rule that was $outcome says $status in each of its rows',
    async ({
      outcome,
      advance,
      state,
      status,
    }: {
      outcome: string;
      advance: number;
      state: string;
      status: string;
    }) => {
      house.clock.advance(advance);
      const { rules } = (await get('scope-of-practice/export')).json<Exported>();
      const rule = rules.find(({ jurisdiction }) => jurisdiction === 'XX')!;
      const answer = await house.app.inject({
        method: 'POST',
        url: `/api/v1/scope-of-practice/rules/${rule.id}/versions/${rule.version}/review`,
        headers: people.registrar.headers,
        payload: { comparedWith: 'Act 1', comparedOn: '2026-11-22', outcome },
      });
      expect(answer.statusCode).toBe(201);
      const row = (await csvRows()).find((one) => one.includes('HYPERLINK'));
      expect(row).toContain(`,${state},`);
      expect(row?.endsWith(`,${status.includes(',') ? `"${status}"` : status}`)).toBe(true);
    },
  );
});
