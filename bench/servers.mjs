import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/* The servers under test, each a process of its own, so that its CPU time can be told from that of the load. */

const TICKS_PER_SECOND = existsSync('/proc/self/stat')
  ? Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))
  : null;

/** Seconds of CPU that a process has used so far, all its threads together; NaN where the system does not say. */
export function cpuSecondsOf(pid) {
  if (TICKS_PER_SECOND === null) return NaN;
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

const handle = (server, address) => ({
  address,
  pid: server.pid,
  async stop() {
    if (server.exitCode !== null) return;
    server.kill('SIGTERM');
    await once(server, 'exit');
  },
  /** At once, as a power cut would. */
  async kill() {
    server.kill('SIGKILL');
    await once(server, 'exit');
  },
});

export async function startBareFastify(folder) {
  const server = spawn(process.execPath, [path.join('bench', 'bare-fastify.mjs'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = await once(server.stdout, 'data');
  return handle(server, `http://127.0.0.1:${/ready (\d+)/.exec(String(said))[1]}`);
}

/** The product as `npm start` runs it, its log written to a file: the line per answer belongs to what is measured. */
export async function startFiliform({ dataDir, courses, password, databaseUrl, port: given }) {
  const port = given ?? (await freePort());
  const address = `http://127.0.0.1:${port}`;
  const { NODE_ENV: _mode, DATABASE_URL: _url, ...inherited } = process.env;
  const server = spawn(process.execPath, [path.join('scripts', 'start.mjs')], {
    env: {
      ...inherited,
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: dataDir,
      COURSES_DIR: courses,
      DEMO_PASSWORD: password,
      ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
    },
    stdio: ['ignore', openSync(path.join(dataDir, 'server.log'), 'a'), 'inherit'],
  });
  const isReady = () =>
    fetch(`${address}/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await isReady())) {
    if (server.exitCode !== null) throw new Error(`The server ended with ${server.exitCode} before it was ready.`);
    await pause(50);
  }
  return handle(server, address);
}
