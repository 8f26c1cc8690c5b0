import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import type { QuestionBankFile, QuestionDefinition } from '../../src/catalogue/programme';

const BANK = path.join(__dirname, '..', '..', 'courses', 'dry-needling', 'questions');

/** Every question that a quiz of the programme may draw, with its key. */
export function everyQuestion(): QuestionDefinition[] {
  return readdirSync(BANK).flatMap(
    (name) => (parse(readFileSync(path.join(BANK, name), 'utf8')) as QuestionBankFile).questions,
  );
}
