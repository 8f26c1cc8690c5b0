import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What the tests need and npm does not bring: the names each may go by, and Debian's package of it. */
const PROGRAMS = [
  { names: ['chromium', 'chromium-browser', 'google-chrome'], variable: 'CHROMIUM_PATH', debian: 'chromium' },
  { names: ['pdftotext'], debian: 'poppler-utils' },
  { names: ['pdftoppm'], debian: 'poppler-utils' },
  { names: ['pdfdetach'], debian: 'poppler-utils' },
  { names: ['pdffonts'], debian: 'poppler-utils' },
  { names: ['qpdf'], debian: 'qpdf' },
  { names: ['zbarimg'], debian: 'zbar-tools' },
  { names: ['openssl'], debian: 'openssl' },
];

function find(name) {
  return (
    (process.env.PATH ?? '')
      .split(path.delimiter)
      .map((folder) => path.join(folder, name))
      .find(existsSync) ?? null
  );
}

const locate = ({ names, variable }) => (variable && process.env[variable]) || names.map(find).find(Boolean) || null;

function isDebian() {
  try {
    return /^(ID|ID_LIKE)=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

/**
 * Finds every program, and as root on Debian or Ubuntu installs what is missing; elsewhere prints the command and fails.
 * A test that needs a program is never skipped. Sets CHROMIUM_PATH for the browser tests.
 */
export function ensurePrograms() {
  const missing = () => PROGRAMS.filter((program) => !locate(program));
  const packages = [...new Set(missing().map(({ debian }) => debian))];
  if (packages.length > 0) {
    const command = `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
    console.log(
      `Missing for the tests: ${missing()
        .map(({ names }) => names[0])
        .join(', ')}.`,
    );
    if (!isDebian() || process.getuid?.() !== 0) {
      console.error(
        `Install them, then run the tests again. On Debian or Ubuntu, as root:\n  apt-get update && ${command}`,
      );
      process.exit(1);
    }
    console.log(`Installing: ${command}`);
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env: environment });
    spawnSync('sh', ['-c', command], { stdio: ['ignore', 'ignore', 'inherit'], env: environment });
    if (missing().length > 0) {
      console.error(
        `Still missing: ${missing()
          .map(({ names }) => names[0])
          .join(', ')}.`,
      );
      process.exit(1);
    }
  }
  process.env.CHROMIUM_PATH = locate(PROGRAMS[0]);
}
