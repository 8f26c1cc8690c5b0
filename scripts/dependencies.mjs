import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What npm itself notes of the packages that are there, once an installation was finished. */
const INSTALLED = path.join('node_modules', '.package-lock.json');

const packagesIn = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/** Whether every package of the lock file is there in its version; packages for other machines need not be. */
function isInstalled() {
  if (!existsSync(INSTALLED)) return false;
  const there = packagesIn(INSTALLED);
  return Object.entries(packagesIn('package-lock.json'))
    .filter(([folder, { optional, peer }]) => folder !== '' && !optional && !peer)
    .every(([folder, { version }]) => there[folder]?.version === version);
}

/** Installs the packages of the lock file where any is missing or is another version. */
export function ensureDependencies() {
  if (isInstalled()) return;
  console.error('Installing packages (about two minutes; longer where the SQLite driver is compiled) …');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--include=dev'], {
    stdio: ['inherit', process.stderr, 'inherit'],
  });
  if (status !== 0) {
    console.error(
      'npm ci failed: see above. A C++ toolchain (python3, make, g++) is needed where the SQLite driver has no prebuilt binary.',
    );
    process.exit(1);
  }
}
