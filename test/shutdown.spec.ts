import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, Socket } from 'node:net';
import * as path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { idOfName } from '../src/kernel/ids';
import { freePort } from './support/free-port';
import { someGround } from './support/a-house';

const ROOT = path.join(__dirname, '..');

interface Running {
  readonly process: ChildProcess;
  readonly port: number;
  readonly readyAfter: number;
}

describe('Given a server that is told to stop', () => {
  let ground: Awaited<ReturnType<typeof someGround>>;

  beforeAll(async () => {
    ground = await someGround();
  });

  afterAll(() => ground.remove());

  async function start(command: string, args: readonly string[]): Promise<Running> {
    const port = await freePort();
    const begun = performance.now();
    const { dataDir, coursesDir, databaseUrl } = ground.settings;
    const server = spawn(command, args, {
      cwd: ROOT,
      env: {
        ...process.env,
        NODE_ENV: 'development',
        HOST: '127.0.0.1',
        PORT: String(port),
        DATA_DIR: dataDir,
        COURSES_DIR: coursesDir,
        DATABASE_URL: databaseUrl ?? '',
        DEMO_PASSWORD: 'a password for the demo',
        LOG_LEVEL: 'error',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    server.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await new Promise<void>((resolve, reject) => {
      server.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        if (said.includes('Filiform is ready')) resolve();
      });
      server.once('exit', (code) => reject(new Error(`The server ended with ${code} before it was ready:\n${said}`)));
    });
    return { process: server, port, readyAfter: performance.now() - begun };
  }

  const body = (email: string) => JSON.stringify({ email, password: 'seven needles in a drawer', name: 'Ada Slow' });

  /** A request of which the server has everything but the last byte. */
  async function beginRequest(port: number, text: string): Promise<{ socket: Socket; answer: () => string }> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.on('error', () => undefined);
    socket.write(
      `POST /api/v1/people HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${text.length}\r\n\r\n${text.slice(0, -1)}`,
    );
    await pause(150);
    return { socket, answer: () => answer };
  }

  async function refusal(port: number): Promise<string> {
    const socket = connect(port, '127.0.0.1');
    try {
      await once(socket, 'connect');
      return 'let in';
    } catch (fault) {
      return String((fault as NodeJS.ErrnoException).code);
    } finally {
      socket.destroy();
    }
  }

  it('when a request is in flight, then it is answered and kept, nobody new is let in, and the server exits 0', async () => {
    const server = await start(process.execPath, ['scripts/start.mjs']);
    const text = body('ada.slow@example.test');
    const { socket, answer } = await beginRequest(server.port, text);

    server.process.kill('SIGTERM');
    await pause(300);
    const meanwhile = await refusal(server.port);
    socket.write(text.slice(-1));
    const [code] = (await once(server.process, 'exit')) as [number | null];

    expect(meanwhile).toBe('ECONNREFUSED');
    expect(answer()).toMatch(/^HTTP\/1\.1 201 /);
    expect(code).toBe(0);
    const again = await start(process.execPath, ['scripts/start.mjs']);
    const signedIn = await fetch(`http://127.0.0.1:${again.port}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'ada.slow@example.test', password: 'seven needles in a drawer' }),
    });
    expect(signedIn.status).toBe(201);
    again.process.kill('SIGTERM');
    await once(again.process, 'exit');
  }, 60_000);

  it('when a request never ends, then the server stops within seconds all the same', async () => {
    const server = await start(process.execPath, ['scripts/start.mjs']);
    const { socket } = await beginRequest(server.port, body('never@example.test'));

    const told = performance.now();
    server.process.kill('SIGTERM');
    const [code] = (await once(server.process, 'exit')) as [number | null];

    expect(code).toBe(0);
    expect(performance.now() - told).toBeLessThan(9_000);
    socket.destroy();
  }, 60_000);

  it('when a candidate listens to the time of an attempt, then the stream is ended and nobody waits for it', async () => {
    const server = await start(process.execPath, ['scripts/start.mjs']);
    const call = async (target: string, payload: object, token?: string) => {
      const answer = await fetch(`http://127.0.0.1:${server.port}/api/v1/${target}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
        body: JSON.stringify(payload),
      });
      return (await answer.json()) as { id: string; token: string };
    };
    const { token } = await call('sessions', {
      email: 'trainee@example.org',
      password: 'a password for the demo',
    });
    await call('enrolments', { programme: 'dry-needling' }, token);
    const { id } = await call(`quizzes/${idOfName('dry-needling/quiz/final')}/attempts`, { declaration: true }, token);
    const stream = await fetch(`http://127.0.0.1:${server.port}/api/v1/attempts/${id}/events`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const reader = stream.body!.getReader();
    expect(Buffer.from((await reader.read()).value!).toString()).toContain('retry: 3000');

    const told = performance.now();
    server.process.kill('SIGTERM');
    const [code] = (await once(server.process, 'exit')) as [number | null];
    while (!(await reader.read()).done);

    expect(code).toBe(0);
    // Well before whoever never ends is cut off.
    expect(performance.now() - told).toBeLessThan(4_500);
  }, 120_000);

  it('when it was started by npm, then npm passes the word on, and exits 0 too', async () => {
    const server = await start('npm', ['start', '--silent']);
    server.process.kill('SIGTERM');
    const [code] = (await once(server.process, 'exit')) as [number | null];

    expect(code).toBe(0);
    expect(await refusal(server.port)).toBe('ECONNREFUSED');
  }, 60_000);

  it('when it starts again on a house that is built and filled, then it is ready within seconds', async () => {
    const { process: server, readyAfter } = await start(process.execPath, ['scripts/start.mjs']);
    server.kill('SIGTERM');
    await once(server, 'exit');

    // Three seconds where nothing else runs; the rest is for machines that run other specs beside this one.
    expect(readyAfter).toBeLessThan(20_000);
  }, 60_000);
});
