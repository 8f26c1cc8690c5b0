import { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { aHouse, House } from '../../test/support/a-house';
import { aPerson, TestPerson } from '../../test/support/people';
import { Allow, Public } from './access';
import { AccessGuard } from './access.guard';
import { csrfTokenOf } from './csrf';
import { Sessions } from './sessions.service';
import { Staff } from './staff.service';

class Routes {
  @Public()
  open() {}

  @Allow('person:manage')
  manage() {}

  @Allow('me:read')
  self() {}

  undecided() {}
}

interface Asked {
  readonly method?: string;
  readonly url?: string;
  readonly headers?: Record<string, string>;
  readonly body?: Record<string, unknown>;
  readonly query?: Record<string, unknown>;
}

describe('Given the guard before every route', () => {
  let house: House;
  let guard: AccessGuard;
  let admin: TestPerson;
  let trainee: TestPerson;

  beforeAll(async () => {
    house = await aHouse();
    guard = new AccessGuard(new Reflector(), house.get(Sessions));
    admin = await aPerson(house, { roles: ['admin'] });
    trainee = await aPerson(house);
  });
  afterAll(() => house.close());

  const asking = (route: keyof Routes, request: object) =>
    ({
      getHandler: () => Reflect.get(Routes.prototype, route) as unknown,
      getClass: () => Routes,
      switchToHttp: () => ({ getRequest: () => request }),
    }) as unknown as ExecutionContext;

  /** Knocks at a route; answers the actor's id (or null), or the code of the refusal. */
  async function knock(route: keyof Routes, asked: Asked = {}): Promise<string | null> {
    const request = { method: 'GET', url: '/api/v1/anything', headers: {}, body: null, query: {}, ...asked };
    try {
      await guard.canActivate(asking(route, request));
      return (request as { actor?: { id: string } }).actor?.id ?? null;
    } catch (fault) {
      return (fault as { code: string }).code;
    }
  }

  it('when a stranger asks a public route, then nobody looks anything up', async () => {
    const withoutDatabase = new AccessGuard(new Reflector(), null as unknown as Sessions);
    const request = { method: 'GET', url: '/', headers: { cookie: 'filiform_visitor=abc; theme=dark' } };
    expect(await withoutDatabase.canActivate(asking('open', request))).toBe(true);
  });

  it('when somebody who signed in asks a public route, then they are recognised', async () => {
    expect(await knock('open', { headers: trainee.headers })).toBe(trainee.id);
  });

  it('when a token is worth nothing, then a public route treats its bearer as a stranger', async () => {
    expect(await knock('open', { headers: { authorization: 'Bearer nonsense' } })).toBeNull();
  });

  it.each`
    authorization               | why
    ${undefined}                | ${'nothing is sent'}
    ${'Bearer nonsense'}        | ${'the token is unknown'}
    ${'Basic YWRtaW46YWRtaW4='} | ${'it is not a bearer token'}
    ${'Bearer'}                 | ${'the token is missing'}
  `('when $why, then it asks to sign in before it says what is allowed', async ({ authorization }) => {
    const headers: Record<string, string> = authorization ? { authorization } : {};
    expect(await knock('manage', { headers })).toBe('not-signed-in');
    expect(await knock('undecided', { headers })).toBe('not-signed-in');
  });

  it('when a route names no permission, then not even an administrator enters', async () => {
    expect(await knock('undecided', { headers: admin.headers })).toBe('forbidden');
  });

  it('when the permission is held, then they enter; when not, then it is forbidden', async () => {
    expect(await knock('manage', { headers: admin.headers })).toBe(admin.id);
    expect(await knock('manage', { headers: trainee.headers })).toBe('forbidden');
  });

  describe('when a cookie speaks for them', () => {
    const as = ({ token }: TestPerson) => ({ cookie: `theme=dark; filiform_session=${token}` });

    it('then reading needs nothing more', async () => {
      expect(await knock('self', { headers: as(trainee) })).toBe(trainee.id);
    });

    it.each`
      proof                 | expected
      ${'none'}             | ${'csrf'}
      ${"another person's"} | ${'csrf'}
      ${'header'}           | ${'in'}
      ${'field'}            | ${'in'}
    `('then a call that changes something with $proof as proof is $expected', async ({ proof, expected }) => {
      const token = csrfTokenOf(trainee.token);
      const headers = {
        ...as(trainee),
        ...(proof === 'header' ? { 'x-csrf-token': token } : {}),
        ...(proof === "another person's" ? { 'x-csrf-token': csrfTokenOf(admin.token) } : {}),
      };
      const body = proof === 'field' ? { _csrf: token } : {};
      const answer = await knock('self', { method: 'POST', headers, body });
      expect(answer).toBe(expected === 'in' ? trainee.id : expected);
    });

    it('then a bearer token beside it needs no proof', async () => {
      expect(await knock('self', { method: 'POST', headers: { ...as(admin), ...trainee.headers } })).toBe(trainee.id);
    });
  });

  describe('when a visitor sends a form of a page', () => {
    const headers = { cookie: 'filiform_visitor=a-random-secret' };

    it.each`
      form                                         | expected
      ${{}}                                        | ${'csrf'}
      ${{ _csrf: 'guessed' }}                      | ${'csrf'}
      ${{ _csrf: csrfTokenOf('a-random-secret') }} | ${null}
    `('with $form, then the answer is $expected', async ({ form, expected }) => {
      expect(await knock('open', { method: 'POST', url: '/sign-in', headers, body: { ...form } })).toBe(expected);
    });

    it('then the proof is taken out before the fields are checked', async () => {
      const body = { _csrf: csrfTokenOf('a-random-secret'), email: 'a@example.org' };
      await knock('open', { method: 'POST', url: '/sign-in', headers, body });
      expect(body).toEqual({ email: 'a@example.org' });
    });

    it('then an upload may carry the proof in its address, and nothing else may', async () => {
      const query = { _csrf: csrfTokenOf('a-random-secret') };
      const upload = { ...headers, 'content-type': 'multipart/form-data; boundary=x' };
      expect(await knock('open', { method: 'POST', url: '/verify', headers: upload, query })).toBeNull();
      expect(await knock('open', { method: 'POST', url: '/verify', headers, query })).toBe('csrf');
    });
  });

  it('when a session expires, then its token is worth nothing from that moment on', async () => {
    const start = house.clock.now();
    const person = await aPerson(house);
    house.clock.advance(12 * 3_600_000 - 1);
    expect(await knock('self', { headers: person.headers })).toBe(person.id);
    house.clock.advance(1);
    expect(await knock('self', { headers: person.headers })).toBe('not-signed-in');
    house.clock.set(start);
  });

  it('when a role is taken, then its sessions end at once and the next one has not got it', async () => {
    const colleague = await aPerson(house, { roles: ['trainee', 'admin'] });
    const actor = { kind: 'person', id: admin.id, roles: ['admin'], sessionId: '' } as const;
    await house.get(Staff).take(actor, colleague.id, 'admin');
    expect(await knock('manage', { headers: colleague.headers })).toBe('not-signed-in');
    const { token } = await house.unitOfWork.run(() =>
      house.get(Sessions).start(colleague.id, { kind: 'api', secondFactorDone: false }),
    );
    expect(await knock('manage', { headers: { authorization: `Bearer ${token}` } })).toBe('forbidden');
  });

  it('when a registrar or administrator has no second factor, then they may only set it up, unless they are a demo', async () => {
    const real = await aPerson(house, { roles: ['admin'], demo: false });
    expect(await knock('manage', { headers: real.headers })).toBe('second-factor-required');
    expect(await knock('self', { headers: real.headers })).toBe(real.id);
  });
});
