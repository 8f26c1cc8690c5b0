import fastifyCompress from '@fastify/compress';
import fastifyCookie from '@fastify/cookie';
import fastifyView from '@fastify/view';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Settings } from '../../config/settings';
import { serveAssets, TEMPLATES } from './assets';
import { partials, templateEngine } from './handlebars';
import { logAnswers } from './logging';
import { serveOpenApi } from './open-api';
import { PageRenderer } from './page-renderer';
import { renderPages } from './pages';
import { RefusalFilter } from './refusal.filter';
import { rememberPosts } from './repeatable-posts';
import { registerSecurityHeaders } from './security-headers';
import { refuseUndeclaredInput } from './undeclared-input';
import { readUploads } from './uploads';
import { refusePlainText, refuseUnreadableInput, validationPipe } from './validation';

/** Smaller answers are sent as they are. */
const COMPRESS_FROM_BYTES = 1400;

/** What surrounds every route: cookies, headers, checks at the door, refusals in one form. Tests and server prepare it alike. */
export async function prepareShell(app: NestFastifyApplication, settings: Settings): Promise<void> {
  logAnswers(app.getHttpAdapter().getInstance());
  refuseUnreadableInput(app.getHttpAdapter().getInstance());
  refusePlainText(app.getHttpAdapter().getInstance());
  readUploads(app.getHttpAdapter().getInstance());
  await app.register(fastifyCookie);
  await registerSecurityHeaders(app, settings);
  await app.register(fastifyCompress, { threshold: COMPRESS_FROM_BYTES, encodings: ['br', 'gzip'] });
  await serveAssets(app, settings);
  await app.register(fastifyView, {
    engine: { handlebars: templateEngine() },
    root: TEMPLATES,
    layout: 'layouts/house.hbs',
    // Compiled once: read and compiled anew for every page, they would cost it twenty times over.
    production: true,
    options: { partials: partials() },
  });
  const renderer = app.get(PageRenderer, { strict: false });
  renderPages(app.getHttpAdapter().getInstance(), renderer);
  rememberPosts(app);
  refuseUndeclaredInput(app);
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new RefusalFilter(renderer));
  serveOpenApi(app);
}
