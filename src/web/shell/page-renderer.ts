import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SETTINGS, type Settings } from '../../config/settings';
import { KnownRequest } from '../../identity/access';
import { Notice, Page, SeeOther } from '../page';
import { destinationsOf } from './navigation';
import { protectPage } from './security-headers';

const NOTICE_COOKIE = 'filiform_notice';

type Viewing = FastifyReply & { viewAsync(template: string, data: object): Promise<string> };

/** Puts a page into the house's frame: navigation for the person who looks, notices, the token their forms carry. */
@Injectable()
export class PageRenderer {
  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  async render(page: Page, request: FastifyRequest, reply: FastifyReply): Promise<string> {
    const { actor } = request as KnownRequest;
    const [path] = request.url.split('?', 1);
    const section = page.model.section ?? path.split('/')[1];
    const html = await (reply as Viewing).viewAsync(`pages/${page.template}.hbs`, {
      ...page.model,
      frame: {
        issuer: this.settings.issuerName,
        language: this.settings.locale,
        nonce: protectPage(reply, this.settings),
        signedIn: actor !== undefined,
        destinations: destinationsOf(actor?.roles ?? []).map((destination) => ({
          ...destination,
          isCurrent: destination.section === section,
        })),
        isHome: path === '/',
        notice: this.takeNotice(request, reply),
        path,
      },
    });
    void reply.status(page.status).header('content-type', 'text/html; charset=utf-8').header('cache-control', 'no-store');
    if (page.model.unlisted) void reply.header('x-robots-tag', 'noindex, nofollow');
    return html;
  }

  redirect({ address, notice }: SeeOther, reply: FastifyReply): string {
    if (notice) {
      const value = typeof notice === 'string' ? { tone: 'good', text: notice } : notice;
      void reply.setCookie(NOTICE_COOKIE, Buffer.from(JSON.stringify(value)).toString('base64url'), this.noticeCookie(60));
    }
    void reply.status(303).header('location', address).header('cache-control', 'no-store');
    return '';
  }

  /** A notice is shown once. It says nothing that the next page would not, so it may travel in a cookie. */
  private takeNotice(request: FastifyRequest, reply: FastifyReply): Notice | null {
    const value = request.cookies?.[NOTICE_COOKIE];
    if (!value) return null;
    void reply.setCookie(NOTICE_COOKIE, '', this.noticeCookie(0));
    try {
      const { tone, text } = JSON.parse(Buffer.from(value, 'base64url').toString('utf8')) as Notice;
      return { tone: tone === 'careful' || tone === 'plain' ? tone : 'good', text: String(text) };
    } catch {
      return null;
    }
  }

  private noticeCookie(maxAge: number) {
    return { path: '/', httpOnly: true, sameSite: 'lax' as const, secure: this.settings.production, maxAge };
  }
}
