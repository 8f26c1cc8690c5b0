import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';

const FILE = 'bench/results.md';
const END = '<!-- end of the figures -->';

/** Three figures that mean something, thousands apart. */
export function figure(value) {
  if (!Number.isFinite(value)) return '–';
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

export function quantile(sorted, q) {
  return sorted.length === 0 ? NaN : sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
}

/** Where and when it was measured. */
export function machine(...more) {
  const cpus = os.cpus();
  const [load] = os.loadavg();
  return [
    new Date().toISOString().slice(0, 10),
    `Node ${process.version}`,
    `${cpus.length} cores (${cpus[0].model.trim()})`,
    `load average ${load.toFixed(1)} at the start`,
    ...more.filter(Boolean),
  ].join(' · ');
}

export function table(head, rows) {
  return [head, head.map((_, n) => (n === 0 ? '---' : '---:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

/** Prints a section of the results, and unless told otherwise puts it into the page in place of the last one of its name. */
export function putSection(by, title, text, keep) {
  const begin = `<!-- figures: written by ${by} -->`;
  const body = `${begin}\n\n${text}\n\n${END}`;
  console.log(`\n${body}\n`);
  if (!keep) return;
  const page = existsSync(FILE) ? readFileSync(FILE, 'utf8') : '# What it costs\n';
  const at = page.indexOf(begin);
  const whole =
    at < 0
      ? `${page.trimEnd()}\n\n## ${title}\n\n${body}\n`
      : page.slice(0, at) + body + page.slice(page.indexOf(END, at) + END.length);
  writeFileSync(FILE, whole);
}
