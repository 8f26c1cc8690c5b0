import { AuditTrail } from '../src/audit/audit-trail';
import { fill } from '../src/demo/fill';
import { WHO_IS_WHERE } from '../src/demo/story';
import { SystemClock } from '../src/kernel/clock';
import { aHouseOn, House, someGround } from './support/a-house';
import { signedIn } from './support/people';

const PASSWORD = 'a demo password for tests';

describe('Given an empty database that the demo has filled', () => {
  let house: House;
  let ground: Awaited<ReturnType<typeof someGround>>;
  const get = async (account: string, path: string) => {
    const { headers } = await signedIn(house, `${account}@example.org`);
    const reply = await house.app.inject({ method: 'GET', url: `/api/v1/${path}`, headers: { ...headers } });
    expect(reply.statusCode).toBe(200);
    return reply.json();
  };

  beforeAll(async () => {
    ground = await someGround();
    await fill(ground.settings, PASSWORD);
    house = await aHouseOn(ground.settings, { now: new SystemClock().now().toISOString() });
  }, 180_000);
  afterAll(async () => {
    await house.close();
    await ground.remove();
  });

  it('when the register is read, then certificates stand in it in every status', async () => {
    const { items } = await get('registrar', 'certificates?limit=200');
    const statuses = items.map(
      ({ status, statusFacts }: { status: string; statusFacts: { awaitingConfirmation: boolean }[] }) =>
        statusFacts.some(({ awaitingConfirmation }) => awaitingConfirmation) ? 'awaiting revocation' : status,
    );
    expect([...new Set(statuses)].sort()).toEqual([
      'awaiting revocation',
      'expired',
      'revoked',
      'superseded',
      'suspended',
      'valid',
    ]);
  });

  it('when each account signs in, then it is there, and knows who it is', async () => {
    for (const [account] of WHO_IS_WHERE) expect((await get(account, 'me')).email).toBe(`${account}@example.org`);
  });

  it('when the supervisors look, then entries wait for them', async () => {
    expect((await get('assessor', 'logbook-entries?state=waiting')).items).toHaveLength(3);
    expect((await get('assessor2', 'logbook-entries?state=waiting')).items).toHaveLength(1);
  });

  it('when the law is looked up, then Colorado is verified and the invented place says that it is', async () => {
    const places = await get('registrar', 'scope-of-practice/jurisdictions');
    const of = (code: string) => places.find((place: { code: string }) => place.code === code);
    expect(of('US-CO').professions).toContainEqual(expect.objectContaining({ review: 'verified' }));
    expect(of('US-MD').professions).toContainEqual(expect.objectContaining({ review: 'unverified' }));
    expect(of('XX')).toMatchObject({ name: 'Arcadia (FICTIONAL)', fictional: true });
  });

  it('when nothing in it lies ahead, then the audit chain verifies and ends before now', async () => {
    const trail = house.get(AuditTrail);
    expect(await trail.verify()).toMatchObject({ firstBreak: null });
    const [newest] = (await trail.list({ limit: 1 })).items;
    expect(newest.at.getTime()).toBeLessThan(house.clock.now().getTime());
  });

  it('when it is filled again, then it refuses: it is not empty', async () => {
    await expect(fill(ground.settings, PASSWORD)).rejects.toThrow('The demo fills an empty database only');
  });
});
