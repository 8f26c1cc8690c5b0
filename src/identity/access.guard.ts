import { CanActivate, ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Forbidden } from '../kernel/errors';
import { ALLOWED_PERMISSION, KnownRequest, PUBLIC_ROUTE } from './access';
import { cookieOf, CSRF_FIELD, CSRF_HEADER, formSecretOf, isCsrfTokenOf, SESSION_COOKIE } from './csrf';
import { allowedWithoutSecondFactor, Permission, permissionsOf } from './domain/permissions';
import { CsrfRefused, NotSignedIn, SecondFactorRequired } from './identity.errors';
import { KnownSession, Sessions } from './sessions.service';

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Stands before every route and refuses by default: what is neither `@Public()` nor `@Allow(…)` is open to nobody. First
 * it asks who (401), then whether the request is theirs and not another site's, then whether they may (403).
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<KnownRequest>();
    const said = <Value>(key: string) =>
      this.reflector.getAllAndOverride<Value | undefined>(key, [context.getHandler(), context.getClass()]);
    const isPublic = said<boolean>(PUBLIC_ROUTE) === true;

    const bearer = bearerTokenOf(request);
    const cookie = bearer === null ? cookieOf(request, SESSION_COOKIE) : null;
    const token = bearer ?? cookie;
    const session = token === null ? null : await this.sessions.recognise(token);
    if (session) request.actor = session.actor;
    else if (!isPublic) throw new NotSignedIn();

    if (bearer === null) refuseForgery(request, cookie !== null && session !== null);
    return isPublic || this.mayEnter(session as KnownSession, said<Permission>(ALLOWED_PERMISSION));
  }

  private mayEnter({ actor, secondFactorOwed }: KnownSession, permission: Permission | undefined): true {
    if (permission === undefined) throw new Forbidden();
    if (secondFactorOwed && !allowedWithoutSecondFactor(permission)) throw new SecondFactorRequired();
    if (!permissionsOf(actor.roles).has(permission)) throw new Forbidden();
    return true;
  }
}

function bearerTokenOf(request: KnownRequest): string | null {
  const match = /^bearer +([\w~+/.=-]+) *$/i.exec(request.headers.authorization ?? '');
  return match ? match[1] : null;
}

/**
 * Forms of pages always prove that they are ours. Calls under `/api/` do when a cookie speaks for them; without one there
 * is nothing that another site could borrow.
 */
function refuseForgery(request: KnownRequest, cookieSpeaks: boolean): void {
  if (SAFE_METHODS.includes(request.method)) return;
  const body = formFieldsOf(request);
  const isApi = request.url.startsWith('/api/');
  const secret = formSecretOf(request);
  if (cookieSpeaks || !isApi) {
    const given =
      request.headers[CSRF_HEADER] ?? body?.[CSRF_FIELD] ?? (isUpload(request) ? queryFieldOf(request) : undefined);
    if (secret === null || !isCsrfTokenOf(secret, given)) throw new CsrfRefused();
  }
  // It has served; the page's own fields are checked without it.
  if (!isApi) delete body?.[CSRF_FIELD];
}

function formFieldsOf({ body }: KnownRequest): Record<string, unknown> | null {
  return body !== null && typeof body === 'object' && !Array.isArray(body) && !Buffer.isBuffer(body)
    ? (body as Record<string, unknown>)
    : null;
}

/** The fields of an upload are read after the guard, so its form carries the token in its address. */
function isUpload(request: KnownRequest): boolean {
  return request.headers['content-type']?.startsWith('multipart/form-data') ?? false;
}

function queryFieldOf({ query }: KnownRequest): unknown {
  return (query as Record<string, unknown> | null)?.[CSRF_FIELD];
}
