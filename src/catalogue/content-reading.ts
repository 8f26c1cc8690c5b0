import { readdir, readFile } from 'node:fs/promises';
import * as path from 'node:path';
import type { Settings } from '../config/settings';
import { claimsMet, contentFaults } from './domain/content-lint';
import { readPackage } from './domain/package-reader';
import { schemaCheck } from './domain/schema-check';
import { type LessonSource, lessonsOf, type PackageFault, type ProgrammePackage } from './programme';
import { ProgrammeFolders } from './programme-folders';
import { spellingFaults } from './spelling';

/** A programme's folder as its authors want to know it. */
export interface ContentReading {
  readonly folder: string;
  /** `null` where it does not load; `faults` then say why. */
  readonly content: ProgrammePackage<LessonSource> | null;
  readonly faults: readonly PackageFault[];
  /** Claim by claim, `file:line` of every place that answers it. */
  readonly claims: ReadonlyMap<string, readonly string[]>;
}

/** Reads every programme's folder, and looks it through: loader, lint and speller. */
export async function readContent(settings: Settings): Promise<ContentReading[]> {
  const folders = new ProgrammeFolders(settings);
  const check = schemaCheck(await folders.schemas());
  const readings: ContentReading[] = [];
  for (const folder of await folders.list()) {
    const files = await folders.read(folder);
    const { content, faults } = readPackage(folder, files, check);
    const own = await ownWords(path.join(settings.coursesDir, folder));
    const mend = content ? [...contentFaults(files, content), ...spellingFaults(files, own)] : faults;
    readings.push({ folder, content, faults: mend, claims: placesOf(files, content) });
  }
  return readings;
}

/** Words that are right and in no dictionary stand in the programme's `words.txt`, one a line. */
async function ownWords(root: string): Promise<string[]> {
  const names = await readdir(root);
  return names.includes('words.txt') ? (await readFile(path.join(root, 'words.txt'), 'utf8')).split(/\s+/) : [];
}

function placesOf(
  files: ReadonlyMap<string, string>,
  content: ProgrammePackage<LessonSource> | null,
): Map<string, string[]> {
  const places = new Map<string, string[]>();
  for (const { course, module, lesson } of content ? lessonsOf(content) : []) {
    const file = `courses/${course.slug}/${module.slug}/${lesson.slug}.md`;
    for (const { id, line } of claimsMet({ path: file, text: files.get(file) ?? '' }))
      places.set(id, [...(places.get(id) ?? []), `${file}:${line}`]);
  }
  return places;
}
