import { figure, machine, putSection, table as tableOf } from './section.mjs';

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function table(subjects) {
  const [constant, row] = subjects;
  const of = ({ rounds }, what) => median(rounds.map((round) => round[what]));
  // Of each round, then the median: what slows the machine for a while slows both sides of the ratio.
  const ratio = (subject, bare) =>
    median(subject.rounds.map(({ perSecond }, n) => perSecond / bare.rounds[n].perSecond));
  /** The same requests, answered by bare Fastify without doing anything. */
  const bareCycle = ({ cycle }) => subjects.find((one) => one.cycle === cycle && one.name.startsWith('Bare'));
  const lines = subjects.map((subject) => [
    subject.name,
    figure(of(subject, 'perSecond')),
    ratio(subject, constant).toPrecision(2),
    ratio(subject, row).toPrecision(2),
    subject.cycle === undefined ? '' : ratio(subject, bareCycle(subject)).toPrecision(2),
    figure(of(subject, 'cpuMicroseconds')),
    figure(of(subject, 'p50')),
    figure(of(subject, 'p99')),
  ]);
  return tableOf(
    ['', 'per second', '÷ constant', '÷ one row', '÷ the same bare', 'CPU µs each', 'median ms', '99 % ms'],
    lines,
  );
}

/** Prints the figures, and unless told otherwise puts them into the results page in place of the last ones. */
export function report(subjects, { postgres, keep, rounds, seconds }) {
  const text = [
    machine(postgres),
    `\`npm run bench${postgres ? ' -- --postgres' : ''}\`: medians of ${rounds} alternating rounds of ${seconds} s each.`,
    table(subjects),
  ].join('\n\n');
  putSection('npm run bench', 'Beside bare Fastify', text, keep);
}
