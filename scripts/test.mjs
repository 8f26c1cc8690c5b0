import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureBuild } from './build.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { startPostgres } from './postgres.mjs';
import { ensurePrograms } from './programs.mjs';

/* `npm test`: every test, on SQLite and on PostgreSQL, the browser's included. Ends with one line that sums them all. */

process.chdir(path.join(import.meta.dirname, '..'));
ensureDependencies();
ensurePrograms();
ensureBuild();

const reports = mkdtempSync(path.join(os.tmpdir(), 'filiform-reports-'));
/** By default jest leaves one processor alone: on two that is half of the time. */
const WORKERS = Math.max(1, Math.min(os.availableParallelism(), 4));
const totals = { passed: 0, failed: 0 };

function count(title, passed, failed) {
  totals.passed += passed;
  totals.failed += failed;
  console.log(`${title}: ${passed} passed, ${failed} failed`);
}

function node(script, args, environment) {
  const env = { ...process.env, NODE_ENV: 'test', ...environment };
  for (const [name, value] of Object.entries(environment)) if (value === undefined) delete env[name];
  return spawnSync(process.execPath, [script, ...args], { stdio: 'inherit', env }).status;
}

/** A runner that ends badly without saying why counts as one failure: nothing passes in silence. */
function tally(title, file, status, read) {
  const [passed, failed] = existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : [0, 0];
  count(title, passed, failed === 0 && (status !== 0 || passed === 0) ? 1 : failed);
}

function jest(title, environment) {
  const file = path.join(reports, `${title.replace(/\W+/g, '-')}.json`);
  const status = node(
    'node_modules/jest/bin/jest.js',
    ['--ci', `--maxWorkers=${WORKERS}`, '--json', `--outputFile=${file}`, '--silent=false', '--reporters=default'],
    environment,
  );
  tally(title, file, status, (report) => [
    report.numPassedTests,
    report.numFailedTests + report.numRuntimeErrorTestSuites,
  ]);
}

function browser(title, project, environment) {
  const file = path.join(reports, `${title.replace(/\W+/g, '-')}.json`);
  const status = node(
    'node_modules/@playwright/test/cli.js',
    ['test', '--config', 'test/browser/playwright.config.ts', `--project=${project}`, '--reporter=list,json'],
    {
      ...environment,
      PLAYWRIGHT_JSON_OUTPUT_FILE: file,
    },
  );
  tally(title, file, status, ({ stats }) => [stats.expected, stats.unexpected + stats.flaky + stats.skipped]);
}

const only = process.argv.slice(2);
const wanted = (name) => only.length === 0 || only.includes(name);

if (wanted('sqlite')) jest('Tests on SQLite', { DATABASE_URL: undefined });
if (wanted('postgres') || wanted('browser')) {
  const postgres = await startPostgres();
  console.log(`PostgreSQL for the tests: ${postgres.which}`);
  if (wanted('postgres')) jest('Tests on PostgreSQL', { DATABASE_URL: postgres.url });
  if (wanted('browser')) {
    // Each story on each database and at each width, but not on each pair of them: that would show nothing more in twice the time.
    browser('Browser tests on SQLite, phone', 'phone', { DATABASE_URL: undefined });
    browser('Browser tests on PostgreSQL, desktop', 'desktop', { DATABASE_URL: postgres.url });
  }
  await postgres.stop();
}
rmSync(reports, { recursive: true, force: true });

console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed > 0 ? 1 : 0;
