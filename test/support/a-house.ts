import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import type { RouteOptions } from 'fastify';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { AppModule } from '../../src/app.module';
import { readSettings, Settings } from '../../src/config/settings';
import { migrate } from '../../src/database/migrate';
import { UnitOfWork } from '../../src/database/unit-of-work';
import { Clock, FixedClock } from '../../src/kernel/clock';
import { httpAdapter } from '../../src/server';
import { prepareShell } from '../../src/web/shell/shell';

export const NOON = '2026-11-22T12:00:00.000Z';

export interface House {
  readonly app: NestFastifyApplication;
  readonly clock: FixedClock;
  readonly unitOfWork: UnitOfWork;
  readonly settings: Settings;
  /** Any provider of any room. */
  get<T>(token: abstract new (...args: never[]) => T): T;
  close(): Promise<void>;
}

export interface HouseOptions {
  readonly now?: string;
  readonly environment?: Record<string, string>;
  /** Told of every route as it is registered. */
  readonly onRoute?: (route: RouteOptions) => void;
}

/** A database of its own on the server that `DATABASE_URL` names, or null where the suite runs on SQLite. */
async function anEmptyDatabase(): Promise<{ url: string; drop: () => Promise<void> } | null> {
  const server = process.env.DATABASE_URL;
  if (!server) return null;
  const name = `filiform_test_${randomBytes(6).toString('hex')}`;
  const asOwner = async (statement: string) => {
    const client = new Client({ connectionString: server });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  await asOwner(`CREATE DATABASE "${name}"`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => asOwner(`DROP DATABASE "${name}" WITH (FORCE)`) };
}

/** A folder and a migrated, empty database for one test, on whichever engine the suite runs. */
export async function someGround(options: HouseOptions = {}) {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'filiform-test-'));
  const database = await anEmptyDatabase();
  const settings = readSettings({
    NODE_ENV: 'test',
    DATA_DIR: dataDir,
    COURSES_DIR: path.join(__dirname, '..', '..', 'courses'),
    DEMO_PASSWORD: 'a demo password for tests',
    LOG_LEVEL: 'silent',
    ...(database ? { DATABASE_URL: database.url } : {}),
    ...options.environment,
  });
  await migrate(settings);
  return {
    settings,
    async remove() {
      await database?.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The whole product, wired as in production, with a clock that stands still. */
export async function aHouse(options: HouseOptions = {}): Promise<House> {
  const ground = await someGround(options);
  const house = await aHouseOn(ground.settings, options);
  return {
    ...house,
    async close() {
      await house.close();
      await ground.remove();
    },
  };
}

/** The same on ground that was there before, and that stays when the house is closed. */
export async function aHouseOn(settings: Settings, options: HouseOptions = {}): Promise<House> {
  const clock = new FixedClock(options.now ?? NOON);
  const testing = await Test.createTestingModule({ imports: [AppModule.with(settings)] })
    .overrideProvider(Clock)
    .useValue(clock)
    .compile();
  const app = testing.createNestApplication<NestFastifyApplication>(httpAdapter(settings), { logger: ['error'] });
  if (options.onRoute) app.getHttpAdapter().getInstance().addHook('onRoute', options.onRoute);
  await prepareShell(app, settings);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return {
    app,
    clock,
    settings,
    unitOfWork: app.get(UnitOfWork, { strict: false }),
    get: (token) => app.get(token, { strict: false }),
    close: () => app.close(),
  };
}
