import { ArgumentMetadata, Type, ValidationError, ValidationPipe } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { Fault, Invalid } from '../../kernel/errors';

export function faultsOf(errors: readonly ValidationError[], parent = ''): Fault[] {
  return errors.flatMap(({ property, constraints = {}, children = [] }) => {
    const path = parent ? `${parent}.${property}` : property;
    return [...Object.values(constraints).map((message) => ({ path, message })), ...faultsOf(children, path)];
  });
}

const isEmpty = (value: unknown) => typeof value === 'object' && value !== null && Object.keys(value).length === 0;

/** Most addresses are asked without a query. A class that was content with none is content with none ever after. */
class DoorPipe extends ValidationPipe {
  private readonly contentWithNothing = new Set<Type>();

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const { type, metatype } = metadata;
    if (type !== 'query' || !metatype || !isEmpty(value)) return super.transform(value, metadata);
    if (this.contentWithNothing.has(metatype)) return new metatype() as unknown;
    const query: unknown = await super.transform(value, metadata);
    this.contentWithNothing.add(metatype);
    return query;
  }
}

/** Guards every door: unknown fields are refused, and all faults are named at once. */
export function validationPipe(): ValidationPipe {
  return new DoorPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    stopAtFirstError: false,
    exceptionFactory: (errors) => new Invalid(faultsOf(errors)),
  });
}

/** Deeper than anything that we ask for; walking much deeper bodies would exhaust the stack of whoever looks into them. */
const DEEPEST_BODY = 32;
const UNKEPT_NAMES: ReadonlySet<string> = new Set(['constructor', '__proto__']);
/** More than anybody mends at once. */
const MOST_FAULTS = 50;

function isDeeperThan(levels: number, value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > levels) return true;
    level = level.flatMap((item): unknown[] => (item !== null && typeof item === 'object' ? Object.values(item) : []));
  }
  return false;
}

/**
 * Text that not every layer below can keep: half a surrogate pair has no UTF-8 form (some checks throw on it), and
 * PostgreSQL stores no NUL. Names of fields are text too.
 */
function unstorableTexts(value: unknown, path = ''): Fault[] {
  if (typeof value === 'string') {
    const isStorable = value.isWellFormed() && !value.includes('\0');
    return isStorable ? [] : [{ path, message: 'is text without NUL characters and halves of surrogate pairs' }];
  }
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, item]) => [
    ...unstorableTexts(name, path),
    // The library that makes classes of bodies passes these over in silence, and something else would be kept than was sent.
    ...(UNKEPT_NAMES.has(name) ? [{ path: path ? `${path}.${name}` : name, message: 'is the name of no field' }] : []),
    ...unstorableTexts(item, path ? `${path}.${name}` : name),
  ]);
}

/** Refuses, before anybody looks into it, a body nested absurdly deep, and what is no text in a body or a query. */
export function refuseUnreadableInput(fastify: FastifyInstance): void {
  fastify.addHook('preValidation', (request, _reply, done) => {
    const body = Buffer.isBuffer(request.body) ? null : request.body;
    if (isDeeperThan(DEEPEST_BODY, body)) {
      return done(new Invalid([{ path: '', message: `is nested deeper than ${DEEPEST_BODY} levels` }]));
    }
    const faults = [...unstorableTexts(body), ...unstorableTexts(request.query)];
    done(faults.length > 0 ? new Invalid(faults.slice(0, MOST_FAULTS)) : undefined);
  });
}

/** No route of ours reads plain text; Fastify would, unasked, and whoever sent it would be told that a field is missing. */
export function refusePlainText(fastify: FastifyInstance): void {
  fastify.removeContentTypeParser('text/plain');
}
