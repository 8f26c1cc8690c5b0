import type { ValidateFunction } from 'ajv';
import Ajv2020 from 'ajv/dist/2020';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { type Fault, Invalid } from '../kernel/errors';
import { schemaFaults, under } from '../kernel/schema-faults';

/*
 * What authors send is held against the same kind of schema as the files that they write. Every fault is named with its
 * place within what was sent.
 */

const SCHEMAS = path.join(__dirname, '..', '..', 'courses', 'schemas');

type Draft = 'question-draft' | 'quiz-draft';

let compiled: Readonly<Record<Draft, ValidateFunction>> | undefined;

function checkOf(draft: Draft): ValidateFunction {
  if (!compiled) {
    const schemas = ['common', 'question-draft', 'quiz-draft'].map(
      (name) => JSON.parse(readFileSync(path.join(SCHEMAS, `${name}.schema.json`), 'utf8')) as object,
    );
    const ajv = new Ajv2020({ allErrors: true, strict: false, discriminator: true, useDefaults: true, schemas });
    const get = (name: Draft) => ajv.getSchema(`${name}.schema.json`) as ValidateFunction;
    compiled = { 'question-draft': get('question-draft'), 'quiz-draft': get('quiz-draft') };
  }
  return compiled[draft];
}

/** What is wrong with it, each at its path within what was given; none: it has the form of a draft. */
export function draftFaults(draft: Draft, given: unknown): Fault[] {
  const check = checkOf(draft);
  if (check(given)) return [];
  return schemaFaults(check.errors);
}

/** A copy with the defaults of the schema filled in. @throws Invalid naming every fault at once, at `place` and below. */
export function checkedDraft(draft: Draft, given: unknown, place = 'content'): unknown {
  const copy = JSON.parse(JSON.stringify(given)) as unknown;
  const faults = draftFaults(draft, copy);
  if (faults.length > 0)
    throw new Invalid(faults.map(({ path: inside, message }) => ({ path: under(place, inside), message })));
  return copy;
}
