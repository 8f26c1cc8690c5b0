import { aHouseOn, House } from '../../test/support/a-house';
import { aSchool, School } from '../../test/support/a-school';
import { signedIn, SignedInPerson } from '../../test/support/people';
import { train } from '../../test/support/training';
import { Vault } from '../vault/vault.service';

interface Answer {
  readonly verdict: string;
  readonly certificate: { readonly holder: { readonly name: string; readonly masked: boolean } | null } | null;
  readonly checks: { readonly check: string; readonly outcome: string }[];
  readonly statusAsOf: string;
}

describe('Given a certificate in force, and two nodes over one database', () => {
  let school: School;
  let other: House;
  let id: string;
  let number: string;
  let secret: string;

  beforeAll(async () => {
    school = await aSchool();
    await train(school, school.people.trainee);
    const issued = await school.post(school.people.registrar, 'certificates', {
      personId: school.people.trainee.id,
      scheme: 'dn-foundation',
      jurisdiction: 'US-CO',
    });
    expect(issued.status).toBe(201);
    ({ id, number } = issued.body as { id: string; number: string });
    secret = (issued.body as { verifyUrl: string }).verifyUrl.split('/').at(-1) as string;
    other = await aHouseOn(school.house.settings);
  }, 120_000);
  afterAll(async () => {
    await other.close();
    await school.house.close();
  });

  async function ask(node: House, query = '', asked = number): Promise<Answer> {
    const answer = await node.app.inject({
      method: 'GET',
      url: `/api/v1/verifications/${encodeURIComponent(asked)}${query}`,
    });
    expect(answer.statusCode).toBe(200);
    return answer.json();
  }

  const nodes = () => [school.house, other];
  const change = (action: string, body: object, who: SignedInPerson = school.people.registrar) =>
    school.post(who, `certificates/${id}/${action}`, body);

  it('when anybody asks by number, on any node, then it is valid and the name is masked', async () => {
    for (const node of nodes()) {
      const { verdict, certificate, checks } = await ask(node);
      expect(verdict).toBe('valid');
      expect(certificate?.holder).toMatchObject({ masked: true, name: 'T*** A*** O***' });
      expect(checks.every(({ outcome }) => outcome === 'passed')).toBe(true);
    }
  });

  it('when it is typed as people copy it, then it is the same certificate', async () => {
    const copied = number.toLowerCase().replace(/-/g, ' ').replace(/0/g, 'o').replace(/1/g, 'l');
    expect((await ask(school.house, '', copied)).verdict).toBe('valid');
  });

  it('when whoever holds the paper asks, then every certified field is shown', async () => {
    const { certificate } = await ask(school.house, `?secret=${secret}`);
    expect(certificate?.holder).toMatchObject({ masked: false, name: 'Tamsin Adaora Okafor' });
  });

  it('when the number is invented, malformed, or its secret is wrong, then all are told the same', async () => {
    const told = await Promise.all([
      ask(school.house, '', '0000-0000-0000-0000-1'),
      ask(school.house, '', 'nonsense'),
      ask(school.house, '?secret=0000000000000000'),
    ]);
    const shape = ({ number: _typed, statusAsOf: _moment, ...rest }: Answer & { number?: string }) => rest;
    expect(told.map(shape)).toEqual([shape(told[0]), shape(told[0]), shape(told[0])]);
    expect(told[0]).toMatchObject({ verdict: 'unknown', certificate: null });
  });

  it('when it is suspended and reinstated on one node, then neither node gives the old verdict once more', async () => {
    expect((await change('suspension', { reason: 'A complaint is looked into.' })).status).toBeLessThan(300);
    for (const node of nodes()) expect((await ask(node)).verdict).toBe('suspended');
    expect((await change('reinstatement', { reason: 'Nothing was found.' })).status).toBeLessThan(300);
    for (const node of nodes()) expect((await ask(node)).verdict).toBe('valid');
  });

  it('when it expires, then the verdict changes with the clock alone', async () => {
    const now = other.clock.now();
    expect((await ask(other)).verdict).toBe('valid');
    other.clock.set('2028-11-22T23:59:59.999Z');
    expect((await ask(other)).verdict).toBe('valid');
    other.clock.set('2028-11-23T00:00:00.000Z');
    expect((await ask(other)).verdict).toBe('expired');
    other.clock.set(now);
  });

  it('when it is asked whether it was in force before it was issued, then it was not known', async () => {
    expect((await ask(school.house, '?knownOn=2026-11-01')).verdict).toBe('unknown');
    expect((await ask(school.house, '?asOf=2026-11-01')).verdict).toBe('not-yet-valid');
  });

  it('when many numbers are guessed at, also by the hundred, then whoever guesses is told to wait', async () => {
    const guess = () =>
      school.house.app.inject({
        method: 'POST',
        url: '/api/v1/verification-batches',
        payload: { numbers: Array.from({ length: 100 }, () => 'zz') },
        remoteAddress: '203.0.113.7',
      });
    const statuses = [];
    for (let batch = 0; batch < 21; batch += 1) statuses.push((await guess()).statusCode);
    expect(statuses).toEqual([...Array.from({ length: 20 }, () => 200), 429]);
    expect(Number((await guess()).headers['retry-after'])).toBeGreaterThan(0);
  });

  it('when a revocation dated back is confirmed, then what we said then and what we know now both stand', async () => {
    for (const node of [school.house, other]) node.clock.set('2027-03-01T12:00:00.000Z');
    // Sessions of last year are over.
    const registrar = await signedIn(school.house, school.people.registrar.email);
    const registrar2 = await signedIn(school.house, school.people.registrar2.email);
    const asked = await change(
      'revocation',
      {
        reason: 'The logbook was invented.',
        effectiveAt: '2026-12-01T00:00:00Z',
      },
      registrar,
    );
    expect(asked.status).toBeLessThan(300);
    for (const node of nodes()) expect((await ask(node)).verdict).toBe('suspended');
    expect((await change('revocation/confirmation', { reason: 'Confirmed.' }, registrar)).status).toBe(422);
    const confirmed = await change('revocation/confirmation', { reason: 'Confirmed.' }, registrar2);
    expect(confirmed.status).toBeLessThan(300);
    for (const node of nodes()) expect((await ask(node)).verdict).toBe('revoked');
    expect((await ask(other, '?asOf=2027-01-01&knownOn=2027-01-01')).verdict).toBe('valid');
    expect((await ask(other, '?asOf=2027-01-01')).verdict).toBe('revoked');
    expect((await ask(other, '?asOf=2026-11-25')).verdict).toBe('valid');
  });

  it('when the content is erased, then its status is still told, its content never', async () => {
    await school.house.unitOfWork.run(() => school.house.get(Vault).erase(id));
    for (const node of nodes()) {
      const { verdict, certificate, checks } = await ask(node);
      expect(verdict).toBe('revoked');
      expect(certificate?.holder).toBeNull();
      expect(checks).toContainEqual(expect.objectContaining({ check: 'signature', outcome: 'could-not-check' }));
    }
  });
});
