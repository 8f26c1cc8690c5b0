import path from 'node:path';
import { ensureBuild } from './build.mjs';
import { ensureDependencies } from './dependencies.mjs';

/* `npm run bench:exam-day`: five hundred candidates at once, and the server killed among them. `-- --help` says more. */

process.chdir(path.join(import.meta.dirname, '..'));
ensureDependencies();
ensureBuild();
await import('../bench/exam-day.mjs');
