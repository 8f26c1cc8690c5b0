import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuild } from './build.mjs';
import { ensureDependencies } from './dependencies.mjs';

/* `node scripts/run.mjs NAME`: runs one of the command-line programs of `src`, installed and built first. */

process.chdir(path.join(import.meta.dirname, '..'));
ensureDependencies();
ensureBuild();
// The program sees its own arguments alone.
const [name] = process.argv.splice(2, 1);
await import(pathToFileURL(path.resolve('dist', `${name}.js`)).href);
