import type { RouteOptions } from 'fastify';
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { systemActor } from '../src/audit/actor';
import { Assessors } from '../src/competency/assessors.service';
import { Cohorts } from '../src/identity/cohorts.service';
import { CSRF_FIELD, csrfTokenOf, SESSION_COOKIE } from '../src/identity/csrf';
import { ROLES } from '../src/identity/domain/permissions';
import { Sessions } from '../src/identity/sessions.service';
import { idOfName } from '../src/kernel/ids';
import { aSchool, PROGRAMME, School } from './support/a-school';
import {
  BAD_BODIES,
  BAD_QUERIES,
  BAD_SEGMENTS,
  BAD_VALUES,
  exampleOf,
  MALFORMED,
  objectsIn,
  placesIn,
  resolve,
  Schema,
  withAt,
} from './support/bad-input';
import { aPerson, PASSWORD, signedIn, TestPerson } from './support/people';
import { aSession, FINAL_QUIZ, SCHEME, train } from './support/training';

/*
 * Whatever is sent, to any route, is answered: never a 500, and every refusal in one form with a stable code. What is sent
 * is derived from the OpenAPI document, so that a new route is asked the day it is described; one that is registered and
 * not described fails.
 */

/** Thousands of questions: only one that hangs is to end it, however busy the machine is. */
const TIME = 1_200_000;
const TEMPLATES = path.join(__dirname, '..', 'templates');
/** Addresses under which nothing is decided: files, and the contract itself. */
const FILES = /^\/(assets|api\/docs|api\/openapi)|\*/;
const FOR_PROGRAMS = /^\/(api\/v1\/|health|ready|status\/|\.well-known\/|trust-bundle)/;

interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `{id}`, as OpenAPI writes it. */
  readonly path: string;
  readonly queries: readonly string[];
  /** Null where no JSON is read. */
  readonly body: Schema | null;
  /** Whether a file is read instead. */
  readonly readsFile: boolean;
}

interface Reply {
  readonly statusCode: number;
  readonly headers: Record<string, unknown>;
  readonly body: string;
}

/** What is wrong with an answer, or nothing. `expected` is asked for exactly, where something else would be a defect. */
function faultsOf(asked: string, { statusCode, headers, body }: Reply, expected?: readonly number[]): string[] {
  const fault = (what: string) => [`${asked}: ${what}`];
  if (statusCode >= 500) return fault(`answered ${statusCode}`);
  if (expected && !expected.includes(statusCode)) return fault(`answered ${statusCode}, not ${expected.join(' or ')}`);
  if (statusCode < 400) return [];
  if (!String(headers['content-type']).startsWith('application/problem+json')) {
    return fault(`${statusCode} is no problem document but ${String(headers['content-type'])}`);
  }
  const problem = JSON.parse(body) as Record<string, unknown>;
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(String(problem.code))) return fault(`has the code ${String(problem.code)}`);
  if (problem.status !== statusCode || !problem.detail || !problem.instance) return fault('is not a whole problem');
  if (statusCode === 429 && !headers['retry-after']) return fault('429 does not say when to come again');
  if (problem.code !== 'validation-failed') return [];
  const errors = problem.errors as { path: unknown; message: unknown }[] | undefined;
  const named = errors?.every((one) => typeof one.path === 'string' && typeof one.message === 'string');
  return errors?.length && named ? [] : fault('does not say what to mend');
}

/** The first few of many say enough. */
const expectNone = (faults: readonly string[]) =>
  expect({ faults: faults.length, first: faults.slice(0, 15).map((fault) => fault.slice(0, 200)) }).toEqual({
    faults: 0,
    first: [],
  });

describe('Given every route of the product, and somebody who may do everything', () => {
  const routes: { method: string; url: string }[] = [];
  let school: School;
  let polymath: TestPerson;
  let trainee: TestPerson;
  let operations: Operation[];
  let schemas: Record<string, Schema>;
  /** By the first part of an address: the id of something that is there. */
  let things: Record<string, string>;
  let known: Record<string, unknown>;

  beforeAll(async () => {
    school = await aSchool({
      onRoute: ({ method, url }: RouteOptions) => {
        for (const one of [method].flat()) if (one !== 'HEAD' && one !== 'OPTIONS') routes.push({ method: one, url });
      },
    });
    const { house, people } = school;
    ({ trainee } = people);
    polymath = await aPerson(house, { roles: ROLES });
    const registrar = { kind: 'person', id: people.registrar.id, roles: ['registrar'], sessionId: '' } as const;
    const [cohort] = (await house.get(Cohorts).list(registrar, {})).items;
    await house.get(Cohorts).add(registrar, cohort.id, polymath.id);
    const scope = { competencies: 'all', regionTiers: [1, 2, 3], maySupervise: true } as const;
    await house.get(Assessors).appointFounding(systemActor('test'), polymath.id, scope);

    await train(school, trainee, polymath);
    const made = async (what: Promise<{ body: { id: string } }>) => (await what).body.id;
    const enrolment = await made(school.post(polymath, 'enrolments', { programme: PROGRAMME }));
    const rules = await school.get(null, 'scope-of-practice/rules?jurisdiction=US-CO');
    const { courses, versionId } = (await school.get(null, `programmes/${PROGRAMME}`)).body;
    const signOffs = (await school.get(trainee, 'sign-offs')).body.items;
    things = {
      cohorts: cohort.id,
      people: trainee.id,
      assessors: people.assessor2.id,
      enrolments: enrolment,
      lessons: courses[0].modules[0].lessons[0].id,
      quizzes: FINAL_QUIZ,
      questions: idOfName(`${PROGRAMME}/question/late-breathlessness`),
      attempts: await made(school.post(polymath, `quizzes/${FINAL_QUIZ}/attempts`)),
      'sign-offs': signOffs[0].id,
      'logbook-entries': await made(school.post(polymath, 'logbook-entries', aSession(school, people.assessor))),
      'scope-of-practice': rules.body.rules[0].id,
      figures: versionId,
      certificates: await made(
        school.post(people.registrar, 'certificates', { personId: trainee.id, scheme: SCHEME, jurisdiction: 'US-CO' }),
      ),
    };
    things.accommodations = await made(
      school.post(people.registrar, `people/${trainee.id}/accommodations`, {
        factor: 1.25,
        breakMinutes: 10,
        endsOn: '2099-12-31',
        reason: 'Statement of the student office',
      }),
    );
    const [observation] = (await school.get(trainee, 'observations')).body.items;
    known = {
      personId: trainee.id,
      supervisorId: people.assessor.id,
      programme: PROGRAMME,
      programmeVersion: versionId,
      competency: 'C19',
      competencies: [{ competency: 'C19', level: 4 }],
      level: 5,
      station: undefined,
      kind: 'workplace',
      observations: [observation.id],
      regionTier: 2,
      criticalFails: [],
      reauthentication: { password: PASSWORD },
      email: 'somebody@example.test',
      jurisdiction: 'US-CO',
      profession: 'physical-therapist',
      scheme: SCHEME,
      corrects: undefined,
    };

    const document = JSON.parse((await house.app.inject({ method: 'GET', url: '/api/openapi.json' })).body);
    schemas = document.components.schemas as Record<string, Schema>;
    operations = Object.entries(document.paths as Record<string, Record<string, OpenApiOperation>>).flatMap(
      ([address, methods]) =>
        Object.entries(methods).map(([method, { parameters = [], requestBody }]) => ({
          method: method.toUpperCase() as Operation['method'],
          path: address,
          queries: parameters.filter((one) => one.in === 'query').map(({ name }) => name),
          body: requestBody?.content['application/json']?.schema ?? null,
          readsFile: requestBody !== undefined && !requestBody.content['application/json'],
        })),
    );
  }, TIME);
  afterAll(() => school.house.close());

  interface OpenApiOperation {
    readonly parameters?: readonly { readonly in: string; readonly name: string }[];
    readonly requestBody?: { readonly content: Record<string, { readonly schema: Schema }> };
  }

  /** The address of something that is there. */
  const addressOf = ({ path: address }: Operation, replaced: Record<string, string> = {}) => {
    const [resource] = address.replace('/api/v1/', '').split('/');
    return address.replace(/\{(\w+)\}/g, (_, name: string) => {
      const usual: Record<string, string> = { slot: '1', version: '1', role: 'clinic', slug: PROGRAMME, name: 'x.svg' };
      return (
        replaced[name] ??
        usual[name] ??
        (name === 'personId' && resource === 'cohorts' ? trainee.id : things[resource]) ??
        'x'
      );
    });
  };

  const send = (operation: Operation, rest: { url?: string; headers?: object; payload?: string | Buffer }) =>
    school.house.app.inject({
      method: operation.method,
      url: addressOf(operation),
      ...rest,
    } as never) as Promise<Reply>;

  /** Signed in anew for each route: some of them end the session. */
  const asPolymath = async () => (await signedIn(school.house, polymath.email)).headers;
  const inJson = async () => ({ ...(await asPolymath()), 'content-type': 'application/json' });
  const withBody = () => operations.filter(({ body }) => body !== null);

  it('when they are listed, then the OpenAPI document describes each, and refers to nothing that it does not hold', async () => {
    const described = new Set(operations.map(({ method, path: address }) => `${method} ${address}`));
    const registered = routes
      .filter(({ url }) => FOR_PROGRAMS.test(url))
      .map(({ method, url }) => `${method} ${url.replace(/:(\w+)/g, '{$1}')}`);
    expect(registered.filter((route) => !described.has(route))).toEqual([]);
    const document = (await school.house.app.inject({ method: 'GET', url: '/api/openapi.json' })).body;
    const references = new Set(
      [...document.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name),
    );
    expect([...references].filter((name) => !schemas[name])).toEqual([]);
  });

  it(
    'when the JSON is malformed, then it is refused with 400',
    async () => {
      const faults: string[] = [];
      for (const operation of withBody()) {
        const headers = await inJson();
        for (const payload of MALFORMED) {
          const asked = `${operation.method} ${operation.path} with ${JSON.stringify(payload)}`;
          faults.push(...faultsOf(asked, await send(operation, { headers, payload }), [400]));
        }
      }
      expectNone(faults);
    },
    TIME,
  );

  it(
    'when the whole body is something else, or nothing, then it is answered',
    async () => {
      const faults: string[] = [];
      for (const operation of operations.filter(({ method }) => method !== 'GET')) {
        for (const payload of BAD_BODIES) {
          const asked = `${operation.method} ${operation.path} with ${payload.slice(0, 60)}`;
          faults.push(...faultsOf(asked, await send(operation, { headers: await inJson(), payload })));
        }
        const { method, path: address } = operation;
        faults.push(
          ...faultsOf(`${method} ${address} with nothing`, await send(operation, { headers: await asPolymath() })),
        );
        faults.push(
          ...faultsOf(
            `${method} ${address} with emptiness`,
            await send(operation, { headers: await inJson(), payload: '' }),
          ),
        );
      }
      expectNone(faults);
    },
    TIME,
  );

  it(
    'when any field holds anything, then it is answered',
    async () => {
      const faults: string[] = [];
      for (const operation of withBody()) {
        const headers = await inJson();
        const body = exampleOf(operation.body!, schemas, known);
        for (const place of placesIn(body)) {
          for (const value of BAD_VALUES) {
            const asked = `${operation.method} ${operation.path} where ${place.join('.')} is ${value.slice(0, 60)}`;
            faults.push(...faultsOf(asked, await send(operation, { headers, payload: withAt(body, place, value) })));
          }
        }
      }
      expectNone(faults);
    },
    TIME,
  );

  it(
    'when a field is unknown, at any depth, then it is refused with 400',
    async () => {
      const faults: string[] = [];
      for (const operation of withBody()) {
        const headers = await inJson();
        const body = exampleOf(operation.body!, schemas, known);
        for (const place of objectsIn(body).filter((one) => !isFreeForm(operation.body!, one))) {
          const asked = `${operation.method} ${operation.path} with an unknown field in "${place.join('.')}"`;
          const payload = withAt(body, [...place, 'nobodyKnowsThis'], '1');
          faults.push(...faultsOf(asked, await send(operation, { headers, payload }), [400]));
        }
      }
      expectNone(faults);
    },
    TIME,
  );

  it(
    'when a field is sent where none is taken, in a body or a query, then it is refused with 400',
    async () => {
      const faults: string[] = [];
      for (const operation of operations.filter(({ path: address }) => address.startsWith('/api/v1/'))) {
        const asked = `${operation.method} ${operation.path}`;
        const url = `${addressOf(operation)}?nobodyKnowsThis=1`;
        const payload = operation.body && JSON.stringify(exampleOf(operation.body, schemas, known));
        const query = await send(operation, { url, headers: await inJson(), ...(payload ? { payload } : {}) });
        faults.push(...faultsOf(`${asked} with an unknown query`, query, [400]));
        if (operation.body || operation.method === 'GET') continue;
        const body = await send(operation, { headers: await inJson(), payload: '{"nobodyKnowsThis":1}' });
        faults.push(...faultsOf(`${asked} with a body`, body, operation.readsFile ? [400, 415] : [400]));
      }
      expectNone(faults);
    },
    TIME,
  );

  /** Whether the schema leaves the members of the object at this place to a later check, as a response to a question is. */
  function isFreeForm(body: Schema, place: readonly (string | number)[]): boolean {
    const schema = place.reduce<Schema>((outer, key) => {
      const { items, properties } = resolve(outer, schemas);
      return (typeof key === 'number' ? items : properties?.[key]) ?? {};
    }, body);
    return resolve(schema, schemas).properties === undefined;
  }

  it(
    'when the body is too large, then it is refused with 413',
    async () => {
      const faults: string[] = [];
      const payload = JSON.stringify({ padding: 'x'.repeat(1024 * 1024) });
      for (const operation of withBody()) {
        const asked = `${operation.method} ${operation.path} with more than a mebibyte`;
        faults.push(...faultsOf(asked, await send(operation, { headers: await inJson(), payload }), [413]));
      }
      expectNone(faults);
    },
    TIME,
  );

  it(
    'when the content is of another kind, then it is refused with 415',
    async () => {
      const faults: string[] = [];
      for (const operation of withBody()) {
        for (const type of ['text/plain', 'application/xml', 'nonsense', 'application/octet-stream']) {
          const headers = { ...(await asPolymath()), 'content-type': type };
          const asked = `${operation.method} ${operation.path} as ${type}`;
          faults.push(...faultsOf(asked, await send(operation, { headers, payload: '{}' }), [415]));
        }
      }
      expectNone(faults);
    },
    TIME,
  );

  it(
    'when an id in the address is none, or of nothing, then it is 400 or 404',
    async () => {
      const faults: string[] = [];
      for (const operation of operations) {
        const headers = operation.body === null ? await asPolymath() : await inJson();
        const body = operation.body && JSON.stringify(exampleOf(operation.body, schemas, known));
        for (const [, name] of operation.path.matchAll(/\{(\w+)\}/g)) {
          for (const segment of BAD_SEGMENTS) {
            const url = addressOf(operation, { [name]: segment });
            const asked = `${operation.method} ${url.slice(0, 120)}`;
            const expected =
              name === 'number'
                ? undefined
                : name === 'version' || name === 'slot'
                  ? [400, 404, 201, 200]
                  : [400, 404, 414];
            faults.push(
              ...faultsOf(asked, await send(operation, { url, headers, ...(body && { payload: body }) }), expected),
            );
          }
        }
      }
      expectNone(faults);
    },
    TIME,
  );

  it(
    'when what stands after the question mark is anything, then it is answered',
    async () => {
      const faults: string[] = [];
      for (const operation of operations) {
        const headers = await asPolymath();
        for (const name of [...operation.queries, 'nobodyKnowsThis']) {
          const forms = [
            ...BAD_QUERIES.map((value) => `${name}=${value}`),
            `${name}=1&${name}=2`,
            `${name}[]=1`,
            `${name}[a]=1`,
            `${name}[__proto__]=1`,
            name,
          ];
          for (const form of operation.method === 'GET' ? forms : forms.slice(0, 2)) {
            const url = `${addressOf(operation)}?${form}`;
            faults.push(
              ...faultsOf(`${operation.method} ${url.slice(0, 160)}`, await send(operation, { url, headers })),
            );
          }
        }
      }
      expectNone(faults);
    },
    TIME,
  );

  it(
    'when a list is asked for with a bad limit or cursor, then it is refused with 400',
    async () => {
      const faults: string[] = [];
      const lists = operations.filter(({ method, queries }) => method === 'GET' && queries.includes('cursor'));
      expect(lists.length).toBeGreaterThan(5);
      for (const operation of lists) {
        const headers = await asPolymath();
        const bad = [
          'limit=0',
          'limit=-1',
          'limit=201',
          'limit=1.5',
          'limit=ten',
          'limit=1e9',
          'cursor=%00',
          'cursor=!',
          'cursor=AA',
          'cursor=bm8g',
          'cursor=YWJj',
          'unknown=1',
        ];
        for (const query of bad) {
          const url = `${addressOf(operation)}?${query}`;
          faults.push(...faultsOf(`GET ${url}`, await send(operation, { url, headers }), [400]));
        }
      }
      expectNone(faults);
    },
    TIME,
  );

  it(
    'when the token is expired, invented or no token, then whatever is not open to everyone says 401',
    async () => {
      const { token } = await signedIn(school.house, polymath.email);
      const closed: Operation[] = [];
      for (const operation of operations) if ((await send(operation, {})).statusCode === 401) closed.push(operation);
      expect(closed.length).toBeGreaterThan(30);
      school.house.clock.advance(13 * 3_600_000);
      const faults: string[] = [];
      for (const operation of closed) {
        for (const authorization of [
          `Bearer ${token}`,
          'Bearer ',
          'Bearer x',
          `Bearer ${'x'.repeat(5000)}`,
          `Basic ${token}`,
          token,
          'Bearer a b',
        ]) {
          const asked = `${operation.method} ${operation.path} with "${authorization.slice(0, 20)}"`;
          faults.push(...faultsOf(asked, await send(operation, { headers: { authorization } }), [401]));
        }
        const headers = { cookie: `${SESSION_COOKIE}=${token}` };
        faults.push(
          ...faultsOf(
            `${operation.method} ${operation.path} with an expired cookie`,
            await send(operation, { headers }),
            [401],
          ),
        );
      }
      expectNone(faults);
    },
    TIME,
  );

  describe('when somebody asks for what is another person’s', () => {
    it.each`
      who            | method    | address
      ${'stranger'}  | ${'GET'}  | ${'enrolments/{enrolments}'}
      ${'stranger'}  | ${'GET'}  | ${'enrolments/{enrolments}/progress'}
      ${'stranger'}  | ${'GET'}  | ${'enrolments?personId={people}'}
      ${'stranger'}  | ${'GET'}  | ${'attempts/{attempts}'}
      ${'registrar'} | ${'GET'}  | ${'attempts/{attempts}'}
      ${'stranger'}  | ${'POST'} | ${'attempts/{attempts}/submission'}
      ${'stranger'}  | ${'GET'}  | ${'logbook-entries/{logbook-entries}'}
      ${'stranger'}  | ${'GET'}  | ${'logbook-entries?personId={people}'}
      ${'stranger'}  | ${'GET'}  | ${'sign-offs/{sign-offs}'}
      ${'stranger'}  | ${'GET'}  | ${'sign-offs?personId={people}'}
      ${'stranger'}  | ${'GET'}  | ${'observations?personId={people}'}
      ${'stranger'}  | ${'GET'}  | ${'people/{people}/training-record'}
      ${'stranger'}  | ${'GET'}  | ${'people/{people}/scope-of-practice?jurisdiction=US-CO'}
      ${'stranger'}  | ${'GET'}  | ${'certificates/{certificates}'}
      ${'stranger'}  | ${'GET'}  | ${'certificates/{certificates}/pdf'}
      ${'stranger'}  | ${'GET'}  | ${'certificates/{certificates}/credential'}
      ${'elsewhere'} | ${'GET'}  | ${'people/{people}'}
      ${'elsewhere'} | ${'GET'}  | ${'people/{people}/training-record'}
      ${'elsewhere'} | ${'GET'}  | ${'cohorts/{cohorts}'}
      ${'elsewhere'} | ${'GET'}  | ${'sign-offs?personId={people}'}
      ${'elsewhere'} | ${'POST'} | ${'sign-offs/{sign-offs}/withdrawal'}
      ${'elsewhere'} | ${'POST'} | ${'logbook-entries/{logbook-entries}/verification'}
    `(
      'then $method $address answers $who 404, as if it were not there',
      async ({ who, method, address }: { who: string; method: 'GET' | 'POST'; address: string }) => {
        const { house, people } = school;
        const asking =
          who === 'registrar'
            ? await signedIn(house, people.registrar.email)
            : await aPerson(house, { roles: who === 'elsewhere' ? ['assessor', 'instructor'] : ['trainee'] });
        const url = `/api/v1/${address.replace(/\{([\w-]+)\}/g, (_, thing: string) => things[thing])}`;
        const payload = address.endsWith('withdrawal')
          ? { reason: 'No reason.' }
          : address.endsWith('verification')
            ? { outcome: 'verified' }
            : undefined;
        const reply = await house.app.inject({ method, url, headers: { ...asking.headers }, payload });
        expect({ status: reply.statusCode, code: reply.json().code }).toEqual({ status: 404, code: 'not-found' });
      },
    );
  });

  describe('when pages are opened and their forms sent', () => {
    interface Page {
      readonly method: string;
      readonly url: string;
    }
    let token: string;
    let faults: string[];
    beforeEach(async () => {
      ({ token } = await signedIn(school.house, polymath.email));
      faults = [];
    });

    const pages = () => routes.filter(({ url }) => !FILES.test(url) && !FOR_PROGRAMS.test(url));
    /** The page about something that is there. */
    const there = ({ url }: Page) =>
      url.replace(/:(\w+)/g, (_, name: string) => (name === 'slug' ? PROGRAMME : (things[url.split('/')[2]] ?? 'x')));

    async function ask(
      { method }: Page,
      address: string,
      what: string,
      rest: { headers?: object; payload?: string } = {},
    ) {
      // Signing out ends the session, and so might a form: then the next one is sent by somebody who signed in again.
      if (!(await school.house.get(Sessions).recognise(token)))
        ({ token } = await signedIn(school.house, polymath.email));
      const headers = { accept: 'text/html', cookie: `${SESSION_COOKIE}=${token}`, ...rest.headers };
      const reply = (await school.house.app.inject({ ...rest, method, url: address, headers } as never)) as Reply;
      const isPage = String(reply.headers['content-type']).startsWith('text/html');
      const asked = `${method} ${address.slice(0, 100)} with ${what}`;
      if (reply.statusCode >= 500) faults.push(`${asked}: answered ${reply.statusCode}`);
      else if (reply.statusCode >= 400 && !isPage) faults.push(`${asked}: ${reply.statusCode} is no page`);
    }
    const send = (
      page: Page,
      address: string,
      what: string,
      fields: string,
      type = 'application/x-www-form-urlencoded',
    ) =>
      ask(page, address, what, {
        headers: { 'content-type': type },
        payload: type === 'application/json' ? fields : `${CSRF_FIELD}=${csrfTokenOf(token)}&${fields}`,
      });

    it(
      'then any address leads to a page',
      async () => {
        for (const page of pages()) {
          const isForm = page.method !== 'GET';
          for (const segment of page.url.includes(':') ? BAD_SEGMENTS : []) {
            const address = page.url.replace(/:\w+/g, segment);
            await (isForm ? send(page, address, 'a field', 'a=b') : ask(page, address, 'nothing'));
          }
          for (const value of isForm
            ? []
            : ['', '%00', '%ff', '%F0%9F%AA%A1', 'x'.repeat(3000), '__proto__', '2026-02-30', '-1']) {
            const query = ['next', 'q', 'cursor', 'limit', 'number', 'jurisdiction', 'profession', 'asOf', 'personId'];
            await ask(page, `${there(page)}?${query.map((name) => `${name}=${value}`).join('&')}`, 'a query');
            await ask(
              page,
              `${there(page)}?${query.map((name) => `${name}[${value}]=1&${name}=2`).join('&')}`,
              'a nested query',
            );
          }
        }
        expectNone(faults);
      },
      TIME,
    );

    it(
      'then any field may hold anything',
      async () => {
        const fields = fieldsOfForms();
        expect(fields).toContain('email');
        const every = (value: string) => fields.map((name) => `${name}=${value}`).join('&');
        for (const page of pages().filter(({ method }) => method !== 'GET')) {
          const address = there(page);
          for (const value of [
            '',
            'x',
            '%00',
            '%ff',
            '%ED%A0%80',
            '%F0%9F%AA%A1',
            '2026-02-30',
            '99999999999',
            'x'.repeat(5000),
          ]) {
            await send(page, address, `"${value.slice(0, 20)}" in every field`, every(value));
          }
          await send(page, address, 'fields given twice', `${every('a')}&${every('b')}`);
          await send(
            page,
            address,
            'fields that nest',
            fields.map((name) => `${name}[__proto__][a]=1&${name}[]=2`).join('&'),
          );
          await send(page, address, 'nothing', '');
          await send(page, address, 'too much', `a=${'x'.repeat(1024 * 1024)}`);
          await send(page, address, 'half a document', '{"a":', 'application/json');
          await send(page, address, 'a document', '{"a":[1]}', 'application/json');
          await ask(page, address, 'no token', {
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
            payload: 'a=b',
          });
        }
        expectNone(faults);
      },
      TIME,
    );
  });
});

/** The names of all fields of all forms, as the templates have them. */
function fieldsOfForms(): string[] {
  const files = readdirSync(TEMPLATES, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.hbs'));
  const names = files.flatMap((name) =>
    [...readFileSync(path.join(TEMPLATES, name), 'utf8').matchAll(/\bname="([a-zA-Z]+)"|\bname=['"]?([a-zA-Z]+)/g)].map(
      ([, quoted, plain]) => quoted ?? plain,
    ),
  );
  return [...new Set(names)].filter((name) => name !== CSRF_FIELD);
}
