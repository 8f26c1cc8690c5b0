import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const LOCK = 'package-lock.json';
const STAMP = path.join('node_modules', '.filiform-lock');

const lockDigest = () => createHash('sha256').update(readFileSync(LOCK)).digest('hex');

/** Installs the packages of the lock file where they are missing or were installed from another one. */
export function ensureDependencies() {
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lockDigest()) return;
  console.log('Installing packages (about a minute and a half; longer where the SQLite driver is compiled) …');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--include=dev'], { stdio: 'inherit' });
  if (status !== 0) {
    console.error(
      'npm ci failed: see above. A C++ toolchain (python3, make, g++) is needed where the SQLite driver has no prebuilt binary.',
    );
    process.exit(1);
  }
  writeFileSync(STAMP, lockDigest());
}
