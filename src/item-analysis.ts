import { parseArgs } from 'node:util';
import { analyseMarksFile } from './assessment/marks-file';
import { DomainError, Fault } from './kernel/errors';

const USAGE = `Usage: npm run --silent item-analysis -- [--pass-mark=80] marks.csv

Prints the item analysis of a file of marks as JSON. Its first row names the columns, candidate,Question 1:1,Question 2:2
(an item, a colon, its maximum mark); then a row for each candidate. Empty is 0, - stands for not presented.
--pass-mark is per cent of the maximum mark, and adds how consistent the decisions at it are.`;

class Misused extends Error {}

/** `npm run --silent item-analysis -- marks.csv`: the same JSON as `POST /api/v1/item-analysis`. */
async function main(): Promise<void> {
  const { path, passMark } = asked();
  process.stdout.write(`${JSON.stringify(await analyseMarksFile(path, passMark), null, 2)}\n`);
}

function asked(): { path: string; passMark: number | null } {
  let given;
  try {
    given = parseArgs({ allowPositionals: true, options: { 'pass-mark': { type: 'string' } } });
  } catch (fault) {
    throw new Misused((fault as Error).message);
  }
  const said = given.values['pass-mark'];
  const passMark = said === undefined ? null : Number(said);
  if (passMark !== null && !(said?.trim() && passMark >= 0 && passMark <= 100)) {
    throw new Misused('--pass-mark is 0 to 100, per cent of the maximum mark.');
  }
  if (given.positionals.length !== 1) throw new Misused('Name one file of marks.');
  return { path: given.positionals[0], passMark };
}

function told(fault: unknown): string {
  if (fault instanceof DomainError) {
    const faults = (fault.facts.errors as readonly Fault[] | undefined) ?? [];
    return [fault.message, ...faults.map(({ path, message }) => `  ${path} ${message}.`)].join('\n');
  }
  const { code, message, stack } = fault as NodeJS.ErrnoException;
  if (fault instanceof Misused) return `${message}\n\n${USAGE}`;
  // The file is not there, is a folder, or may not be read: the reason says it.
  return code === undefined ? (stack ?? message) : message;
}

main().catch((fault: unknown) => {
  process.stderr.write(`${told(fault)}\n`);
  process.exitCode = 1;
});
