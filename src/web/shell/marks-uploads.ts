import type { FastifyInstance } from 'fastify';
import { DomainError } from '../../kernel/errors';

/** A hundred items of fifty thousand candidates take some 25 megabytes. */
export const LARGEST_MARKS = 32 * 1024 * 1024;

/** The addresses that take files of marks, and in what. Nothing else of the house reads these kinds of content. */
const TAKES: Readonly<Record<string, string>> = {
  '/api/v1/item-analysis': 'text/csv',
  '/teach/item-analysis': 'multipart/form-data',
};

/** Files of marks are larger than any form; their bytes are handed on as they came, and looked into after the guard. */
export function readMarks(instance: FastifyInstance): void {
  instance.addHook('onRoute', (route) => {
    if (route.method === 'POST' && route.url in TAKES) route.bodyLimit = LARGEST_MARKS;
  });
  for (const type of new Set(Object.values(TAKES))) {
    instance.addContentTypeParser(type, { parseAs: 'buffer' }, (request, body, done) => {
      if (TAKES[request.routeOptions.url ?? ''] === type) return done(null, body);
      done(
        new DomainError('unsupported-media', 'unsupported-media', 'This address does not read that kind of content.'),
        undefined,
      );
    });
  }
}
