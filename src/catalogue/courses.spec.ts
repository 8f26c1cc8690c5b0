import { readdirSync, readFileSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { normalised, readPackage } from './domain/package-reader';
import { schemaCheck } from './domain/schema-check';
import { theSchemas } from './testing/a-programme';

const COURSES = path.join(__dirname, '..', '..', 'courses');

function filesIn(folder: string, prefix = ''): [string, string][] {
  return readdirSync(folder).flatMap((name): [string, string][] => {
    const place = path.join(folder, name);
    if (statSync(place).isDirectory()) return filesIn(place, `${prefix}${name}/`);
    return [[prefix + name, normalised(readFileSync(place, 'utf8'))]];
  });
}

describe('Given the programmes that come with the product', () => {
  const check = schemaCheck(theSchemas());
  const folders = readdirSync(COURSES).filter(
    (name) => name !== 'schemas' && statSync(path.join(COURSES, name)).isDirectory(),
  );

  it.each(folders)('when %s is read, then it has no faults', (folder) => {
    const { faults } = readPackage(folder, new Map(filesIn(path.join(COURSES, folder))), check);
    expect(faults.map(({ file, line, message, remedy }) => `${file}:${line} ${message}. ${remedy}`)).toEqual([]);
  });
});
