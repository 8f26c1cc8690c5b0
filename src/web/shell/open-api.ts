import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { contractPage } from './contract-page';
import { IDEMPOTENCY_KEY, isRemembered } from './idempotency.interceptor';
import { PageRenderer } from './page-renderer';
import { Problem } from './problem';

const OURS = /^\/(api\/v1|health$|ready$|status\/|\.well-known\/|trust-bundle\.json$)/;

const problemSchema: Record<keyof Omit<Problem, number>, object> = {
  type: { type: 'string', example: 'urn:filiform:problem:validation-failed' },
  title: { type: 'string', example: 'validation failed' },
  status: { type: 'integer', example: 400 },
  code: { type: 'string', description: 'Stable, kebab-case: programs rely on it.', example: 'validation-failed' },
  detail: { type: 'string', description: 'A sentence for people: what happened, and what to do.' },
  instance: { type: 'string', description: 'Names the request, as `x-request-id` does.' },
  errors: {
    type: 'array',
    description: 'For bad input: every fault at once.',
    items: { type: 'object', properties: { path: { type: 'string' }, message: { type: 'string' } } },
  },
};

const problem = {
  type: 'object',
  description: 'RFC 9457. Facts that a program needs to act on the refusal are members beside these.',
  required: ['type', 'title', 'status', 'code', 'detail', 'instance'],
  properties: problemSchema,
  additionalProperties: true,
};

const IDEMPOTENCY_PARAMETER = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Chosen by the caller, new for each thing to be done. The same key and body, sent again within a day, answer the same ' +
    'and do nothing twice (`idempotency-replayed: true`); with another body the answer is 409 `idempotency-mismatch`.',
  schema: { type: 'string', pattern: IDEMPOTENCY_KEY },
};

/** OpenAPI 3.1 has no `nullable`: a value that may be null says so in its type, as JSON Schema does. */
function inJsonSchema(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inJsonSchema);
  if (value === null || typeof value !== 'object') return value;
  const { nullable, ...rest } = Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, inJsonSchema(item)]),
  ) as Record<string, unknown>;
  if (typeof nullable !== 'boolean') return nullable === undefined ? rest : { ...rest, nullable };
  if (!nullable) return rest;
  if (typeof rest.type === 'string') {
    return {
      ...rest,
      type: [rest.type, 'null'],
      ...(Array.isArray(rest.enum) ? { enum: [...(rest.enum as unknown[]), null] } : {}),
    };
  }
  return { anyOf: [rest, { type: 'null' }] };
}

function describe(app: NestFastifyApplication): OpenAPIObject {
  const document = SwaggerModule.createDocument(
    app,
    new DocumentBuilder()
      .setOpenAPIVersion('3.1.0')
      .setTitle('Filiform')
      .setDescription(
        'Training and certification for dry needling. Errors are `application/problem+json` (RFC 9457). ' +
          'Any POST that creates takes an `Idempotency-Key`. Lists take `limit` and `cursor` and answer `{ items, next }`.',
      )
      .setVersion('1')
      .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'The token that `POST /api/v1/sessions` answers.' })
      .build(),
  );
  const paths = Object.fromEntries(
    Object.entries(document.paths)
      .filter(([path]) => OURS.test(path))
      .map(([path, operations]) => [path, completed(path, operations as Record<string, unknown>)]),
  );
  const schemas = { ...document.components?.schemas, Problem: problem };
  return inJsonSchema({ ...document, paths, components: { ...document.components, schemas } }) as OpenAPIObject;
}

/** What every operation has in common: refusals, and the key with which a POST is done once. */
function completed(path: string, operations: Record<string, unknown>): Record<string, unknown> {
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  return Object.fromEntries(
    Object.entries(operations).map(([method, operation]) => {
      const { responses = {}, parameters = [], ...rest } = operation as { responses?: object; parameters?: object[] };
      const key = isRemembered(method.toUpperCase(), path) ? [IDEMPOTENCY_PARAMETER] : [];
      return [
        method,
        {
          ...rest,
          parameters: [...parameters, ...key],
          responses: { ...responses, default: { description: 'A refusal', content } },
        },
      ];
    }),
  );
}

/** The contract as the code states it: `/api/openapi.json` for programs, `/api/docs` for people. Made when first asked for. */
export function serveOpenApi(app: NestFastifyApplication): void {
  const renderer = app.get(PageRenderer, { strict: false });
  const instance = app.getHttpAdapter().getInstance();
  let document: OpenAPIObject | undefined;
  const contract = () => (document ??= describe(app));
  instance.get('/api/openapi.json', (_request, reply) => reply.send(contract()));
  instance.get('/api/docs', (request, reply) => renderer.render(contractPage(contract()), request, reply));
}
