import { HttpException } from '@nestjs/common';
import { DomainError, ErrorKind } from '../../kernel/errors';

/** The HTTP status of each kind of refusal; a new kind does not compile until it has one. */
const STATUS: Record<ErrorKind, number> = {
  invalid: 400,
  'not-signed-in': 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'payload-too-large': 413,
  'unsupported-media': 415,
  'rule-violated': 422,
  'too-many-requests': 429,
};

const CODE_OF_STATUS: Readonly<Record<number, [code: string, title: string]>> = {
  400: ['validation-failed', 'The request could not be read.'],
  401: ['not-signed-in', 'Sign in first.'],
  403: ['forbidden', 'Your role does not allow this.'],
  404: ['not-found', 'That was not found, or is not yours to see.'],
  405: ['method-not-allowed', 'This address does not answer to that method.'],
  413: ['payload-too-large', 'That is larger than this address takes.'],
  415: ['unsupported-media', 'This address does not read that kind of content.'],
  429: ['too-many-requests', 'Too many requests: wait a little, then try again.'],
};

/** RFC 9457 problem details. `code` is stable and meant for programs, `detail` is a sentence for people. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly instance: string;
  readonly [fact: string]: unknown;
}

/** What a fault is told as to the outside. A defect says nothing but that it is one. */
export function problemOf(fault: unknown, requestId: string): Problem {
  if (fault instanceof DomainError) {
    return describe(STATUS[fault.kind], fault.code, fault.message, requestId, fault.facts);
  }
  const status = statusOf(fault);
  if (status !== null && status < 500) {
    const [code, title] = CODE_OF_STATUS[status] ?? ['bad-request', 'The request could not be read.'];
    const errors = status === 400 ? { errors: [{ path: '', message: reasonOf(fault) }] } : {};
    return describe(status, code, title, requestId, errors);
  }
  return describe(
    500,
    'defect',
    'Something went wrong on our side. It was noted; nothing was half done.',
    requestId,
    {},
  );
}

function describe(status: number, code: string, detail: string, requestId: string, facts: object): Problem {
  return {
    ...facts,
    type: `urn:filiform:problem:${code}`,
    title: code.replace(/-/g, ' '),
    status,
    code,
    detail,
    instance: `urn:request:${requestId}`,
  };
}

function statusOf(fault: unknown): number | null {
  if (fault instanceof HttpException) return fault.getStatus();
  const { statusCode, code } = (fault ?? {}) as { statusCode?: unknown; code?: unknown };
  return typeof statusCode === 'number' && typeof code === 'string' && code.startsWith('FST_') ? statusCode : null;
}

function reasonOf(fault: unknown): string {
  const { message, cause } = fault as Error;
  return [fault, cause].some(
    (item) => item instanceof SyntaxError || (item as Error | undefined)?.name === 'SyntaxError',
  ) || /JSON/.test(message)
    ? 'is not well-formed JSON'
    : message;
}
