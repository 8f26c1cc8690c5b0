import type { InjectOptions } from 'fastify';
import { Assessments } from '../../src/assessment/assessments.service';
import { systemActor } from '../../src/audit/actor';
import { Programmes } from '../../src/catalogue/programmes.service';
import { Assessors } from '../../src/competency/assessors.service';
import { ScopeRegister } from '../../src/scope-of-practice/scope-register.service';
import { aHouse, House, HouseOptions } from './a-house';
import { DemoName, demoPeople, SignedInPerson, TestPerson } from './people';

export const PROGRAMME = 'dry-needling';

export interface Answer {
  readonly status: number;
  // What HTTP answers is anything until a test asserts on it.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

/** A house in which the demo school learns dry needling: the trainee is enrolled, both assessors are appointed. */
export interface School {
  readonly house: House;
  readonly people: Record<DemoName, TestPerson>;
  get(who: SignedInPerson | null, path: string): Promise<Answer>;
  post(who: SignedInPerson | null, path: string, body?: object): Promise<Answer>;
  put(who: SignedInPerson | null, path: string, body?: object): Promise<Answer>;
  patch(who: SignedInPerson | null, path: string, body?: object): Promise<Answer>;
  /** The bytes behind an address, as they are served. */
  bytes(who: SignedInPerson | null, address: string): Promise<Buffer>;
}

export async function aSchool(options: HouseOptions = {}): Promise<School> {
  const house = await aHouse(options);
  const people = await demoPeople(house);
  const school: School = { house, people, ...over(house) };
  await loadCourses(house);
  await school.post(people.trainee, 'enrolments', { programme: PROGRAMME });
  const scope = { competencies: 'all', regionTiers: [1, 2, 3], maySupervise: true } as const;
  for (const { id } of [people.assessor, people.assessor2]) {
    await house.get(Assessors).appointFounding(systemActor('test'), id, scope);
  }
  return school;
}

/** What the product does with its courses at every start. */
export async function loadCourses(house: House): Promise<void> {
  const programmes = house.get(Programmes);
  await programmes.load();
  for (const version of await programmes.list()) {
    await house.get(Assessments).adopt(version);
    await house.get(ScopeRegister).adopt(version);
  }
}

function over(house: House): Pick<School, 'get' | 'post' | 'put' | 'patch' | 'bytes'> {
  const inject = (request: InjectOptions) => house.app.inject(request as never);
  const ask =
    (method: 'GET' | 'POST' | 'PUT' | 'PATCH') =>
    async (who: SignedInPerson | null, path: string, payload?: object): Promise<Answer> => {
      const reply = await inject({ method, url: `/api/v1/${path}`, headers: { ...who?.headers }, payload });
      return { status: reply.statusCode, body: reply.body === '' ? null : JSON.parse(reply.body) };
    };
  return {
    get: ask('GET'),
    post: ask('POST'),
    put: ask('PUT'),
    patch: ask('PATCH'),
    bytes: async (who, address) => {
      const { statusCode, rawPayload } = await inject({ method: 'GET', url: address, headers: { ...who?.headers } });
      if (statusCode !== 200) throw new Error(`${address} answered ${statusCode}`);
      return rawPayload;
    },
  };
}
