import type { FastifyInstance, FastifyRequest } from 'fastify';
import { UPLOAD_ROUTE } from '../../assessment/upload';
import { NotSignedIn } from '../../identity/identity.errors';
import { DomainError } from '../../kernel/errors';

/*
 * Files are read at a few addresses, as they come: the raw bytes of a body, or a form with one file in it. Everywhere else
 * a body is JSON or a form, and anything else is refused before a byte of it is read.
 */

class UnsupportedMedia extends DomainError {
  constructor() {
    super('unsupported-media', 'unsupported-media', 'This address does not read that kind of content.');
  }
}

class TooLarge extends DomainError {
  constructor(limit: number) {
    super('payload-too-large', 'payload-too-large', `At most ${limit} bytes are read here.`, { limit });
  }
}

/** Lets routes whose configuration says how much they read (`UPLOAD_ROUTE`) have their bodies as bytes. */
export function readUploads(fastify: FastifyInstance): void {
  fastify.addContentTypeParser('*', (request: FastifyRequest, body: AsyncIterable<Buffer>, done) => {
    const limit = limitOf(request);
    if (limit === null) return done(new UnsupportedMedia());
    // Whether it opens anything is asked later; without any, not a byte is read.
    if (!request.headers.authorization && !request.headers.cookie) return done(new NotSignedIn());
    const length = Number(request.headers['content-length'] ?? 0);
    if (length > limit) return done(new TooLarge(limit));
    collected(body, limit).then((bytes) => done(null, bytes), done);
  });
}

function limitOf({ routeOptions }: FastifyRequest): number | null {
  const limit = (routeOptions.config as unknown as Record<string, unknown>)[UPLOAD_ROUTE];
  return typeof limit === 'number' ? limit : null;
}

async function collected(body: AsyncIterable<Buffer>, limit: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of body) {
    size += piece.length;
    if (size > limit) throw new TooLarge(limit);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
