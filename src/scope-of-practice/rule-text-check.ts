import type { ValidateFunction } from 'ajv';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { type Fault, Invalid } from '../kernel/errors';
import { schemaFaults, under } from '../kernel/schema-faults';
import { type EditionFile, faultsOfText, ruleTextOf } from './domain/register-file';
import type { RuleText } from './domain/rule';

/* What registrars enter is held against the same schema as the register files of a package. */

const SCHEMAS = path.join(__dirname, '..', '..', 'courses', 'schemas');
/** The schema is that of an edition in a file, which names itself. */
const NAME = 'as-entered';

let compiled: ValidateFunction | undefined;

function check(): ValidateFunction {
  if (!compiled) {
    const schemas = ['common', 'requirement', 'jurisdiction'].map(
      (name) => JSON.parse(readFileSync(path.join(SCHEMAS, `${name}.schema.json`), 'utf8')) as object,
    );
    const ajv = new Ajv2020({ allErrors: true, strict: false, schemas });
    addFormats(ajv);
    compiled = ajv.compile({ $ref: 'jurisdiction.schema.json#/$defs/edition' });
  }
  return compiled;
}

/** The text of a version, as it would be kept. @throws Invalid naming every fault, at `text` and below. */
export function checkedRuleText(given: unknown): RuleText {
  const entered = { ...(JSON.parse(JSON.stringify(given ?? {})) as object), edition: NAME } as EditionFile;
  const faults = check()(entered) ? faultsOfText(entered) : schemaFaults(compiled?.errors).filter(speaksForItself);
  if (faults.length > 0) {
    throw new Invalid(faults.map(({ path: inside, message }) => ({ path: under('text', inside), message })));
  }
  return ruleTextOf(entered);
}

/** That an alternative failed says nothing beside what failed in it. */
function speaksForItself({ message }: Fault): boolean {
  return !/^must match "(then|else)" schema$/.test(message);
}
