import { aBrowser } from '../../../test/support/a-browser';
import { aHouse, House } from '../../../test/support/a-house';
import { aPerson } from '../../../test/support/people';
import { tokenInLetterTo } from '../../../test/support/mail';
import { CSRF_FIELD, csrfTokenOf, SESSION_COOKIE, VISITOR_COOKIE } from '../../identity/csrf';
import { ownAddress } from './front-door.controller';

const PASSWORD = 'a needle in a haystack';
/** The visitor cookie of a browser in which nobody has signed in. */
const VISITOR = 'a-visitor-of-the-front-door';

describe('Given the front door', () => {
  let house: House;
  beforeAll(async () => (house = await aHouse()));
  afterAll(() => house.close());

  const open = (url: string) => house.app.inject({ method: 'GET', url, headers: { accept: 'text/html' } });
  const send = (url: string, fields: Record<string, string>, token = csrfTokenOf(VISITOR)) =>
    house.app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: `${VISITOR_COOKIE}=${VISITOR}` },
      payload: new URLSearchParams({ ...fields, [CSRF_FIELD]: token }).toString(),
    });

  it('when a stranger comes, then they get a cookie of their own, and forms that carry its token', async () => {
    const page = await open('/register');
    const visitor = page.cookies.find(({ name }) => name === VISITOR_COOKIE);
    expect(visitor).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
    expect(page.body).toContain(`name="_csrf" value="${csrfTokenOf(visitor?.value ?? '')}"`);
  });

  it('when somebody registers, then they are signed in by a cookie that no script reads, and led to their lessons', async () => {
    const answer = await send('/register', { name: 'Mary Seacole', email: 'mary@example.org', password: PASSWORD });
    expect(answer).toMatchObject({ statusCode: 303, headers: { location: '/learn' } });
    const session = answer.cookies.find(({ name }) => name === SESSION_COOKIE);
    expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
  });

  it('when the form is refused, then it is shown again with what was typed, but never the password', async () => {
    const answer = await send('/register', { name: 'Jensa', email: 'not an address', password: PASSWORD });
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('value="Jensa"');
    expect(answer.body).toContain('E-mail must be an e-mail address');
    expect(answer.body).toContain('aria-invalid="true"');
    expect(answer.body).not.toContain(PASSWORD);
  });

  it('when a form comes from elsewhere, then it is refused before anything happens', async () => {
    const answer = await send('/register', { name: 'X', email: 'x@example.org', password: PASSWORD }, 'forged');
    expect(answer.statusCode).toBe(403);
    expect(answer.headers['content-type']).toContain('text/html');
  });

  it('when the password is wrong, then nobody learns whether the address has an account', async () => {
    const known = await send('/sign-in', { email: 'mary@example.org', password: 'wrong wrong wrong', next: '/' });
    const unknown = await send('/sign-in', { email: 'nobody@example.org', password: 'wrong wrong wrong', next: '/' });
    expect([known.statusCode, unknown.statusCode]).toEqual([401, 401]);
    const said = (body: string) => /notice__title">([^<]+)/.exec(body)?.[1];
    expect(said(known.body)).toBe(said(unknown.body));
    expect(said(known.body)).toContain('do not go together');
  });

  it('when somebody signs in to go on where they were, then they go on there', async () => {
    const answer = await send('/sign-in', { email: 'mary@example.org', password: PASSWORD, next: '/learn/logbook' });
    expect(answer).toMatchObject({ statusCode: 303, headers: { location: '/learn/logbook' } });
  });

  it('when a stranger asks for a page of the house, then the sign-in form stands there and knows where to go on', async () => {
    const answer = await open('/learn/record?jurisdiction=US-CO');
    expect(answer.statusCode).toBe(401);
    expect(answer.body).toContain('name="next" value="/learn/record?jurisdiction&#x3D;US-CO"');
  });

  it('when somebody signs out, then their session has ended', async () => {
    const person = await aPerson(house);
    const browser = await aBrowser(house, person);
    expect((await browser.open('/me')).status).toBe(200);
    expect(await browser.send('/sign-out')).toMatchObject({ status: 303, location: '/' });
    expect((await browser.open('/me')).status).toBe(401);
  });

  it('when a password was forgotten, then the letter leads to a new one, once', async () => {
    expect((await send('/forgotten-password', { email: 'mary@example.org' })).body).toContain('Look in your mailbox');
    const token = await tokenInLetterTo(house, 'mary@example.org');
    const page = await open(`/reset-password/${token}`);
    expect(page.headers['x-robots-tag']).toBe('noindex, nofollow');
    expect(page.headers['referrer-policy']).toBe('no-referrer');
    expect(await send(`/reset-password/${token}`, { password: 'another needle entirely' })).toMatchObject({
      statusCode: 303,
      headers: { location: '/sign-in' },
    });
    expect((await send(`/reset-password/${token}`, { password: 'yet another needle' })).statusCode).toBe(404);
  });

  it('when somebody signed in asks for what is not there, then the page still knows them', async () => {
    const browser = await aBrowser(house, await aPerson(house, { name: 'Wren Castellanos' }));
    const { status, html } = await browser.open('/not-there');
    expect(status).toBe(404);
    expect(html).toContain('Wren Castellanos');
  });
});

describe('Given an address to go on to after signing in', () => {
  it.each`
    address                    | goesTo
    ${'/learn?x=1'}            | ${'/learn?x=1'}
    ${'https://evil.example/'} | ${'/'}
    ${'//evil.example/'}       | ${'/'}
    ${'/\\evil.example'}       | ${'/'}
    ${'/a\nb'}                 | ${'/'}
    ${undefined}               | ${'/'}
  `('when it is $address, then it leads to $goesTo', ({ address, goesTo }) => {
    expect(ownAddress(address as string | undefined)).toBe(goesTo);
  });
});
