import { aHouse, House } from '../../../test/support/a-house';
import { assetUrl } from './assets';

describe('Given the house, when nobody has signed in', () => {
  let house: House;
  beforeAll(async () => (house = await aHouse()));
  afterAll(() => house.close());

  const ask = (method: 'GET' | 'POST', url: string, rest: object = {}) => house.app.inject({ method, url, ...rest });

  it('then it says that it is alive, and ready with its database, migrations and keys', async () => {
    expect((await ask('GET', '/health')).json()).toEqual({ status: 'alive' });
    expect((await ask('GET', '/ready')).json()).toEqual({
      status: 'ready',
      checks: { database: true, migrations: true, keys: true },
    });
  });

  it('then an unknown address is a problem for programs and a page for people', async () => {
    const problem = await ask('GET', '/api/v1/nothing-here');
    expect(problem.statusCode).toBe(404);
    expect(problem.headers['content-type']).toContain('application/problem+json');
    expect(problem.json()).toMatchObject({ code: 'not-found', status: 404 });

    const page = await ask('GET', '/nothing-here', { headers: { accept: 'text/html' } });
    expect(page.statusCode).toBe(404);
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.body).toContain('<h1');
  });

  it('then a call that asks who it is says how to tell', async () => {
    const problem = await ask('GET', '/api/v1/me');
    expect(problem.statusCode).toBe(401);
    expect(problem.headers['www-authenticate']).toBe('Bearer');
    expect(problem.json()).toMatchObject({ code: 'not-signed-in' });
  });

  it.each`
    what                | payload                                | type                  | status | code
    ${'malformed JSON'} | ${'{"email": '}                        | ${'application/json'} | ${400} | ${'validation-failed'}
    ${'a large body'}   | ${JSON.stringify('x'.repeat(2 ** 21))} | ${'application/json'} | ${413} | ${'payload-too-large'}
    ${'a strange type'} | ${'<a/>'}                              | ${'application/xml'}  | ${415} | ${'unsupported-media'}
  `('then $what is refused with $status $code', async ({ payload, type, status, code }) => {
    const answer = await ask('POST', '/api/v1/people', { payload, headers: { 'content-type': type } });
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json()).toMatchObject({ code, instance: `urn:request:${String(answer.headers['x-request-id'])}` });
  });

  it('then a page lets in nothing from elsewhere and no script without its nonce', async () => {
    const { headers } = await ask('GET', '/nothing-here', { headers: { accept: 'text/html' } });
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/script-src 'nonce-[A-Za-z0-9+/=]{24}'/);
    expect(policy).not.toContain('unsafe-inline');
    expect(policy).not.toContain('upgrade-insecure-requests');
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers['referrer-policy']).toBe('no-referrer');
  });

  it('then assets and typefaces are served under an address that names their content', async () => {
    for (const name of ['css/base.css', 'fonts/inter/inter-latin-wght-normal.woff2']) {
      expect((await ask('GET', assetUrl(name))).statusCode).toBe(200);
    }
    expect((await ask('GET', assetUrl('../layouts/house.hbs'))).statusCode).toBe(404);
  });

  it('then the contract can be read by programs and people', async () => {
    const document = (await ask('GET', '/api/openapi.json')).json();
    expect(document).toMatchObject({ openapi: '3.1.0', paths: { '/health': { get: {} } } });
    expect((await ask('GET', '/api/docs')).statusCode).toBe(200);
  });
});
