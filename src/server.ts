import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module';
import { Settings } from './config/settings';
import { HouseLogger, logOptions } from './web/shell/logging';
import { prepareShell } from './web/shell/shell';

/** Largest body that an ordinary route reads. Uploads say their own. */
const BODY_LIMIT = 1024 * 1024;

export function httpAdapter(settings: Settings): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: 'idle',
    ...logOptions(settings),
  });
}

/** The whole product over HTTP, not listening yet. */
export async function createServer(settings: Settings): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(settings), httpAdapter(settings), {
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(new HouseLogger(app.getHttpAdapter().getInstance().log));
  await prepareShell(app, settings);
  app.enableShutdownHooks();
  return app;
}
