import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres } from '../scripts/postgres.mjs';
import { answersFor, fixtureCourses } from './fixture-courses.mjs';
import { report } from './report.mjs';
import { certificateFor, School } from './school.mjs';
import { cpuSecondsOf, startBareFastify, startFiliform } from './servers.mjs';

/*
 * What our answers cost beside the fastest that this machine could give. Every round measures everything once, bare
 * Fastify first, so that a slow moment of the machine touches all alike; what is reported are medians of the rounds.
 */

const { values: asked } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    postgres: { type: 'boolean', default: false },
    print: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (asked.help) {
  console.log(`npm run bench -- [--postgres] [--rounds 5] [--seconds 4] [--print]
  --postgres  also on a PostgreSQL of its own, or an own database on the server that TEST_DATABASE_URL names
  --rounds    how often everything is measured in turn; the medians count
  --seconds   how long each flood of requests lasts
  --print     only print the figures, leaving bench/results.md as it is`);
  process.exit(0);
}

const ROUNDS = Number(asked.rounds);
const SECONDS = Number(asked.seconds);
const PASSWORD = 'a password for the bench';
const CANDIDATES = 32;
/** A whole quiz is sat by so many at once, each as fast as they can. */
const SITTING = [1, 8, 32];
const QUIZZES_EACH = 3;
const CERTIFICATES = 6;

const home = mkdtempSync(path.join(tmpdir(), 'filiform-bench-'));
const courses = fixtureCourses(path.join(home, 'courses'));
const load = fork(path.join(import.meta.dirname, 'load.mjs'));
const stops = [];

/** Has the load process do one task, and says what it cost the server each time. */
async function measure(server, task) {
  const before = cpuSecondsOf(server.pid);
  load.send(task);
  const [{ result, fault }] = await once(load, 'message');
  if (fault) throw new Error(fault);
  const { count, seconds, p50, p99 } = result;
  return { perSecond: count / seconds, p50, p99, cpuMicroseconds: ((cpuSecondsOf(server.pid) - before) / count) * 1e6 };
}

const inWords = (clients) => (clients === 1 ? 'one client' : `${clients} clients at once`);

async function bareFastify() {
  const server = await startBareFastify(home);
  stops.push(server.stop);
  const flood = (route) => (seconds) => measure(server, { task: 'flood', url: `${server.address}/${route}`, seconds });
  return [
    { name: 'Bare Fastify, a constant', once: flood('constant') },
    { name: 'Bare Fastify, one row from SQLite', once: flood('row') },
    ...SITTING.map((clients) => ({
      name: `Bare Fastify: the requests of a whole quiz, ${inWords(clients)}`,
      cycle: clients,
      once: () => {
        const tokens = Array.from({ length: clients }, (_, n) => `nobody-${n}`);
        const { address } = server;
        return measure(server, { task: 'quizzes', address, tokens, quizId: 'none', answers: {}, rounds: QUIZZES_EACH });
      },
    })),
  ];
}

/** Filiform on one engine, with people, open attempts and one certificate. */
async function filiform(engine, databaseUrl) {
  const dataDir = path.join(home, engine);
  mkdirSync(dataDir);
  const server = await startFiliform({ dataDir, courses, password: PASSWORD, databaseUrl });
  stops.push(server.stop);
  const { address } = server;
  const school = new School({ address, courses, dataDir, password: PASSWORD });

  const [admin, assessor, registrar] = [
    await school.staff('admin'),
    await school.staff('assessor'),
    await school.staff('registrar'),
  ];
  const places = (await school.jurisdictions()).filter((code) => code.includes('-'));
  const requests = [];
  while (requests.length < CERTIFICATES * (ROUNDS + 1)) {
    const holder = await school.trainee();
    await school.gather([holder, assessor], admin);
    await school.train(holder, assessor);
    requests.push(...places.map((place) => certificateFor(holder, place)));
  }
  const { number } = await school.call('POST', 'certificates', { token: registrar.token, body: requests.shift() });

  const quizId = await school.finalQuiz();
  const candidates = [];
  for (let n = 0; n < CANDIDATES + Math.max(...SITTING); n += 1) candidates.push(await school.trainee());
  const tokens = candidates.splice(0, Math.max(...SITTING)).map(({ token }) => token);
  const open = [];
  for (const { token } of candidates) {
    const { id, items } = await school.call('POST', `quizzes/${quizId}/attempts`, { token });
    open.push(answersFor(courses, items).map((answer) => ({ token, attempt: id, ...answer })));
  }
  const answers = Object.fromEntries(open[0].map(({ slot, response }) => [slot, response]));

  return [
    {
      name: `${engine}: verification of a number`,
      once: (seconds) => measure(server, { task: 'flood', url: `${address}/api/v1/verifications/${number}`, seconds }),
    },
    {
      name: `${engine}: autosave of one response`,
      once: (seconds) => measure(server, { task: 'autosaves', address, candidates: open, seconds }),
    },
    ...SITTING.map((clients) => ({
      name: `${engine}: a whole quiz of twenty questions, ${inWords(clients)}`,
      cycle: clients,
      once: () =>
        measure(server, {
          task: 'quizzes',
          address,
          tokens: tokens.slice(0, clients),
          quizId,
          answers,
          rounds: QUIZZES_EACH,
        }),
    })),
    {
      name: `${engine}: a certificate issued, one after another`,
      once: () => {
        const some = requests.splice(0, CERTIFICATES);
        return measure(server, { task: 'certificates', address, token: registrar.token, requests: some });
      },
    },
  ];
}

try {
  const subjects = [...(await bareFastify()), ...(await filiform('SQLite'))];
  let postgres = null;
  if (asked.postgres) {
    postgres = await startPostgres();
    stops.push(postgres.stop);
    subjects.push(...(await filiform('PostgreSQL', postgres.url)));
  }

  console.log('Warming up …');
  for (const { once: measureOnce } of subjects) await measureOnce(1);
  const rounds = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    console.log(`Round ${round} of ${ROUNDS} …`);
    const row = [];
    for (const { once: measureOnce } of subjects) row.push(await measureOnce(SECONDS));
    rounds.push(row);
  }
  report(
    subjects.map(({ name, cycle }, n) => ({ name, cycle, rounds: rounds.map((row) => row[n]) })),
    { postgres: postgres?.which, keep: !asked.print, rounds: ROUNDS, seconds: SECONDS },
  );
} finally {
  load.kill();
  for (const stop of stops.reverse()) await stop();
  rmSync(home, { recursive: true, force: true });
}
