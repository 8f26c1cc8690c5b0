import type { FastifyInstance } from 'fastify';
import { Page, SeeOther } from '../page';
import { PageRenderer } from './page-renderer';

/** What is a page already is sent as it is, not as JSON. */
const asItIs = (html: unknown) => html as string;

/**
 * Turns the `Page` or `SeeOther` that a controller returns into an answer; everything else passes. A hook, no interceptor:
 * for the sake of one, Nest would wrap every answer of the house into observables.
 */
export function renderPages(instance: FastifyInstance, renderer: PageRenderer): void {
  instance.addHook('preSerialization', (request, reply, answer: unknown, done) => {
    if (answer instanceof Page) {
      renderer.render(answer, request, reply).then((html) => {
        reply.serializer(asItIs);
        done(null, html);
      }, done);
    } else if (answer instanceof SeeOther) {
      reply.removeHeader('content-type').serializer(asItIs);
      done(null, renderer.redirect(answer, reply));
    } else {
      done(null, answer);
    }
  });
}
