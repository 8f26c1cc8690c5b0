import { Inject, Injectable } from '@nestjs/common';
import { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { SETTINGS, type Settings } from '../config/settings';
import { normalised, PackageFiles } from './domain/package-reader';

/** The product's own schemas: they say what this release reads, whichever folder the programmes come from. */
const SCHEMAS = path.join(__dirname, '..', '..', 'courses', 'schemas');

const READ = /\.(ya?ml|md|svg)$/;
/** A larger file is not something that a person wrote. */
const LARGEST = 4 * 1024 * 1024;

/** The folders in which authors write, read into memory. */
@Injectable()
export class ProgrammeFolders {
  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  async schemas(): Promise<object[]> {
    const names = (await readdir(SCHEMAS)).filter((name) => name.endsWith('.schema.json')).sort();
    return Promise.all(
      names.map(async (name) => JSON.parse(await readFile(path.join(SCHEMAS, name), 'utf8')) as object),
    );
  }

  /** Names of the folders that hold a programme, sorted. */
  async list(): Promise<string[]> {
    const entries = await readdir(this.settings.coursesDir, { withFileTypes: true });
    const folders = entries
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name);
    const hold = await Promise.all(folders.map((name) => this.holdsProgramme(name)));
    return folders.filter((_, index) => hold[index]).sort();
  }

  async read(folder: string): Promise<PackageFiles> {
    const root = path.join(this.settings.coursesDir, folder);
    const files = new Map<string, string>();
    for (const file of await this.walk(root)) {
      const name = path.relative(root, file).split(path.sep).join('/');
      files.set(name, normalised(await readFile(file, 'utf8')));
    }
    return files;
  }

  private async holdsProgramme(folder: string): Promise<boolean> {
    return stat(path.join(this.settings.coursesDir, folder, 'programme.yaml')).then(
      (found) => found.isFile(),
      () => false,
    );
  }

  private async walk(folder: string): Promise<string[]> {
    const entries: Dirent[] = await readdir(folder, { withFileTypes: true });
    const found = await Promise.all(
      entries
        .filter(({ name }) => !name.startsWith('.'))
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .map(async (entry) => {
          const place = path.join(folder, entry.name);
          if (entry.isDirectory()) return this.walk(place);
          return entry.isFile() && READ.test(entry.name) && (await stat(place)).size <= LARGEST ? [place] : [];
        }),
    );
    return found.flat();
  }
}
