import { aBrowser, Browser } from '../../../../test/support/a-browser';
import { aSchool, School } from '../../../../test/support/a-school';

let school: School;
let [author, second, auditor]: Browser[] = [];

const FIELDS = {
  ...{ jurisdiction: 'US-CO', profession: 'physical-therapist', intervention: 'dry-needling', rule: 'premises' },
  ...{ edition: 'first', standing: 'permitted-with-conditions', summary: 'A licence of the premises.' },
  ...{ 'instrument.kind': 'statute', 'instrument.citation': 'Act 9', 'instrument.binding': 'law' },
  ...{ 'inForce.from': '2027-01-01', confidence: 'high', confidenceWhy: 'Read.' },
  ...{ 'requirements-rows': '1', 'requirements.0.id': 'r1', 'requirements.0.kind': 'premises-registration' },
  ...{ 'requirements.0.stage': 'continuing', 'requirements.0.bearer': 'premises' },
  'requirements.0.detail': 'A licence.',
  ...{ 'sources-rows': '1', 'sources.0.url': 'https://leg.colorado.gov/9', 'sources.0.publisher': 'The legislature' },
  ...{ 'sources.0.kind': 'primary', 'sources.0.supports': 'All', 'sources.0.official': 'yes' },
};
const keep = (more: Record<string, string> = {}) => author.send('/registry/law/new', { ...FIELDS, ...more });

beforeAll(async () => {
  school = await aSchool();
  const { registrar, registrar2 } = school.people;
  [author, second, auditor] = await Promise.all(
    [registrar, registrar2, school.people.auditor].map((person) => aBrowser(school.house, person)),
  );
});
afterAll(() => school.house.close());

describe('Given registrars who keep the register of the law', () => {
  it('when the first version of a rule is written, compared and published, then each page offers what comes next', async () => {
    const { status, location } = await keep();
    expect(status).toBe(303);
    const address = location!.replace(/\?.*/, '');
    expect((await author.open(address)).html).toContain('the register has no such rule yet');
    expect((await second.open(address)).html).not.toContain('Record my comparison');
    await author.send(`${address}/submission`);
    expect((await author.open(address)).html).toContain('Waits for a colleague');
    const refused = await author.send(`${address}/review`, {
      ...{ comparedWith: 'It', comparedOn: '2026-11-22', outcome: 'verified' },
    });
    expect(refused.status).toBe(422);
    const empty = await second.send(`${address}/review`, { comparedOn: '2026-11-22' });
    expect(empty.status).toBe(400);
    expect(empty.html).toContain('id="comparedWith-error"');
    await second.send(`${address}/review`, { comparedWith: 'It', comparedOn: '2026-11-22', outcome: 'verified' });
    expect((await author.send(`${address}/publication`)).status).toBe(303);
    const { html } = await author.open('/registry/rules');
    expect(html).toContain('Act 9');
    expect((await author.open('/registry/law/calendar')).html).toContain('1 January 2027');
    expect((await auditor.open('/registry/law')).html).toContain('Published');
  });

  it('when what was typed does not fit, then nothing is kept, all of it stands there again, and each fault at its field', async () => {
    const { status, html } = await keep({
      ...{ edition: 'second', 'requirements.0.minimum': 'many', 'requirements.0.kind': '', summary: '' },
      'inForce.from': '2027-02-30',
    });
    expect(status).toBe(400);
    for (const field of ['requirements.0.minimum', 'requirements.0.kind', 'summary', 'inForce.from']) {
      expect(html).toContain(`id="${field}-error"`);
    }
    expect(html).toContain('value="many"');
    expect((await author.open('/registry/law')).html).not.toContain('second');
  });

  it('when a row is asked for, then there is one more, and nothing is kept', async () => {
    const { status, html } = await keep({ do: 'add-requirements' });
    expect(status).toBe(200);
    expect(html).toContain('name="requirements.1.detail"');
    expect(html).toContain('A licence of the premises.');
  });

  it.each(['from=nonsense', 'from=00000000-0000-7000-8000-000000000000/1'])(
    'when a version is followed that there is not (%s), then it is not found',
    async (query) => {
      expect((await author.open(`/registry/law/new?${query}`)).status).toBe(404);
    },
  );

  it('when somebody else would write, then it is not for them', async () => {
    expect((await auditor.open('/registry/law/new')).status).toBe(403);
    expect((await auditor.send('/registry/law/new', FIELDS)).status).toBe(403);
    expect((await (await aBrowser(school.house, school.people.instructor)).open('/registry/law')).status).toBe(403);
  });
});
