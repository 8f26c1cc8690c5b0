import { ArgumentsHost, Catch, ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Page } from '../page';
import { PageRenderer } from './page-renderer';
import { Problem, problemOf } from './problem';

/** Addresses that programs ask: they are answered in JSON, whatever the client says it reads. */
const FOR_PROGRAMS = /^\/(api|health|ready|status|\.well-known|trust-bundle\.json|assets)(\/|\?|$)/;

/** What a page says above the sentence of the refusal, and what one may do next. */
const HEADINGS: Readonly<Record<number, string>> = {
  400: 'That could not be read',
  401: 'Please sign in',
  403: 'Not for this account',
  404: 'There is nothing here for you',
  409: 'Somebody was faster',
  413: 'That is too large',
  415: 'That kind of content is not read here',
  422: 'A rule is not met',
  429: 'One moment, please',
  500: 'Something went wrong on our side',
};

/**
 * Every refusal in one form: `application/problem+json` for programs, a page that says the same for people. Whatever is
 * not a refusal is a defect: logged with its stack, answered 500.
 */
@Catch()
export class RefusalFilter implements ExceptionFilter {
  private readonly logger = new Logger(RefusalFilter.name);

  constructor(private readonly renderer: PageRenderer) {}

  async catch(fault: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const request = http.getRequest<FastifyRequest>();
    const problem = problemOf(fault, String(request.id));
    if (problem.status >= 500) this.logger.error(`${String(request.id)} ${stackOf(fault)}`);
    if (problem.status === 429) void reply.header('retry-after', String(Number(problem.retryAfterSeconds) || 60));
    if (FOR_PROGRAMS.test(request.url) || prefersJson(request)) return this.tell(problem, reply);
    try {
      const html = await this.renderer.render(refusalPage(problem, request), request, reply);
      void reply.send(html);
    } catch (second) {
      this.logger.error(`${String(request.id)} ${stackOf(second)}`);
      this.tell(problem, reply);
    }
  }

  private tell(problem: Problem, reply: FastifyReply): void {
    // RFC 9110, 15.5.2: a 401 names what would have been taken. A page shows the door instead.
    if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
    void reply
      .status(problem.status)
      .header('cache-control', 'no-store')
      .type('application/problem+json')
      .send(JSON.stringify(problem));
  }
}

function stackOf(fault: unknown): string {
  return fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
}

function prefersJson({ headers: { accept = '' } }: FastifyRequest): boolean {
  return /\bjson\b/.test(accept) && !accept.includes('text/html');
}

/** A stranger who asks for a page of the house is shown the door where they stand; having signed in, they go on. */
function refusalPage(problem: Problem, request: FastifyRequest): Page {
  if (problem.status === 401) {
    const next = request.method === 'GET' ? request.url : '/';
    return new Page(
      'sign-in',
      { title: 'Sign in', next, explanation: 'This page is for people who are signed in.' },
      401,
    );
  }
  return new Page(
    'refusal',
    {
      title: HEADINGS[problem.status] ?? 'That did not work',
      status: problem.status,
      detail: problem.detail,
      reference: problem.status >= 500 ? problem.instance.replace('urn:request:', '') : null,
      errors: problem.errors ?? [],
      ways: waysOn(problem),
    },
    problem.status,
  );
}

/** What one may do instead. */
function waysOn({ code }: Problem): { address: string; label: string }[] {
  if (code === 'second-factor-required') return [{ address: '/second-factor', label: 'Set up the second factor' }];
  if (code === 'link-not-valid')
    return [
      { address: '/forgotten-password', label: 'Ask for a new letter' },
      { address: '/', label: 'To the start' },
    ];
  return [{ address: '/', label: 'To the start' }];
}
