import type { ErrorObject } from 'ajv';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { LineFault, ValuePath, YamlFile } from './yaml-file';

export type SchemaName =
  | 'programme'
  | 'course'
  | 'lesson-front-matter'
  | 'quiz'
  | 'question'
  | 'questions'
  | 'station'
  | 'competencies'
  | 'scheme'
  | 'facts'
  | 'claims'
  | 'jurisdiction';

/** Holds a file against its JSON Schema and says everything that is wrong, each at its line. */
export type SchemaCheck = (schema: SchemaName, file: YamlFile) => LineFault[];

/** Makes the check from the schemas of `courses/schemas`, which refer to each other by file name. */
export function schemaCheck(schemas: readonly object[]): SchemaCheck {
  const ajv = new Ajv2020({ allErrors: true, verbose: true, strict: false, schemas: [...schemas] });
  addFormats(ajv);
  return (name, file) => {
    const validate = ajv.getSchema(`${name}.schema.json`);
    if (!validate) throw new Error(`courses/schemas/${name}.schema.json is missing`);
    if (validate(file.value)) return [];
    const errors = (validate.errors ?? []).filter(speaksForItself);
    return errors.filter((error) => !isConsequence(error, errors)).map((error) => faultOf(error, file));
  };
}

/** A misspelt key is missing under its right name too, and a member of a faulty form looks unknown: one fault is told once. */
function isConsequence(
  { keyword, instancePath, params, parentSchema }: ErrorObject,
  all: readonly ErrorObject[],
): boolean {
  if (keyword === 'unevaluatedProperties') {
    return all.some((other) => other.keyword !== keyword && other.instancePath.startsWith(instancePath));
  }
  if (keyword !== 'required') return false;
  const known = Object.keys((parentSchema as ParentSchema).properties ?? {});
  return all.some(
    (other) =>
      other.keyword === 'additionalProperties' &&
      other.instancePath === instancePath &&
      nearest(String(other.params.additionalProperty), known) === params.missingProperty,
  );
}

/** Alternatives report every branch that failed: the alternative itself says it better, once. */
function speaksForItself({ keyword, schemaPath }: ErrorObject): boolean {
  return keyword !== 'if' && !/\/(anyOf|oneOf)\/\d|\/(contains|not|if)\//.test(schemaPath);
}

interface ParentSchema {
  readonly title?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, ParentSchema>>;
}

function faultOf(error: ErrorObject, file: YamlFile): LineFault {
  const path: ValuePath = error.instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'));
  const parent = error.parentSchema as ParentSchema;
  const params = error.params as Record<string, unknown>;
  const where = path.length === 0 ? '' : `${path.join('.')} `;
  const at = (message: string, remedy: string, place = path): LineFault => ({
    line: file.lineOf(place),
    message,
    remedy,
  });
  const explained = parent.description ?? parent.title ?? null;
  const asSchemaSays = explained === null ? 'Correct it as its schema says.' : `It should be: ${explained}`;

  switch (error.keyword) {
    case 'required': {
      const missing = String(params.missingProperty);
      const description = parent.properties?.[missing]?.description;
      return at(`${where}lacks “${missing}”`, `Add “${missing}:”${description ? ` (${description})` : ''}.`);
    }
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const unknown = String(params.additionalProperty ?? params.unevaluatedProperty);
      const meant = nearest(unknown, Object.keys(parent.properties ?? {}));
      const remedy = meant
        ? `Write “${meant}” if that was meant, or remove it.`
        : 'Remove it, or correct its spelling.';
      return at(`${where}does not know “${unknown}”`, remedy, [...path, unknown]);
    }
    case 'enum':
      return at(`${where}is ${shown(error.data)}`, `Choose one of: ${(params.allowedValues as unknown[]).join(', ')}.`);
    case 'type':
      return at(`${where}is ${shown(error.data)}, which is not ${kind(params.type)}`, `Write ${kind(params.type)}.`);
    case 'contains':
      return at(`${where}holds the wrong number of them`, asSchemaSays);
    case 'anyOf':
    case 'oneOf': {
      const names = alternatives(error.schema);
      return at(
        `${where}fits none of the forms it may have`,
        names ? `Give at least one of: ${names.join(', ')}.` : asSchemaSays,
      );
    }
    default:
      return at(`${where}is ${shown(error.data)}: it ${error.message ?? 'is not as it should be'}`, asSchemaSays);
  }
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of keys',
  null: 'null',
};

function kind(type: unknown): string {
  return [type]
    .flat()
    .map((name) => KINDS[String(name)] ?? String(name))
    .join(' or ');
}

/** The members of which one is needed, where that is what the alternatives say. */
function alternatives(schemas: unknown): string[] | null {
  if (!Array.isArray(schemas)) return null;
  const names = schemas.flatMap((schema: { required?: string[] }) => schema.required ?? []);
  return names.length === schemas.length ? names : null;
}

/** The known name that was probably meant: at most two letters away. */
function nearest(name: string, known: readonly string[]): string | null {
  const [best] = known
    .map((candidate) => ({ candidate, distance: lettersBetween(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  return best && best.distance <= 2 ? best.candidate : null;
}

/** Levenshtein's distance. */
function lettersBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      next.push(Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length];
}
