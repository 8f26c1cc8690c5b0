import { Ajv2020, ErrorObject } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { Answer, School } from './a-school';
import { House } from './a-house';

type Json = Record<string, unknown>;

export interface DescribedAnswer {
  readonly description?: string;
  readonly content?: Record<string, { readonly schema?: Json }>;
}

export interface DescribedOperation {
  readonly method: string;
  readonly path: string;
  readonly summary?: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: Json }[];
  readonly responses: Record<string, DescribedAnswer>;
}

/** What `/api/openapi.json` says, and whether an answer is as it says. */
export interface Contract {
  readonly operations: readonly DescribedOperation[];
  schema(name: string): Json;
  /** Everything in which an answer is not as described; a member that is not described is a fault too. */
  faultsOf(method: string, address: string, answer: Answer): string[];
}

/** An object that names its members has no others, unless it says that it may. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (schema === null || typeof schema !== 'object') return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  const isObject = typeof inner.properties === 'object' && inner.type === 'object';
  return isObject && !('additionalProperties' in inner) ? { ...inner, additionalProperties: false } : inner;
}

const inWords = ({ instancePath, message, params }: ErrorObject) =>
  `${instancePath || '/'} ${message} ${JSON.stringify(params)}`;

export async function theContract(house: House): Promise<Contract> {
  const document = (await house.app.inject({ method: 'GET', url: '/api/openapi.json' })).json();
  const operations = Object.entries<Record<string, Omit<DescribedOperation, 'method' | 'path'>>>(
    document.paths,
  ).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
  );
  const components = closed(document.components) as { schemas: Record<string, Json> };
  const ajv = new Ajv2020({ strict: false, allErrors: true, formats: { binary: true, password: true } });
  addFormats(ajv);

  /** `people/me` is no id: of two addresses that fit, the one with fewer variables is meant. */
  const operationAt = (method: string, address: string) =>
    operations
      .filter((one) => one.method === method)
      .filter(({ path }) => new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`).test(address.split('?')[0]))
      .sort((a, b) => a.path.split('{').length - b.path.split('{').length)
      .at(0);

  return {
    operations,
    schema: (name) => components.schemas[name],
    faultsOf(method, address, { status, body }) {
      const call = `${method} ${address} ${status}`;
      const operation = operationAt(method, address);
      if (!operation) return [`${call}: is not described`];
      const described = operation.responses[status] ?? (status >= 400 ? operation.responses.default : undefined);
      if (!described) return [`${call}: this status is not described`];
      const schema = Object.values(described.content ?? {}).at(0)?.schema;
      if (!schema) return body === null ? [] : [`${call}: answers something, and is described as answering nothing`];
      const validate = ajv.compile({ ...(closed(schema) as Json), components });
      return validate(body) ? [] : (validate.errors ?? []).map((fault) => `${call}: ${inWords(fault)}`);
    },
  };
}

/** The same school, every answer of which is held against the contract. */
export function watched(school: School, contract: Contract) {
  const faults: string[] = [];
  const seen = new Set<string>();
  const watching =
    (method: 'get' | 'post' | 'put' | 'patch') =>
    async (...[who, path, body]: Parameters<School['post']>): Promise<Answer> => {
      const answer = await school[method](who, path, body);
      const asked = method.toUpperCase();
      faults.push(...contract.faultsOf(asked, `/api/v1/${path}`, answer));
      seen.add(`${asked} ${path.split(/[/?]/)[0]} ${answer.status}`);
      return answer;
    };
  const over = { get: watching('get'), post: watching('post'), put: watching('put'), patch: watching('patch') };
  return { school: { ...school, ...over } satisfies School, faults, seen };
}
