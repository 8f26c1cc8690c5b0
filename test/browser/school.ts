/// <reference lib="dom" />
import { test as base, expect, Page } from '@playwright/test';
import { ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Client } from 'pg';

const ROOT = path.join(__dirname, '..', '..');
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export const PASSWORD = 'a password for the demo school';

export interface School {
  readonly url: string;
  readonly dataDir: string;
  /** The same server on the same database, so many milliseconds later by its own clock. */
  later(milliseconds: number): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** A database of its own on the server that DATABASE_URL names, or none: then it is SQLite. */
async function aDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const server = process.env.DATABASE_URL;
  if (!server) return { url: '', drop: async () => undefined };
  const name = `filiform_browser_${randomBytes(6).toString('hex')}`;
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

async function start(environment: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const server = spawn(process.execPath, ['scripts/start.mjs'], { cwd: ROOT, env: environment, stdio: 'pipe' });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    server.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    server.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('Filiform is ready')) resolve();
    });
    server.once('exit', (code) => reject(new Error(`The server ended with ${code} before it was ready:\n${said}`)));
  });
  return server;
}

/** Text by path in COURSES_DIR: files to be added to the programmes of the house, in a copy. */
export type MoreCourses = Readonly<Record<string, string>>;

/** The folder of programmes: the house's own, or a copy with more in it. */
function coursesWith(more: MoreCourses, dataDir: string): string {
  const own = path.join(ROOT, 'courses');
  if (Object.keys(more).length === 0) return own;
  const copy = path.join(dataDir, 'courses');
  cpSync(own, copy, { recursive: true });
  for (const [file, text] of Object.entries(more)) writeFileSync(path.join(copy, file), text);
  return copy;
}

/**
 * `school`: the product as `npm start` serves it, with its demo accounts, on an empty database. `moreCourses`: what its
 * programmes hold besides.
 */
export const test = base.extend<{ school: School }, { moreCourses: MoreCourses }>({
  moreCourses: [{}, { scope: 'worker', option: true }],
  school: [
    async ({ moreCourses }, use) => {
      const dataDir = mkdtempSync(path.join(tmpdir(), 'filiform-browser-'));
      const database = await aDatabase();
      const port = await freePort();
      const url = `http://localhost:${port}`;
      const environment = {
        ...process.env,
        NODE_ENV: 'development',
        HOST: '127.0.0.1',
        PORT: String(port),
        PUBLIC_URL: url,
        DATA_DIR: dataDir,
        COURSES_DIR: coursesWith(moreCourses, dataDir),
        DATABASE_URL: database.url,
        DEMO_PASSWORD: PASSWORD,
        LOG_LEVEL: 'error',
      };
      let server = await start(environment);
      const stop = async () => {
        server.kill('SIGTERM');
        await once(server, 'exit');
      };
      const later = async (milliseconds: number) => {
        await stop();
        const clock = path.join(__dirname, 'shifted-clock.cjs');
        server = await start({
          ...environment,
          NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --require ${clock}`,
          CLOCK_SHIFT_MILLISECONDS: String(milliseconds),
        });
      };
      await use({ url, dataDir, later });
      await stop();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
    // One for each story: what one of them leaves behind is no ground for another.
    { timeout: 180_000 },
  ],
});

interface AxeResult {
  readonly violations: {
    readonly id: string;
    readonly help: string;
    readonly nodes: { readonly target: string[] }[];
  }[];
}

/** Nothing for axe to find, on this page in this state. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: { run: () => Promise<AxeResult> } }).axe.run(),
  );
  const found = violations.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => target.join(' ')).join(', ')})`,
  );
  expect(found, page.url()).toEqual([]);
  await expectToFit(page);
}

/** Nothing reaches past the right edge of the screen but what scrolls by itself (WCAG 2.2, 1.4.10 Reflow). */
async function expectToFit(page: Page): Promise<void> {
  const tooWide = await page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.querySelectorAll('main *')]
      .filter((element) => !element.closest('.scroller') && element.getBoundingClientRect().right > clientWidth + 1)
      .map(({ tagName, className }) => `${tagName.toLowerCase()}.${String(className)}`)
      .concat(`the page: ${scrollWidth} px on a screen of ${clientWidth} px`);
  });
  expect(tooWide, page.url()).toEqual([]);
}

/** A picture of the page for a person to look at, named by its place in the story and the size of the screen. */
export async function picture(page: Page, name: string): Promise<void> {
  const { project } = test.info();
  await page.screenshot({
    path: path.join(ROOT, 'test-results', 'pictures', `${name}-${project.name}.png`),
    fullPage: true,
  });
}

/** A page at a stop of the story: in order for everybody, and kept as a picture. */
export async function seen(page: Page, name: string): Promise<void> {
  await expectAccessible(page);
  await picture(page, name);
}

export { expect };
