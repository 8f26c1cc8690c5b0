import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import nspell from 'nspell';
import type { PackageFiles } from './domain/package-reader';
import type { PackageFault } from './programme';

/** British English, as authors of programmes write it. */
function dictionary(): ReturnType<typeof nspell> {
  const folder = path.dirname(require.resolve('dictionary-en-gb'));
  const [aff, dic] = ['index.aff', 'index.dic'].map((name) => readFileSync(path.join(folder, name)));
  return nspell(aff, dic);
}

/** Of a line of YAML its name, and values that are not words for people. */
const NAMES =
  /^\s*(?:- )?(?:slug|src|doi|pmid|url|id|type|competencies|facts|scoring|framework|course|kind|document):.*$|^\s*(?:- )?\w+:(?:\s|$)/;
/** What stands in a text and is no word: addresses, ids, code, figures' names. */
const NO_WORDS = /\]\([^)]*\)|\{[^}]*\}|`[^`]*`|https?:\S+|\b[A-Z]\d[\d.]*\b|\b10\.\d{4}\S*/g;

/**
 * Words of lessons, questions and stations that no dictionary knows, each where it stands first.
 *
 * @param own words that are right all the same: names, terms of the field.
 */
export function spellingFaults(files: PackageFiles, own: readonly string[]): PackageFault[] {
  const speller = dictionary();
  const known = new Set(own.map((word) => word.toLowerCase()));
  const faults: PackageFault[] = [];
  const told = new Set<string>();
  for (const [file, text] of files) {
    if (!/\.md$|^(?:questions|stations)\//.test(file)) continue;
    // The front matter of a lesson holds references: names of people and journals.
    const from = file.endsWith('.md') ? text.split('\n').indexOf('---', 1) + 1 : 0;
    text.split('\n').forEach((line, index) => {
      if (index < from) return;
      const words = line
        .replace(/^\s*#.*$/, ' ')
        .replaceAll("''", "'")
        .replace(NAMES, ' ')
        .replace(NO_WORDS, ' ');
      for (const [word] of words.matchAll(/\p{L}[\p{L}’']*\p{L}/gu)) {
        const bare = word.replaceAll('’', "'").replace(/'s$/, '');
        if (told.has(bare) || known.has(bare.toLowerCase()) || speller.correct(bare)) continue;
        told.add(bare);
        faults.push({
          file,
          line: index + 1,
          message: `“${word}” is in no dictionary`,
          remedy: 'Correct it, or add it to words.txt.',
        });
      }
    });
  }
  return faults;
}
