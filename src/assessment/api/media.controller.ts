import { Controller, Get, Param, Res, StreamableFile } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Allow } from '../../identity/access';
import { NotFound } from '../../kernel/errors';
import { Pictures } from '../pictures.service';

/** A picture and nothing more, even when somebody opens its address by itself. */
const PICTURE_ONLY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";

/** Pictures of questions, by the digest of their bytes; only for those who have signed in. */
@ApiExcludeController()
@Controller('media')
export class MediaController {
  constructor(private readonly pictures: Pictures) {}

  @Get(':sha256')
  @Allow('quiz:read')
  async show(
    @Param('sha256') digest: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    if (!/^[0-9a-f]{64}$/.test(digest)) throw new NotFound('That picture');
    const { type, content } = await this.pictures.get(digest);
    void reply.headers({
      'content-security-policy': PICTURE_ONLY,
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, max-age=31536000, immutable',
    });
    return new StreamableFile(content, { type });
  }
}
