import { aHouse, House } from '../../test/support/a-house';
import { tokenInLetterTo, lettersTo } from '../../test/support/mail';
import { aPerson } from '../../test/support/people';
import { Session } from './data/session.entity';
import { codeAt } from './domain/totp';

const PASSWORD = 'four walls and a needle';

describe('Given somebody who comes to the door', () => {
  let house: House;

  beforeAll(async () => {
    house = await aHouse();
  });
  afterAll(() => house.close());

  const post = (url: string, payload: object, headers = {}) =>
    house.app.inject({ method: 'POST', url: `/api/v1${url}`, payload, headers });
  const register = (email: string, name = 'Noor Haddad', password = PASSWORD) =>
    post('/people', { email, name, password });
  const signIn = (email: string, password = PASSWORD, code?: string) => post('/sessions', { email, password, code });
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

  it('when they register, then they are a trainee, and sign in with the address in any case', async () => {
    const registered = await register('Noor@Example.org');
    expect(registered.statusCode).toBe(201);
    expect(registered.json()).toMatchObject({ email: 'Noor@Example.org', roles: ['trainee'], emailConfirmed: false });

    const signedIn = await signIn('noor@example.ORG');
    expect(signedIn.statusCode).toBe(201);
    expect(signedIn.json()).toEqual({
      token: expect.any(String),
      expiresAt: '2026-11-23T00:00:00.000Z',
      person: { id: registered.json().id, name: 'Noor Haddad', email: 'Noor@Example.org', roles: ['trainee'] },
    });
  });

  it('when they follow the link in the letter, then the address is confirmed, once', async () => {
    await register('confirm@example.org');
    const { token: session } = (await signIn('confirm@example.org')).json();
    const token = await tokenInLetterTo(house, 'confirm@example.org');
    expect((await post('/email-confirmations', { token })).statusCode).toBe(204);
    const me = await house.app.inject({ url: '/api/v1/me', headers: bearer(session) });
    expect(me.json()).toMatchObject({ emailConfirmed: true });
    expect((await post('/email-confirmations', { token })).json()).toMatchObject({
      status: 404,
      code: 'link-not-valid',
    });
  });

  it('when two register the same address at once, then one has the account and the other is told', async () => {
    const answers = await Promise.all([register('twice@example.org', 'One'), register('TWICE@example.org', 'Two')]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
    expect(answers.find(({ statusCode }) => statusCode === 409)?.json()).toMatchObject({ code: 'email-taken' });
  });

  it.each`
    field         | value                   | why
    ${'email'}    | ${'not an address'}     | ${'not an address'}
    ${'email'}    | ${7}                    | ${'not text'}
    ${'password'} | ${'short'}              | ${'too short'}
    ${'password'} | ${'password123'}        | ${'tried first by everybody'}
    ${'password'} | ${'faulty@example.org'} | ${'the address'}
    ${'password'} | ${'x'.repeat(201)}      | ${'too long'}
    ${'name'}     | ${'  '}                 | ${'empty'}
    ${'name'}     | ${'Bobby\u0000Tables'}  | ${'a control character'}
    ${'name'}     | ${'x'.repeat(201)}      | ${'too long'}
    ${'name'}     | ${['Ada']}              | ${'not text'}
    ${'role'}     | ${'admin'}              | ${'unknown'}
  `('when the $field is $why, then it is refused by name', async ({ field, value }) => {
    const whole = { email: 'faulty@example.org', name: 'Ada', password: PASSWORD };
    const answer = await post('/people', { ...whole, [field]: value });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().code).toBe('validation-failed');
    expect(new Set(answer.json().errors.map(({ path }: { path: string }) => path))).toEqual(new Set([field]));
  });

  it('when the password is wrong or the address unknown, then both get the same answer', async () => {
    await register('right@example.org');
    const wrong = await signIn('right@example.org', 'not this one');
    const unknown = await signIn('nobody@example.org', 'not this one');
    const told = (answer: typeof wrong) => ({ ...answer.json(), instance: null });
    expect(wrong.statusCode).toBe(401);
    expect(told(unknown)).toEqual(told(wrong));
  });

  it('when they sign out, then the token is worth nothing', async () => {
    await register('leaving@example.org');
    const { token } = (await signIn('leaving@example.org')).json();
    const out = () => house.app.inject({ method: 'DELETE', url: '/api/v1/sessions/current', headers: bearer(token) });
    expect((await out()).statusCode).toBe(204);
    expect((await out()).statusCode).toBe(401);
  });

  it('when their sessions have expired, then the next signing in forgets them', async () => {
    const { id } = (await register('returning@example.org')).json();
    const start = house.clock.now();
    await signIn('returning@example.org');
    house.clock.advance(60_000);
    await signIn('returning@example.org');
    house.clock.set(new Date(start.getTime() + 12 * 3_600_000));
    await signIn('returning@example.org');
    const kept = await house.unitOfWork.manager.getRepository(Session).findBy({ personId: id });
    expect(kept.map(({ startedAt }) => startedAt.getTime() - start.getTime()).sort()).toEqual([43_200_000, 60_000]);
    house.clock.set(start);
  });

  it('when ten tries at an account have failed, then even the right password waits a quarter of an hour', async () => {
    await register('guessed@example.org');
    const start = house.clock.now();
    const guesses = await Promise.all(
      Array.from({ length: 14 }, (_, n) => signIn('guessed@example.org', `guess ${n}`)),
    );
    expect(guesses.map(({ statusCode }) => statusCode).sort()).toEqual([...Array(10).fill(401), ...Array(4).fill(429)]);

    house.clock.advance(60_000);
    const refused = await signIn('guessed@example.org');
    expect(refused.statusCode).toBe(429);
    expect(refused.headers['retry-after']).toBe('840');
    expect(refused.json()).toMatchObject({ code: 'too-many-requests', retryAfterSeconds: 840 });
    expect((await signIn('noor@example.org')).statusCode).toBe(201);

    house.clock.advance(840_000);
    expect((await signIn('guessed@example.org')).statusCode).toBe(201);
    house.clock.set(start);
  });

  it('when one person signs in 32 times at once, then nobody is made to wait', async () => {
    await register('many@example.org');
    const answers = await Promise.all(Array.from({ length: 32 }, () => signIn('many@example.org')));
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([201]));
  });

  describe('and who forgot the password', () => {
    it('when they ask for a letter, then the answer is the same whether or not the address has an account', async () => {
      await register('forgot@example.org');
      const known = await post('/password-resets', { email: 'forgot@example.org' });
      const unknown = await post('/password-resets', { email: 'stranger@example.org' });
      expect([known.statusCode, known.body]).toEqual([202, '']);
      expect([unknown.statusCode, unknown.body]).toEqual([202, '']);
      expect((await lettersTo(house, 'forgot@example.org')).at(-1)?.subject).toBe('Choose a new password');
      expect(await lettersTo(house, 'stranger@example.org')).toEqual([]);
    });

    it('when they choose a new one, then the old one and every session are worth nothing, and the link works once', async () => {
      await register('anew@example.org');
      const { token: session } = (await signIn('anew@example.org')).json();
      await post('/password-resets', { email: 'anew@example.org' });
      const token = await tokenInLetterTo(house, 'anew@example.org');

      expect((await post('/password-resets/completion', { token, password: 'short' })).statusCode).toBe(400);
      const completions = await Promise.all([
        post('/password-resets/completion', { token, password: 'a quite different one' }),
        post('/password-resets/completion', { token, password: 'a quite different one' }),
      ]);
      expect(completions.map(({ statusCode }) => statusCode).sort()).toEqual([204, 404]);
      expect((await signIn('anew@example.org')).statusCode).toBe(401);
      expect((await signIn('anew@example.org', 'a quite different one')).statusCode).toBe(201);
      expect((await house.app.inject({ url: '/api/v1/me', headers: bearer(session) })).statusCode).toBe(401);
    });

    it('when the hour is over, then the link works no more', async () => {
      await register('late@example.org');
      await post('/password-resets', { email: 'late@example.org' });
      const token = await tokenInLetterTo(house, 'late@example.org');
      const start = house.clock.now();
      house.clock.advance(3_600_000);
      expect((await post('/password-resets/completion', { token, password: PASSWORD })).statusCode).toBe(404);
      house.clock.set(start);
    });

    it('when they ask again and again, then the mailbox is not flooded', async () => {
      await register('flood@example.org');
      for (let n = 0; n < 8; n += 1) await post('/password-resets', { email: 'flood@example.org' });
      const letters = (await lettersTo(house, 'flood@example.org')).filter(
        ({ subject }) => subject === 'Choose a new password',
      );
      expect(letters).toHaveLength(5);
    });
  });

  it('when they change the password, then their other sessions end and this one stays', async () => {
    const person = await aPerson(house);
    const { token: other } = (await signIn(person.email, person.password)).json();
    const change = (currentPassword: string) =>
      house.app.inject({
        method: 'PUT',
        url: '/api/v1/me/password',
        headers: person.headers,
        payload: { currentPassword, password: 'an altogether new one' },
      });
    expect((await change('not it')).json()).toMatchObject({ status: 403, code: 'reauthentication-failed' });
    expect((await change(person.password)).statusCode).toBe(204);
    expect((await house.app.inject({ url: '/api/v1/me', headers: bearer(other) })).statusCode).toBe(401);
    expect((await house.app.inject({ url: '/api/v1/me', headers: person.headers })).statusCode).toBe(200);
  });

  it('when a registrar sets a second factor up, then it guards the door, and every code is good once', async () => {
    const person = await aPerson(house, { roles: ['registrar'], demo: false });
    const people = (headers: { authorization: string }) => house.app.inject({ url: '/api/v1/people', headers });
    expect((await people(person.headers)).json()).toMatchObject({ status: 403, code: 'second-factor-required' });

    const { secret, otpauthUrl } = (await post('/me/second-factor', {}, person.headers)).json();
    expect(otpauthUrl).toContain(`secret=${secret}`);
    const confirm = (code: string) => post('/me/second-factor/confirmation', { code }, person.headers);
    expect((await confirm('000000')).json()).toMatchObject({ status: 422, code: 'wrong-code' });
    const confirmed = await confirm(codeAt(secret, house.clock.now()));
    const { recoveryCodes } = confirmed.json();
    expect(recoveryCodes).toHaveLength(10);
    expect((await people(person.headers)).statusCode).toBe(200);
    expect((await post('/me/second-factor', {}, person.headers)).json()).toMatchObject({
      code: 'second-factor-exists',
    });

    const enter = (code?: string) => signIn(person.email, person.password, code);
    expect((await enter()).json()).toMatchObject({ status: 401, code: 'second-factor-required' });
    expect((await enter(codeAt(secret, house.clock.now()))).json()).toMatchObject({ status: 401, code: 'wrong-code' });

    const start = house.clock.now();
    house.clock.advance(30_000);
    const twice = await Promise.all([
      enter(codeAt(secret, house.clock.now())),
      enter(codeAt(secret, house.clock.now())),
    ]);
    expect(twice.map(({ statusCode }) => statusCode).sort()).toEqual([201, 401]);

    const recovered = await Promise.all([enter(recoveryCodes[0].toLowerCase()), enter(recoveryCodes[0])]);
    expect(recovered.map(({ statusCode }) => statusCode).sort()).toEqual([201, 401]);
    const { token } = recovered.find(({ statusCode }) => statusCode === 201)!.json();
    expect((await people(bearer(token))).statusCode).toBe(200);
    house.clock.set(start);
  });
});
