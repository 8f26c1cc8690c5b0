import { ValidationError, ValidationPipe } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { Fault, Invalid } from '../../kernel/errors';

export function faultsOf(errors: readonly ValidationError[], parent = ''): Fault[] {
  return errors.flatMap(({ property, constraints = {}, children = [] }) => {
    const path = parent ? `${parent}.${property}` : property;
    return [
      ...Object.values(constraints).map((message) => ({ path, message })),
      ...faultsOf(children, path),
    ];
  });
}

/** Guards every door: unknown fields are refused, and all faults are named at once. */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    stopAtFirstError: false,
    exceptionFactory: (errors) => new Invalid(faultsOf(errors)),
  });
}

/** Deeper than anything that we ask for; walking much deeper bodies would exhaust the stack of whoever looks into them. */
const DEEPEST_BODY = 32;

function isDeeperThan(levels: number, value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > levels) return true;
    level = level.flatMap((item) => (item !== null && typeof item === 'object' ? Object.values(item) : []));
  }
  return false;
}

/** Refuses bodies nested absurdly deep before anybody looks into them. */
export function refuseDeepBodies(fastify: FastifyInstance): void {
  fastify.addHook('preValidation', (request, _reply, done) => {
    const isPlain = typeof request.body === 'object' && !Buffer.isBuffer(request.body);
    const isTooDeep = isPlain && isDeeperThan(DEEPEST_BODY, request.body);
    done(isTooDeep ? new Invalid([{ path: '', message: `is nested deeper than ${DEEPEST_BODY} levels` }]) : undefined);
  });
}
