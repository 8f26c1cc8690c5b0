import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { Randomness } from '../kernel/randomness';

/*
 * A cookie is sent by the browser whoever made the page; a token derived from it can only be known to a page of ours.
 * Nothing is stored: the token is a keyed hash of the cookie, and dies with it.
 */

export const SESSION_COOKIE = 'filiform_session';
/** For those who have not signed in, so that the sign-in form itself cannot be sent from elsewhere. */
export const VISITOR_COOKIE = 'filiform_visitor';
export const CSRF_HEADER = 'x-csrf-token';
export const CSRF_FIELD = '_csrf';

/** What a form sends back to prove that it is ours: an HMAC of the session token (or the visitor's secret). */
export function csrfTokenOf(secret: string): string {
  return createHmac('sha256', secret).update('filiform form').digest('base64url');
}

/** The value of a fresh `filiform_visitor` cookie. */
export function newVisitorSecret(randomness: Randomness): string {
  return randomness.bytes(18).toString('base64url');
}

/** One cookie of a request, or null. Read here so that the guard needs nobody to have parsed it. */
export function cookieOf(request: Pick<FastifyRequest, 'headers'>, name: string): string | null {
  for (const part of request.headers.cookie?.split(';') ?? []) {
    const [key, value] = part.trim().split('=', 2);
    if (key === name && value) return value;
  }
  return null;
}

/** What the forms of this request's browser are bound to: its session, before that its visitor cookie, or nothing yet. */
export function formSecretOf(request: Pick<FastifyRequest, 'headers'>): string | null {
  return cookieOf(request, SESSION_COOKIE) ?? cookieOf(request, VISITOR_COOKIE);
}

export function isCsrfTokenOf(secret: string, given: unknown): boolean {
  if (typeof given !== 'string') return false;
  const expected = Buffer.from(csrfTokenOf(secret));
  const actual = Buffer.from(given);
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}
