import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SETTINGS, type Settings } from '../../config/settings';
import { KnownRequest } from '../../identity/access';
import {
  cookieOf,
  csrfTokenOf,
  formSecretOf,
  newVisitorSecret,
  SESSION_COOKIE,
  VISITOR_COOKIE,
} from '../../identity/csrf';
import { People } from '../../identity/people.service';
import { Sessions } from '../../identity/sessions.service';
import { Randomness } from '../../kernel/randomness';
import { Notice, Page, SeeOther } from '../page';
import { destinationsOf } from './navigation';
import { protectPage } from './security-headers';

const NOTICE_COOKIE = 'filiform_notice';

type Viewing = FastifyReply & { viewAsync(template: string, data: object): Promise<string> };

/** Puts a page into the house's frame: navigation for the person who looks, notices, the token their forms carry. */
@Injectable()
export class PageRenderer {
  constructor(
    private readonly people: People,
    private readonly sessions: Sessions,
    private readonly randomness: Randomness,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async render(page: Page, request: FastifyRequest, reply: FastifyReply): Promise<string> {
    const actor = await this.visitorOf(request);
    const [path] = request.url.split('?', 1);
    const section = page.model.section ?? path.split('/')[1];
    const html = await (reply as Viewing).viewAsync(`pages/${page.template}.hbs`, {
      ...page.model,
      frame: {
        issuer: this.settings.issuerName,
        language: this.settings.locale,
        nonce: protectPage(reply, this.settings),
        csrf: this.formToken(request, reply),
        signedIn: actor !== undefined,
        name: actor && (await this.people.namesOf([actor.id])).get(actor.id),
        destinations: destinationsOf(actor?.roles ?? []).map((destination) => ({
          ...destination,
          isCurrent: destination.section === section,
        })),
        isMe: section === 'me',
        notice: this.takeNotice(request, reply),
      },
    });
    void reply
      .status(page.status)
      .header('content-type', 'text/html; charset=utf-8')
      .header('cache-control', 'no-store');
    if (page.model.unlisted) void reply.header('x-robots-tag', 'noindex, nofollow');
    return html;
  }

  redirect({ address, notice }: SeeOther, reply: FastifyReply): string {
    if (notice) {
      const value = typeof notice === 'string' ? { tone: 'good', text: notice } : notice;
      const encoded = Buffer.from(JSON.stringify(value)).toString('base64url');
      void reply.setCookie(NOTICE_COOKIE, encoded, { ...this.ownCookie(), maxAge: 60 });
    }
    void reply.status(303).header('location', address).header('cache-control', 'no-store');
    return '';
  }

  /** Ours alone: no script reads it, no other site's form sends it. */
  ownCookie() {
    return { path: '/', httpOnly: true, sameSite: 'lax' as const, secure: this.settings.production };
  }

  /** A refusal may come before the guard has looked who asks; the navigation should not forget them. */
  private async visitorOf(request: KnownRequest): Promise<KnownRequest['actor']> {
    if (request.actor) return request.actor;
    const token = cookieOf(request, SESSION_COOKIE);
    return token === null ? undefined : (await this.sessions.recognise(token))?.actor;
  }

  private formToken(request: FastifyRequest, reply: FastifyReply): string {
    const known = formSecretOf(request);
    if (known !== null) return csrfTokenOf(known);
    const secret = newVisitorSecret(this.randomness);
    void reply.setCookie(VISITOR_COOKIE, secret, this.ownCookie());
    return csrfTokenOf(secret);
  }

  /** A notice is shown once. It says nothing that the next page would not, so it may travel in a cookie. */
  private takeNotice(request: FastifyRequest, reply: FastifyReply): Notice | null {
    const value = cookieOf(request, NOTICE_COOKIE);
    if (value === null) return null;
    void reply.clearCookie(NOTICE_COOKIE, this.ownCookie());
    try {
      const { tone, text } = JSON.parse(Buffer.from(value, 'base64url').toString('utf8')) as Notice;
      return { tone: tone === 'careful' || tone === 'plain' ? tone : 'good', text: String(text) };
    } catch {
      return null;
    }
  }
}
