import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';

const FILE = 'bench/results.md';
const BEGIN = '<!-- figures: written by npm run bench -->';
const END = '<!-- end of the figures -->';

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Three figures that mean something, thousands apart. */
function figure(value) {
  if (!Number.isFinite(value)) return '–';
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

function table(subjects) {
  const [constant, row] = subjects;
  const of = ({ rounds }, what) => median(rounds.map((round) => round[what]));
  // Of each round, then the median: what slows the machine for a while slows both sides of the ratio.
  const ratio = (subject, bare) =>
    median(subject.rounds.map(({ perSecond }, n) => perSecond / bare.rounds[n].perSecond));
  const lines = subjects.map((subject) => [
    subject.name,
    figure(of(subject, 'perSecond')),
    ratio(subject, constant).toPrecision(2),
    ratio(subject, row).toPrecision(2),
    figure(of(subject, 'cpuMicroseconds')),
    figure(of(subject, 'p50')),
    figure(of(subject, 'p99')),
  ]);
  return [
    ['', 'per second', '÷ constant', '÷ one row', 'CPU µs each', 'median ms', '99 % ms'],
    ['---', ...Array(6).fill('---:')],
    ...lines,
  ]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

/** Prints the figures, and unless told otherwise puts them into the results page in place of the last ones. */
export function report(subjects, { postgres, keep, rounds, seconds }) {
  const cpus = os.cpus();
  const machine = [
    new Date().toISOString().slice(0, 10),
    `Node ${process.version}`,
    `${cpus.length} cores (${cpus[0].model.trim()})`,
    ...(postgres ? [postgres] : []),
  ];
  const text = [
    BEGIN,
    '',
    machine.join(' · '),
    '',
    `\`npm run bench${postgres ? ' -- --postgres' : ''}\`: medians of ${rounds} alternating rounds of ${seconds} s each.`,
    '',
    table(subjects),
    '',
    END,
  ].join('\n');
  console.log(`\n${text}\n`);
  if (!keep) return;
  const page = existsSync(FILE) ? readFileSync(FILE, 'utf8') : `# What it costs\n\n${BEGIN}\n${END}\n`;
  writeFileSync(FILE, page.slice(0, page.indexOf(BEGIN)) + text + page.slice(page.indexOf(END) + END.length));
}
