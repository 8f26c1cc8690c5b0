import type { InjectOptions } from 'fastify';
import { systemActor } from '../../src/audit/actor';
import { Programmes } from '../../src/catalogue/programmes.service';
import { Assessors } from '../../src/competency/assessors.service';
import { aHouse, House, HouseOptions } from './a-house';
import { DemoName, demoPeople, SignedInPerson, TestPerson } from './people';

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
  get(who: SignedInPerson, path: string): Promise<Answer>;
  post(who: SignedInPerson, path: string, body?: object): Promise<Answer>;
}

export async function aSchool(options: HouseOptions = {}): Promise<School> {
  const house = await aHouse(options);
  const people = await demoPeople(house);
  const ask = async (request: InjectOptions): Promise<Answer> => {
    const reply = await house.app.inject(request as never);
    return { status: reply.statusCode, body: reply.body === '' ? null : JSON.parse(reply.body) };
  };
  const school: School = {
    house,
    people,
    get: ({ headers }, path) => ask({ method: 'GET', url: `/api/v1/${path}`, headers }),
    post: ({ headers }, path, payload) => ask({ method: 'POST', url: `/api/v1/${path}`, headers, payload }),
  };
  await house.get(Programmes).load();
  await school.post(people.trainee, 'enrolments', { programme: 'dry-needling' });
  const scope = { competencies: 'all', regionTiers: [1, 2, 3], maySupervise: true } as const;
  for (const { id } of [people.assessor, people.assessor2]) {
    await house.get(Assessors).appointFounding(systemActor('test'), id, scope);
  }
  return school;
}
