import path from 'node:path';
import { ensureBuild } from './build.mjs';
import { ensureDependencies } from './dependencies.mjs';

/* `npm run bench`: what the product costs beside bare Fastify. `-- --help` says what it can be asked. */

process.chdir(path.join(import.meta.dirname, '..'));
ensureDependencies();
ensureBuild();
await import('../bench/bench.mjs');
