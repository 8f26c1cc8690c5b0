import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import os from 'node:os';
import path from 'node:path';
import { ensureBuild } from '../scripts/build.mjs';
import { ensureDependencies } from '../scripts/dependencies.mjs';

/*
 * `node bench/item-analysis.mjs`: what item analysis costs, at 1,000, 5,000 and 50,000 attempts of 100 items, from a file to
 * its figures. Each run is a process of its own, so that its peak of memory is its own; medians of the runs go into
 * bench/results.md, beside the others.
 */

const ITEMS = 100;
const SIZES = [1_000, 5_000, 50_000];
const ROUNDS = 5;
const ROOT = path.join(import.meta.dirname, '..');
const RESULTS = path.join(ROOT, 'bench', 'results.md');
const [BEGIN, END] = [
  '<!-- item analysis: written by node bench/item-analysis.mjs -->',
  '<!-- end of item analysis -->',
];

process.chdir(ROOT);
if (process.argv[2] === '--one') await measureOne(process.argv[3]);
else await measureAll();

/** In a process of its own: reads and analyses one file, and tells how long it took and how much memory it held at most. */
async function measureOne(file) {
  const { analyseMarksFile } = await import(path.join(ROOT, 'dist', 'assessment', 'marks-file.js'));
  const begun = performance.now();
  const { attempts } = await analyseMarksFile(file, 80);
  const milliseconds = performance.now() - begun;
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const cpu = (userCPUTime + systemCPUTime) / 1000;
  process.stdout.write(JSON.stringify({ attempts, milliseconds, cpu, megabytes: maxRSS / 1024 }));
}

async function measureAll() {
  ensureDependencies();
  ensureBuild();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'filiform-item-analysis-'));
  try {
    const files = await Promise.all(SIZES.map((attempts) => marksFile(folder, attempts)));
    const runs = SIZES.map(() => []);
    // Round by round, so that a busy minute of the machine touches all sizes alike.
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [index, file] of files.entries()) runs[index].push(await inProcess(file));
    }
    const table = report(runs);
    console.log(table);
    await keep(table);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** mulberry32: the same marks in every run. */
function chance(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Candidates of differing skill at items of differing difficulty; every third item in thirds of a mark, some not presented. */
async function marksFile(folder, attempts) {
  const next = chance(attempts);
  const file = path.join(folder, `${attempts}.csv`);
  const out = createWriteStream(file);
  const names = Array.from({ length: ITEMS }, (_, item) => `Item ${item + 1}:${item % 3 === 0 ? 3 : 1}`);
  out.write(`candidate,${names.join(',')}\n`);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const skill = next();
    const marks = names.map((_, item) => {
      if (next() < 0.02) return '-';
      const likely = Math.min(0.95, Math.max(0.05, 0.3 + 0.6 * skill - 0.3 * (item / ITEMS)));
      if (item % 3 !== 0) return next() < likely ? '1' : '0';
      return String([0, 1, 2, 3].filter((step) => step === 0 || next() < likely).length - 1);
    });
    if (!out.write(`candidate-${attempt},${marks.join(',')}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
  return file;
}

async function inProcess(file) {
  const child = spawn(process.execPath, [import.meta.filename, '--one', file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let told = '';
  child.stdout.on('data', (chunk) => (told += chunk));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`A run ended with ${code}`);
  return JSON.parse(told);
}

function median(values) {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
}

function report(runs) {
  const number = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
  const rows = runs.map((ofSize) => ({
    attempts: ofSize[0].attempts,
    ms: median(ofSize.map(({ milliseconds }) => milliseconds)),
    cpu: median(ofSize.map(({ cpu }) => cpu)),
    megabytes: Math.max(...ofSize.map(({ megabytes }) => megabytes)),
  }));
  const [, five, fifty] = rows;
  return [
    `${new Date().toISOString().slice(0, 10)} · Node ${process.version} · ${os.cpus().length} cores (${os.cpus()[0].model.trim()})`,
    '',
    `\`node bench/item-analysis.mjs\`: ${ITEMS} items, from a CSV file to every figure with its interval; medians of ${ROUNDS} runs, each a process of its own, and the highest peak of its memory.`,
    '',
    '| attempts | milliseconds | CPU ms | µs per attempt | peak RSS, MB |',
    '| ---: | ---: | ---: | ---: | ---: |',
    ...rows.map(
      ({ attempts, ms, cpu, megabytes }) =>
        `| ${number.format(attempts)} | ${number.format(ms)} | ${number.format(cpu)} | ${number.format((1000 * ms) / attempts)} | ${number.format(megabytes)} |`,
    ),
    '',
    `Ten times the attempts (5,000 to 50,000) took ${(fifty.ms / five.ms).toFixed(1)} times the time.`,
  ].join('\n');
}

async function keep(table) {
  const written = await readFile(RESULTS, 'utf8');
  const section = `${BEGIN}\n\n${table}\n\n${END}`;
  const known = written.indexOf(BEGIN);
  const text =
    known < 0
      ? `${written.trimEnd()}\n\n## Item analysis\n\n${section}\n`
      : `${written.slice(0, known)}${section}${written.slice(written.indexOf(END) + END.length)}`;
  await writeFile(RESULTS, text);
}
