import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuild } from './build.mjs';
import { ensureDependencies } from './dependencies.mjs';

/* `npm start`: installs what is missing, builds, migrates, loads the courses, serves. `--demo`: on a throw-away school. */

process.chdir(path.join(import.meta.dirname, '..'));
ensureDependencies();
ensureBuild();

const demo = process.argv.includes('--demo');
if (demo) {
  const folder = mkdtempSync(path.join(tmpdir(), 'filiform-demo-'));
  process.env.DATA_DIR = folder;
  delete process.env.DATABASE_URL;
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
}
await import(pathToFileURL(path.resolve('dist', demo ? 'demo.js' : 'main.js')).href);
