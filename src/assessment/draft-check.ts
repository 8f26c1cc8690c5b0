import type { ErrorObject, ValidateFunction } from 'ajv';
import Ajv2020 from 'ajv/dist/2020';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { type Fault, Invalid } from '../kernel/errors';

/*
 * What authors send is held against the same kind of schema as the files that they write. Every fault is named with its
 * place within what was sent.
 */

const SCHEMAS = path.join(__dirname, '..', '..', 'courses', 'schemas');
/** More than anybody mends at once. */
const MOST_FAULTS = 50;

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
  return (check.errors ?? []).slice(0, MOST_FAULTS).map(faultOf);
}

/** A copy with the defaults of the schema filled in. @throws Invalid naming every fault at once, at `place` and below. */
export function checkedDraft(draft: Draft, given: unknown, place = 'content'): unknown {
  const copy = JSON.parse(JSON.stringify(given)) as unknown;
  const faults = draftFaults(draft, copy);
  if (faults.length > 0)
    throw new Invalid(faults.map(({ path: inside, message }) => ({ path: under(place, inside), message })));
  return copy;
}

/** A place within a place, either of which may be the whole. */
export function under(place: string, inside: string): string {
  return [place, inside].filter((step) => step !== '').join('.');
}

function faultOf({ keyword, instancePath, params, message }: ErrorObject): Fault {
  const place = instancePath.slice(1).replaceAll('/', '.');
  switch (keyword) {
    case 'required':
      return { path: under(place, String(params.missingProperty)), message: 'is missing' };
    case 'additionalProperties':
      return { path: under(place, String(params.additionalProperty)), message: 'is not known here' };
    case 'enum':
      return { path: place, message: `is one of ${(params.allowedValues as unknown[]).join(', ')}` };
    case 'discriminator':
      return { path: under(place, String(params.tag)), message: 'is not a kind that there is' };
    case 'pattern':
      return {
        path: place,
        message: params.pattern === '\\S' ? 'is not empty' : `has the form ${String(params.pattern)}`,
      };
    default:
      return { path: place, message: message ?? 'is not as it should be' };
  }
}
