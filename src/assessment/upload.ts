import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { DomainError, Invalid } from '../kernel/errors';
import { filesIn } from './domain/multipart';

/** Under this name the configuration of a route says how many bytes it reads as a file. */
export const UPLOAD_ROUTE = 'uploadBytes';

/** A file of marks: a hundred items of fifty thousand candidates take some 25 megabytes. */
export const MARKS_BYTES = 32 * 1024 * 1024;

/** The route reads a file of at most so many bytes: raw, or in a form. */
export const ReadsFile = (bytes: number) => RouteConfig({ [UPLOAD_ROUTE]: bytes });

/** The bytes that were sent, raw or as the file of a form. @throws DomainError 415 for JSON and forms without one */
export function fileIn({ body, headers }: Pick<FastifyRequest, 'body' | 'headers'>): Buffer {
  if (!Buffer.isBuffer(body)) {
    if (body === undefined || body === null) throw new Invalid([{ path: '', message: 'is a file' }]);
    throw new DomainError('unsupported-media', 'unsupported-media', 'Send the file itself, or a form with one file.');
  }
  const type = headers['content-type'] ?? '';
  if (!/^multipart\/form-data\b/i.test(type)) return required(body);
  const files = filesIn(body, type);
  const [file] = files.filter(({ bytes }) => bytes.length > 0);
  if (!file) throw new Invalid([{ path: 'file', message: 'is missing: choose a file' }]);
  return Buffer.from(file.bytes);
}

function required(bytes: Buffer): Buffer {
  if (bytes.length === 0) throw new Invalid([{ path: '', message: 'is empty' }]);
  return bytes;
}
