import { aHouse, House } from '../../../test/support/a-house';
import { canonicalJson, sha256Hex } from '../../kernel/canonical-json';
import { IdempotentReply } from '../data/idempotent-reply.entity';
import { IdempotencyInterceptor } from './idempotency.interceptor';

describe('Given a POST that carries an Idempotency-Key', () => {
  let house: House;
  beforeAll(async () => (house = await aHouse()));
  afterAll(() => house.close());

  const send = (url: string, payload: object, key: string, headers: Record<string, string> = {}) =>
    house.app.inject({ method: 'POST', url, payload, headers: { 'idempotency-key': key, ...headers } });
  const aRegistration = (email: string) => ({ email, name: 'Mary Seacole', password: 'a needle in a haystack' });
  const register = (email: string, key: string) => send('/api/v1/people', aRegistration(email), key);

  it('when it is sent again, then nothing is done again and the answer is the same', async () => {
    const first = await register('once@example.org', 'key-1');
    const again = await register('once@example.org', 'key-1');
    expect(first.statusCode).toBe(201);
    expect(again.statusCode).toBe(201);
    expect(again.json()).toEqual(first.json());
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(first.headers['idempotency-replayed']).toBeUndefined();
  });

  it('when its row is read as it lies on disk, then neither the answer nor the password can be read or guessed from it', async () => {
    await register('sealed@example.org', 'key-sealed');
    const rows = await house.unitOfWork.manager.getRepository(IdempotentReply).find();
    expect(rows.length).toBeGreaterThan(0);
    for (const { answer, requestDigest } of rows) {
      expect(answer).not.toContain('Mary Seacole');
      expect(requestDigest).not.toBe(
        sha256Hex(`/api/v1/people\n${canonicalJson(aRegistration('sealed@example.org'))}`),
      );
    }
  });

  it('when it is a day old, then it is forgotten, and the key may be used anew', async () => {
    await register('forgotten@example.org', 'key-old');
    house.clock.advance(25 * 3_600_000);
    expect(await house.get(IdempotencyInterceptor).forgetOld()).toBeGreaterThan(0);
    expect((await register('other-day@example.org', 'key-old')).statusCode).toBe(201);
  });

  it('when the key comes with another body or another address, then it is a mismatch', async () => {
    await register('mismatch@example.org', 'key-2');
    expect((await register('other@example.org', 'key-2')).json()).toMatchObject({
      status: 409,
      code: 'idempotency-mismatch',
    });
    expect((await send('/api/v1/password-resets', { email: 'mismatch@example.org' }, 'key-2')).statusCode).toBe(409);
  });

  it('when it is sent several times at once, then one is done and all get its answer', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => register('race@example.org', 'key-3')));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201, 201, 201]);
    expect(new Set(answers.map((answer) => answer.json<{ id: string }>().id)).size).toBe(1);
  });

  it('when it was refused, then it may be mended and sent with the same key', async () => {
    const refused = await send(
      '/api/v1/people',
      { ...aRegistration('mended@example.org'), password: 'short' },
      'key-4',
    );
    expect(refused.statusCode).toBe(400);
    expect((await register('mended@example.org', 'key-4')).statusCode).toBe(201);
  });

  it('when another person uses the same key, then it is their own', async () => {
    const [one, other] = await Promise.all(
      ['one@example.org', 'another@example.org'].map(async (email) => {
        await register(email, `register ${email}`.replace(' ', '-'));
        const { token } = (
          await send('/api/v1/sessions', { email, password: aRegistration('').password }, 'key-5')
        ).json<{ token: string }>();
        return token;
      }),
    );
    const enrol = (token: string) =>
      send('/api/v1/enrolments', { programme: 'no-such-programme' }, 'key-6', { authorization: `Bearer ${token}` });
    expect(one).not.toBe(other);
    expect((await enrol(one)).statusCode).toBe(404);
    expect((await enrol(other)).statusCode).toBe(404);
  });

  it('when it signs in, then each time makes a session of its own: a token is never kept', async () => {
    await register('sessions@example.org', 'key-7');
    const credentials = { email: 'sessions@example.org', password: aRegistration('').password };
    const tokens = await Promise.all([1, 2].map(() => send('/api/v1/sessions', credentials, 'key-8')));
    expect(new Set(tokens.map((answer) => answer.json<{ token: string }>().token)).size).toBe(2);
  });

  it('when the key is no key, then it is refused', async () => {
    expect((await register('keyless@example.org', 'x'.repeat(201))).statusCode).toBe(400);
  });

  it('when a day has passed, then the answer is forgotten', async () => {
    await register('forgotten@example.org', 'key-9');
    house.clock.advance(25 * 60 * 60 * 1000);
    await register('next@example.org', 'key-10');
    expect((await register('forgotten@example.org', 'key-9')).json()).toMatchObject({ code: 'email-taken' });
  });
});
