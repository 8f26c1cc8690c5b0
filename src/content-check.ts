import { type ContentReading, readContent } from './catalogue/content-reading';
import { lessonsOf } from './catalogue/programme';
import { settings } from './config/settings';

/*
 * `npm run content:check` and `npm run content:report`, for authors: what has still to be mended, by file and line; and
 * claim by claim where patients' questions are met. Both end with 1 where anything is amiss.
 */

const tell = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const readings = await readContent(settings());
  for (const reading of readings) {
    const { folder, faults } = reading;
    if (process.argv[2] === 'report') report(reading);
    for (const { file, line, message, remedy } of faults) tell(`${folder}/${file}:${line} ${message}. ${remedy}`);
    tell(`${folder}: ${faults.length === 0 ? 'nothing to mend' : `${faults.length} to mend`}`);
  }
  process.exitCode = readings.some(({ faults }) => faults.length > 0) ? 1 : 0;
}

function report({ folder, content, claims }: ContentReading): void {
  if (!content) return;
  const lessons = lessonsOf(content);
  const bank = (content.bank ?? []).flatMap(({ questions }) => questions);
  tell(`${folder} ${content.version}: ${content.courses.length} courses, ${lessons.length} lessons`);
  for (const { slug, contactHours, modules } of content.courses) {
    tell(`  ${slug}: ${modules.flatMap(({ lessons: own }) => own).length} lessons, ${contactHours} h`);
  }
  tell(`${bank.length} questions, ${bank.filter(({ safetyCritical }) => safetyCritical).length} safety-critical`);
  for (const type of [...new Set(bank.map((one) => one.type))].sort()) {
    tell(`  ${type}: ${bank.filter((one) => one.type === type).length}`);
  }
  tell(`${content.practicalStations?.length ?? 0} practical stations`);
  tell(`Claims of patients: ${content.claims.length}`);
  for (const { id, verdict, course } of content.claims) {
    tell(`  ${id} (${verdict}, ${course ?? 'any course'}): ${claims.get(id)?.join(', ') ?? 'MET NOWHERE'}`);
  }
  const used = new Set([...lessons.flatMap(({ lesson }) => lesson.facts), ...bank.flatMap(({ facts }) => facts)]);
  const idle = content.facts.filter(({ id }) => !used.has(id)).map(({ id }) => id);
  tell(`Facts: ${content.facts.length}; neither taught nor asked: ${idle.join(', ') || 'none'}`);
}

main().catch((fault: unknown) => {
  process.stderr.write(`${(fault as Error).stack ?? String(fault)}\n`);
  process.exitCode = 1;
});
