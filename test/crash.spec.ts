import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../src/audit/audit-trail';
import { Programmes } from '../src/catalogue/programmes.service';
import { Assessments } from '../src/assessment/assessments.service';
import { readOptions } from '../src/database/data-source';
import { Enrolments } from '../src/enrolment/enrolments.service';
import { idOfName } from '../src/kernel/ids';
import { aHouseOn, someGround } from './support/a-house';
import { freePort } from './support/free-port';
import { aPerson } from './support/people';

const CLIENTS = 32;
const KILLS = 20;
const ROOT = path.join(__dirname, '..');

interface Note {
  readonly attempt: string;
  readonly slot?: number;
  readonly sequence?: number;
  readonly receipt?: string;
  readonly result?: { readonly mark: number; readonly percentage: number; readonly passed: boolean };
}

/** The programme, but for how often its quiz may be attempted. */
function coursesWithoutLimit(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'filiform-courses-'));
  cpSync(path.join(ROOT, 'courses'), folder, { recursive: true });
  const quiz = path.join(folder, 'dry-needling', 'quizzes', 'final.yaml');
  writeFileSync(quiz, readFileSync(quiz, 'utf8').replace(/^attempts: \d+/m, 'attempts: 1000'));
  return folder;
}

/** The exit code, null when the signal ended it; also of a process that has ended by itself meanwhile. */
async function ended(process: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (process.exitCode === null && process.signalCode === null) {
    process.kill(signal);
    await once(process, 'exit');
  }
  return process.exitCode;
}

describe(`Given ${CLIENTS} candidates who answer and submit without rest`, () => {
  const courses = coursesWithoutLimit();
  let ground: Awaited<ReturnType<typeof someGround>>;
  let database: DataSource;
  let environment: NodeJS.ProcessEnv;
  let address: string;
  let notes: string;
  let tokens: string[];
  const quizId = idOfName('dry-needling/quiz/final');

  beforeAll(async () => {
    ground = await someGround({ environment: { COURSES_DIR: courses } });
    const house = await aHouseOn(ground.settings, { now: new Date().toISOString() });
    await house.get(Programmes).load();
    for (const version of await house.get(Programmes).list()) await house.get(Assessments).adopt(version);
    const people = await Promise.all(Array.from({ length: CLIENTS }, () => aPerson(house)));
    for (const { id } of people) {
      await house.get(Enrolments).enrol({ kind: 'person', id, roles: ['trainee'], sessionId: id }, 'dry-needling');
    }
    tokens = people.map(({ token }) => token);
    await house.close();

    const { dataDir, databaseUrl } = ground.settings;
    const port = await freePort();
    address = `http://127.0.0.1:${port}`;
    notes = path.join(dataDir, 'notes.jsonl');
    writeFileSync(notes, '');
    environment = {
      ...process.env,
      NODE_ENV: 'development',
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: dataDir,
      COURSES_DIR: courses,
      LOG_LEVEL: 'error',
      DATABASE_URL: databaseUrl ?? '',
      DEMO_PASSWORD: 'a password for the demo',
    };
    database = await new DataSource(readOptions(ground.settings)).initialize();
  }, 300_000);

  afterAll(async () => {
    await database.destroy();
    await ground.remove();
    rmSync(courses, { recursive: true, force: true });
  }, 300_000);

  async function startServer(): Promise<ChildProcess> {
    const server = spawn(process.execPath, ['scripts/start.mjs'], {
      cwd: ROOT,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    server.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await new Promise<void>((resolve, reject) => {
      server.stdout?.on('data', (chunk: Buffer) => chunk.toString().includes('Filiform is ready') && resolve());
      server.once('exit', (code) => reject(new Error(`The server ended with ${code} before it was ready:\n${said}`)));
    });
    return server;
  }

  /** Whole lines only: the clients may be in the middle of writing the last one. */
  const readNotes = (): Note[] =>
    readFileSync(notes, 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Note);

  /** Receipts that were given and are not in the database. */
  async function lost(): Promise<Note[]> {
    const noted = readNotes().filter(({ receipt }) => receipt !== undefined);
    const kept = await database.query<Required<Note>[]>(
      `SELECT i."attemptId" AS "attempt", i."slot", e."sequence", e."receipt"
       FROM "response_event" e JOIN "attempt_item" i ON i."id" = e."attemptItemId"`,
    );
    const keys = new Set(kept.map(({ attempt, slot, sequence, receipt }) => [attempt, slot, sequence, receipt].join()));
    return noted.filter(({ attempt, slot, sequence, receipt }) => !keys.has([attempt, slot, sequence, receipt].join()));
  }

  it(`when the server is killed at ${KILLS} moments and started again, then no receipt is lost and each attempt has one result`, async () => {
    let server = await startServer();
    const clients = spawn(
      process.execPath,
      [path.join(__dirname, 'support', 'busy-clients.mjs'), address, notes, quizId, ...tokens],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    let complaint = '';
    let stopped: number | null = null;
    clients.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    try {
      for (let kill = 0; kill < KILLS; kill += 1) {
        const target = readNotes().length + 20 + Math.floor(Math.random() * 250);
        while (readNotes().length < target) {
          if (clients.exitCode !== null) throw new Error(`The clients gave up: ${complaint}`);
          await after(5);
        }
        await ended(server, 'SIGKILL');
        expect(await lost()).toEqual([]);
        server = await startServer();
      }
    } finally {
      await ended(clients, 'SIGKILL');
      stopped = await ended(server, 'SIGTERM');
    }
    expect(stopped).toBe(0);
    expect(await lost()).toEqual([]);

    const results = new Map<string, string>();
    for (const { attempt, result } of readNotes()) {
      if (!result) continue;
      const text = JSON.stringify(result);
      expect(results.get(attempt) ?? text).toBe(text);
      results.set(attempt, text);
    }
    expect(results.size).toBeGreaterThan(CLIENTS);
    const twice = await database.query<unknown[]>(
      `SELECT "attemptId" FROM "attempt_submission" GROUP BY "attemptId" HAVING COUNT(*) > 1`,
    );
    expect(twice).toEqual([]);

    const house = await aHouseOn(ground.settings);
    expect(await house.get(AuditTrail).verify()).toMatchObject({ firstBreak: null });
    await house.close();
  }, 1_800_000);
});
