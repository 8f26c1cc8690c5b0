import Database from 'better-sqlite3';
import { execFileSync, fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { startPostgres } from '../scripts/postgres.mjs';
import { answersFor, fixtureCourses } from './fixture-courses.mjs';
import { caller } from './school.mjs';
import { figure, machine, putSection, quantile, table } from './section.mjs';
import { cpuSecondsOf, startFiliform } from './servers.mjs';

/*
 * An examination day: hundreds of candidates who begin in the same second, answer, and hand in, over real HTTP from another
 * process. In the middle of it the server is killed and started again. What counts: everybody gets through, and not one
 * response that was acknowledged is missing.
 */

const { values: asked } = parseArgs({
  options: {
    candidates: { type: 'string', default: '500' },
    think: { type: 'string', default: '6' },
    engine: { type: 'string', default: 'both' },
    print: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (asked.help) {
  console.log(`npm run bench:exam-day -- [--candidates 500] [--think 6] [--engine sqlite|postgres|both] [--print]
  --candidates  how many begin in the same second
  --think       seconds, in the mean, between two answers of a candidate
  --print       only print the figures, leaving bench/results.md as it is`);
  process.exit(0);
}

const CANDIDATES = Number(asked.candidates);
const THINK = Number(asked.think) * 1000;
const QUESTIONS = 20;
const PASSWORD = 'a password for the bench';

const home = mkdtempSync(path.join(tmpdir(), 'filiform-exam-'));
const courses = fixtureCourses(path.join(home, 'courses'));

/** Everything that the database holds of responses, as the file of notes has it. */
async function keptIn({ dataDir, databaseUrl }) {
  const sql = `SELECT i."attemptId" AS "attempt", i."slot", e."sequence", e."receipt"
    FROM "response_event" e JOIN "attempt_item" i ON i."id" = e."attemptItemId"`;
  if (!databaseUrl) {
    const database = new Database(path.join(dataDir, 'filiform.sqlite'), { readonly: true });
    const rows = database.prepare(sql).all();
    database.close();
    return rows;
  }
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

const keyOf = ({ attempt, slot, sequence, receipt }) => [attempt, slot, sequence, receipt].join();

/** Seconds in which the machine's cores did anything, and all seconds that they had. */
function coresSoFar() {
  const times = os.cpus().map(({ times }) => times);
  const sum = (of) => times.reduce((total, one) => total + of(one), 0) / 1000;
  return {
    busy: sum(({ user, nice, sys, irq }) => user + nice + sys + irq),
    all: sum((one) => Object.values(one).reduce((a, b) => a + b)),
  };
}

async function examDay(engine, databaseUrl) {
  const dataDir = path.join(home, engine);
  mkdirSync(dataDir);
  const setting = { dataDir, courses, password: PASSWORD, databaseUrl };
  console.log(`${engine}: ${CANDIDATES} candidates are put into the school …`);
  await (await startFiliform(setting)).stop();
  const tokensFile = path.join(dataDir, 'tokens.json');
  execFileSync(process.execPath, [path.join('bench', 'seed-candidates.mjs'), String(CANDIDATES + 1), tokensFile], {
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      COURSES_DIR: courses,
      DATABASE_URL: databaseUrl ?? '',
      LOG_LEVEL: 'error',
    },
    stdio: 'inherit',
  });
  const [observer, ...tokens] = JSON.parse(readFileSync(tokensFile, 'utf8'));

  let server = await startFiliform(setting);
  const call = caller(server.address);
  const { courses: taught } = await call('GET', 'programmes/dry-needling');
  const quizId = taught
    .flatMap(({ modules }) => modules.flatMap(({ quizzes }) => quizzes))
    .find(({ slug }) => slug === 'final').id;
  const { items } = await call('POST', `quizzes/${quizId}/attempts`, { token: observer });
  const answers = Object.fromEntries(answersFor(courses, items).map(({ slot, response }) => [slot, response]));

  const notes = path.join(dataDir, 'notes.jsonl');
  writeFileSync(notes, '');
  const load = fork(path.join(import.meta.dirname, 'exam-candidates.mjs'));
  const usage = [];
  let restart = null;
  let lastCores = coresSoFar();
  let lastCpu = { at: performance.now(), server: cpuSecondsOf(server.pid), load: cpuSecondsOf(load.pid) };
  const sample = () => {
    const now = { at: performance.now(), server: cpuSecondsOf(server.pid), load: cpuSecondsOf(load.pid) };
    const cores = coresSoFar();
    const seconds = (now.at - lastCpu.at) / 1000;
    usage.push({
      server: (now.server - lastCpu.server) / seconds,
      load: (now.load - lastCpu.load) / seconds,
      machine: (cores.busy - lastCores.busy) / (cores.all - lastCores.all),
    });
    [lastCpu, lastCores] = [now, cores];
  };
  const sampling = setInterval(() => restart === 'now' || sample(), 1000);

  /** Killed when half of the answers are in: no signal that it could prepare for. */
  const half = (CANDIDATES * QUESTIONS) / 2;
  const killed = { after: null, seconds: null };
  async function killAndRestart(saves) {
    restart = 'now';
    const at = performance.now();
    await server.kill();
    server = await startFiliform({ ...setting, port: Number(new URL(server.address).port) });
    Object.assign(killed, { after: saves, seconds: (performance.now() - at) / 1000 });
    lastCpu = { at: performance.now(), server: cpuSecondsOf(server.pid), load: cpuSecondsOf(load.pid) };
    lastCores = coresSoFar();
    restart = 'done';
  }
  let restarting = null;
  const done = new Promise((resolve, reject) => {
    load.on('message', ({ saves, result, fault }) => {
      if (fault) reject(new Error(fault));
      if (result) resolve(result);
      if (saves >= half) restarting ??= killAndRestart(saves).catch(reject);
    });
    load.once('exit', (code) => reject(new Error(`The candidates ended with ${code}.`)));
  });
  load.send({ address: server.address, quizId, tokens, answers, notes, think: THINK });
  const { steps, ended, seconds } = await done;
  clearInterval(sampling);
  await restarting;
  load.removeAllListeners('exit');
  load.kill();
  await server.stop();

  const noted = readFileSync(notes, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const kept = new Set((await keptIn({ dataDir, databaseUrl })).map(keyOf));
  const lost = noted.filter((note) => !kept.has(keyOf(note)));
  if (lost.length > 0)
    throw new Error(`${lost.length} acknowledged responses are missing, the first: ${JSON.stringify(lost[0])}`);
  if (ended.length !== CANDIDATES || ended.some(({ state, percentage }) => state !== 'graded' || percentage !== 100)) {
    throw new Error(`Not everybody got through with everything: ${ended.length} of ${CANDIDATES} ended.`);
  }
  return { engine, steps, usage, killed, seconds, acknowledged: noted.length, lost: lost.length };
}

function rowsOf({ engine, steps }) {
  const rows = [
    ['start', steps.start, () => true],
    ['autosave', steps.save, ({ tries }) => tries === 1],
    ['autosave, sent again across the restart', steps.save, ({ tries }) => tries > 1],
    ['submission', steps.submission, () => true],
  ];
  return rows.map(([name, all, wanted]) => {
    const times = all
      .filter(wanted)
      .map(({ milliseconds }) => milliseconds)
      .sort((a, b) => a - b);
    return [`${engine}: ${name}`, figure(times.length), ...[0.5, 0.95, 0.99, 1].map((q) => figure(quantile(times, q)))];
  });
}

/** In words, from the figures: which of them was at its limit in the busiest seconds. */
function saturation({ usage, steps }) {
  const startedBy = Math.max(1, Math.ceil(Math.max(...steps.start.map(({ at }) => at)) / 1000));
  const peak = (rows, what) => Math.max(0, ...rows.map((row) => row[what]));
  const mean = (rows, what) => rows.reduce((sum, row) => sum + row[what], 0) / Math.max(1, rows.length);
  const atStart = usage.slice(0, startedBy);
  const later = usage.slice(startedBy);
  const percent = (value) => `${Math.round(value * 100)} %`;
  const said = (rows) =>
    `the server used ${percent(mean(rows, 'server'))} of one core in the mean (${percent(peak(rows, 'server'))} in its busiest second), the candidates ${percent(mean(rows, 'load'))}, and the cores of the machine were busy for ${percent(mean(rows, 'machine'))} of the time`;
  const limit = (rows) =>
    peak(rows, 'server') >= 0.9
      ? 'the server’s one thread of JavaScript was at its limit'
      : mean(rows, 'machine') >= 0.9
        ? 'the machine was at its limit before the server’s thread was'
        : 'nothing was at its limit';
  return [
    `Everybody had begun after ${startedBy} s. Until then ${said(atStart)}: ${limit(atStart)}.`,
    `While they answered and handed in, ${said(later)}: ${limit(later)}.`,
  ].join(' ');
}

const days = [];
let postgres = null;
const where = machine();
try {
  if (asked.engine !== 'postgres') days.push(await examDay('SQLite'));
  if (asked.engine !== 'sqlite') {
    postgres = await startPostgres();
    days.push(await examDay('PostgreSQL', postgres.url));
  }
  const text = [
    [where, postgres?.which].filter(Boolean).join(' · '),
    `\`npm run bench:exam-day\`: ${CANDIDATES} candidates begin in the same second, answer ${QUESTIONS} questions with ${asked.think} s between two answers in the mean, change every fifth, and hand in. Milliseconds from the first try to the answer.`,
    table(['', 'how many', 'median', '95 %', '99 %', 'longest'], days.flatMap(rowsOf)),
    ...days.map(
      (day) =>
        `**${day.engine}.** Killed (SIGKILL) after ${figure(day.killed.after)} acknowledged responses, and back ${figure(day.killed.seconds)} s later. Of ${figure(day.acknowledged)} acknowledged responses ${day.lost} are missing; all ${CANDIDATES} were graded with everything right, ${figure(day.seconds)} s after the first began. ${saturation(day)}`,
    ),
  ].join('\n\n');
  putSection('npm run bench:exam-day', 'An examination day', text, !asked.print);
} finally {
  await postgres?.stop();
  rmSync(home, { recursive: true, force: true });
}
