import { CanActivate, ExecutionContext, Injectable, RequestMethod } from '@nestjs/common';
import { GUARDS_METADATA, METHOD_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { Fault, Invalid } from '../../kernel/errors';

/** As Nest numbers the parameters of a handler: what `@Req()`, `@Body()` and `@Query()` leave in its metadata. */
const REQUEST = '0';
const BODY = '3';
const QUERY = '4';

type Part = 'body' | 'query';

/** The validation at the door looks only at what a handler declares: this refuses what was sent to those that declare none. */
@Injectable()
class NothingMore implements CanActivate {
  constructor(private readonly undeclared: readonly Part[]) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const faults = this.undeclared.flatMap((part) => faultsIn(request[part]));
    if (faults.length > 0) throw new Invalid(faults);
    return true;
  }
}

function faultsIn(sent: unknown): Fault[] {
  if (sent === undefined || sent === null || sent === '') return [];
  if (typeof sent !== 'object' || Array.isArray(sent)) return [{ path: '', message: 'takes no body' }];
  return Object.keys(sent).map((path) => ({ path, message: `property ${path} should not exist` }));
}

/** Has every route of the API refuse fields that it does not know. Call it before the routes are made. */
export function refuseUndeclaredInput(app: NestFastifyApplication): void {
  const scanner = new MetadataScanner();
  for (const { controllers } of app.get(ModulesContainer).values()) {
    for (const { metatype } of controllers.values()) {
      if (!metatype) continue;
      const prototype = metatype.prototype as Record<string, object>;
      for (const name of scanner.getAllMethodNames(prototype)) {
        const handler = prototype[name];
        if (Reflect.getMetadata(METHOD_METADATA, handler) === undefined) continue;
        const addresses = [metatype, handler].map((it) => String(Reflect.getMetadata(PATH_METADATA, it)));
        if (!addresses.some((address) => address.startsWith('api/'))) continue;
        const parameters = Object.keys((Reflect.getMetadata(ROUTE_ARGS_METADATA, metatype, name) ?? {}) as object);
        const declares = (kind: string) => parameters.some((key) => key.startsWith(`${kind}:`));
        // Of a GET no body is read at all. Most routes declare all that they take, and need no guard that costs each answer.
        const isGet = Reflect.getMetadata(METHOD_METADATA, handler) === RequestMethod.GET;
        const undeclared: Part[] = [];
        if (!isGet && !declares(BODY) && !declares(REQUEST)) undeclared.push('body');
        if (!declares(QUERY)) undeclared.push('query');
        if (undeclared.length === 0) continue;
        const others = ((Reflect.getMetadata(GUARDS_METADATA, handler) ?? []) as unknown[]).filter(
          (other) => !(other instanceof NothingMore),
        );
        Reflect.defineMetadata(GUARDS_METADATA, [...others, new NothingMore(undeclared)], handler);
      }
    }
  }
}
