import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const STAMP = path.join('dist', '.filiform-source');

function* filesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(file);
    else if (!/\.spec\.ts$/.test(file)) yield file;
  }
}

function sourceDigest() {
  const hash = createHash('sha256');
  for (const file of [
    'tsconfig.json',
    'tsconfig.build.json',
    'nest-cli.json',
    'package-lock.json',
    ...filesBelow('src'),
  ]) {
    hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** Compiles `src` to `dist`, unless that was done from the same source. */
export function ensureBuild() {
  const digest = sourceDigest();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === digest) return;
  console.error('Building …');
  const { status } = spawnSync(
    process.execPath,
    [path.join('node_modules', '@nestjs', 'cli', 'bin', 'nest.js'), 'build'],
    { stdio: ['inherit', process.stderr, 'inherit'] },
  );
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(STAMP, digest);
}
