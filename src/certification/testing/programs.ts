import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

/*
 * The programs with which a stranger would look at our files. A missing one fails the spec: what was not looked at was
 * not shown.
 */

export interface Workshop {
  readonly folder: string;
  /** Runs a program in the folder and returns what it prints. */
  run(program: string, ...args: string[]): string;
  write(name: string, data: Uint8Array): void;
  read(name: string): Buffer;
  remove(): void;
}

export function aWorkshop(): Workshop {
  const folder = mkdtempSync(path.join(tmpdir(), 'filiform-certificate-'));
  return {
    folder,
    run: (program, ...args) =>
      execFileSync(program, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }),
    write: (name, data) => writeFileSync(path.join(folder, name), data),
    read: (name) => readFileSync(path.join(folder, name)),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** What a reader finds in a PDF, on one line. */
export function textOf(workshop: Workshop, file: string, ...options: string[]): string {
  return workshop.run('pdftotext', ...options, file, '-').replace(/\s+/g, ' ');
}
