import { HTTPMethods, RouteOptions } from 'fastify';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { ROLES } from '../src/identity/domain/permissions';
import { aHouse, House } from './support/a-house';
import { demoPeople, signedIn } from './support/people';

/*
 * Every route, asked as every kind of person, beside the matrix in docs/permissions.md. A new route is not in it and fails
 * this test until somebody decides; `UPDATE_PERMISSIONS=1 npx jest test/permissions` writes it down, for a reviewer to read.
 */

const MATRIX = path.join(__dirname, '..', 'docs', 'permissions.md');
const ASKING = ['nobody', ...ROLES] as const;
type Asking = (typeof ASKING)[number];

interface Route {
  readonly method: HTTPMethods;
  readonly url: string;
}

/** Routes of files and documents that are the same for everybody. */
const STATIC = /^\/(assets|api\/docs|api\/openapi)|\*/;

/** After these the session that asked is over, so each is asked with one of its own. */
const ENDS_SESSIONS = /sessions\/current|sign-out|password/;

describe('Given every route that the product answers', () => {
  const routes: Route[] = [];
  let house: House;
  let headersOf: (asking: Asking, url: string) => Promise<Record<string, string>>;

  beforeAll(async () => {
    house = await aHouse({
      onRoute: ({ method, url }: RouteOptions) => {
        for (const one of [method].flat()) if (one !== 'HEAD' && one !== 'OPTIONS') routes.push({ method: one, url });
      },
    });
    const people = await demoPeople(house);
    headersOf = async (asking, url) => {
      if (asking === 'nobody') return {};
      const person = people[asking];
      return ENDS_SESSIONS.test(url) ? (await signedIn(house, person.email)).headers : person.headers;
    };
  });
  afterAll(() => house.close());

  /** `yes`: let in, whatever came of the empty request; `no`: not with this role; `sign in`: not as nobody. */
  async function ask({ method, url }: Route, asking: Asking): Promise<string> {
    const answer = await house.app.inject({
      method: method as 'GET',
      url: url.replace(/:(\w+)/g, () => '00000000-0000-7000-8000-000000000000'),
      headers: { ...(await headersOf(asking, url)), accept: url.startsWith('/api') ? 'application/json' : 'text/html' },
      ...(method === 'GET' || method === 'DELETE' ? {} : { payload: {} }),
    });
    expect(`${method} ${url} as ${asking}: ${answer.statusCode}`).not.toMatch(/: 5\d\d$/);
    if (answer.statusCode === 401) return 'sign in';
    if (answer.statusCode === 303 && String(answer.headers.location).startsWith('/sign-in')) return 'sign in';
    return answer.statusCode === 403 ? 'no' : 'yes';
  }

  it('when each is asked as each kind of person, then it lets in exactly whom the matrix says', async () => {
    const asked = routes
      .filter(({ url }) => !STATIC.test(url))
      .toSorted((a, b) => (a.url === b.url ? a.method.localeCompare(b.method) : a.url < b.url ? -1 : 1));
    const lines: string[] = [];
    for (const route of asked) {
      const cells: string[] = [];
      for (const asking of ASKING) cells.push(await ask(route, asking));
      lines.push(`| ${route.method} ${route.url} | ${cells.join(' | ')} |`);
    }
    const matrix = [`| route | ${ASKING.join(' | ')} |`, `| --- |${' --- |'.repeat(ASKING.length)}`, ...lines].join(
      '\n',
    );
    const written = existsSync(MATRIX) ? readFileSync(MATRIX, 'utf8') : '';
    if (process.env.UPDATE_PERMISSIONS) {
      const [head] = written.split('| route |');
      writeFileSync(MATRIX, `${head}${matrix}\n`);
    } else {
      const table = written.slice(written.indexOf('| route |')).trim();
      expect(matrix.split('\n')).toEqual(table.split('\n'));
    }
  }, 180_000);
});
