import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { AppModule } from './app.module';
import { Settings } from './config/settings';
import { HouseLogger, logOptions } from './web/shell/logging';
import { readableAddress } from './web/shell/address';
import { prepareShell } from './web/shell/shell';

/** Largest body that an ordinary route reads. Uploads say their own. */
const BODY_LIMIT = 1024 * 1024;
/** As long as an address may be at all: what is no id is refused by the route, in the one form of our refusals. */
const LONGEST_PARAMETER = 16 * 1024;

export function httpAdapter(settings: Settings): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
    rewriteUrl: ({ url = '/' }) => readableAddress(url),
    forceCloseConnections: 'idle',
    ...logOptions(settings),
  });
}

/** How long whoever is being answered may take to finish once the server is told to stop. */
const PATIENCE = 5_000;

/** No new connections; what is in flight is answered, unless it never ends: then it is cut off. */
function stopWithin(milliseconds: number, instance: FastifyInstance): void {
  instance.addHook('preClose', (done) => {
    setTimeout(() => instance.server.closeAllConnections(), milliseconds).unref();
    done();
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
  stopWithin(PATIENCE, app.getHttpAdapter().getInstance());
  // The exit code says that all went well; ending by the signal itself would not.
  app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
  return app;
}
