import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import {
  differencesOf,
  freeTextOf,
  type RegisterFile,
  type Rereadings,
  type ResearchFile,
} from './scope-of-practice/law-comparison';

/*
 * `npm run law:report`: where the register's files, and the drafts that wait to be read, say something else than the
 * research they come from, and what of it is still free text. Ends with 1 where a difference is not explained.
 */

const PROGRAMME = path.join('courses', 'dry-needling');
const tell = (line: string) => process.stdout.write(`${line}\n`);

function filesIn<File>(folder: string): File[] {
  return readdirSync(path.join(PROGRAMME, folder))
    .sort()
    .map((name) => parse(readFileSync(path.join(PROGRAMME, folder, name), 'utf8')) as File);
}

const carriedOver = filesIn<RegisterFile>('jurisdictions');
const drafts = filesIn<RegisterFile>('research/drafts');
const register = [...carriedOver, ...drafts];
const rereadings = parse(readFileSync(path.join(PROGRAMME, 'research', 'rereadings.yaml'), 'utf8')) as Rereadings;
const differences = differencesOf(filesIn<ResearchFile>('research/scope-of-practice'), register, rereadings);
const freeText = freeTextOf(register);

differences.forEach(tell);
tell(`In the register: ${carriedOver.length}. Drafted, not read, and not loaded: ${drafts.length}`);
tell(`${differences.length} differences; ${Object.keys(rereadings.members).length} named re-readings`);
tell(
  `Read by hand, compared by standing, confidence, first day, sources and figures: ${rereadings.wordedAnew.join(', ')}`,
);
tell(`Free text: ${freeText.length}`);
freeText.forEach((line) => tell(`  ${line}`));
process.exitCode = differences.length > 0 ? 1 : 0;
