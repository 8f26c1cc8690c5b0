import helmet from '@fastify/helmet';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { randomBytes } from 'node:crypto';
import { Settings } from '../../config/settings';

/** Answers to programs run nothing, frame nothing and are not kept: said in fixed words, without cost per request. */
const FOR_PROGRAMS = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};

/** The one page under the programs' address. */
const READABLE = '/api/docs';

function directives(settings: Settings, nonce: string) {
  const encrypted = settings.publicUrl.startsWith('https:');
  return {
    useDefaults: false,
    directives: {
      'default-src': ["'none'"],
      'script-src': [`'nonce-${nonce}'`, "'self'"],
      'style-src': ["'self'", `'nonce-${nonce}'`],
      'img-src': ["'self'", 'data:'],
      'font-src': ["'self'"],
      'connect-src': ["'self'"],
      'manifest-src': ["'self'"],
      'form-action': ["'self'"],
      'base-uri': ["'none'"],
      'frame-ancestors': ["'none'"],
      ...(encrypted ? { 'upgrade-insecure-requests': [] } : {}),
    },
  };
}

export async function registerSecurityHeaders(app: NestFastifyApplication, settings: Settings): Promise<void> {
  await app.register(helmet, {
    global: false,
    // Told over plain http these two would lock a browser out.
    strictTransportSecurity: settings.publicUrl.startsWith('https:') ? { maxAge: 365 * 86_400 } : false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginEmbedderPolicy: false,
    xXssProtection: false,
  });
  const instance = app.getHttpAdapter().getInstance();
  instance.addHook('onRequest', (request, reply, done) => {
    if (request.url.startsWith('/api/') && !request.url.startsWith(READABLE)) void reply.headers(FOR_PROGRAMS);
    done();
  });
}

/** What surrounds a page: only our own scripts, styles and pictures, nothing from elsewhere. Returns the nonce of the page. */
export function protectPage(reply: FastifyReply, settings: Settings): string {
  const nonce = randomBytes(16).toString('base64');
  void reply.helmet({ contentSecurityPolicy: directives(settings, nonce) });
  return nonce;
}
