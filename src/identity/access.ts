import { createParamDecorator, ExecutionContext, SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Actor } from '../audit/actor';
import { Permission } from './domain/permissions';

export type { Permission, Role } from './domain/permissions';

export const PUBLIC_ROUTE = 'filiform:public';
export const ALLOWED_PERMISSION = 'filiform:permission';

/** Anyone may ask, without signing in. */
export const Public = () => SetMetadata(PUBLIC_ROUTE, true);

/** Who holds this permission may ask. A route that says neither this nor `@Public()` is refused to everybody. */
export const Allow = (permission: Permission) => SetMetadata(ALLOWED_PERMISSION, permission);

export type PersonActor = Extract<Actor, { kind: 'person' }>;

/** A request after the guard has seen it: who asks, or nobody. */
export type KnownRequest = FastifyRequest & { actor?: PersonActor };

/** The person who asks, on a route that is not public. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): PersonActor => {
  const { actor } = context.switchToHttp().getRequest<KnownRequest>();
  if (!actor) throw new Error('@CurrentActor() on a route that lets strangers in');
  return actor;
});

/** The person who asks a public page, if they happen to be signed in. */
export const Visitor = createParamDecorator(
  (_: unknown, context: ExecutionContext): PersonActor | null =>
    context.switchToHttp().getRequest<KnownRequest>().actor ?? null,
);
