import type { ErrorObject } from 'ajv';
import type { Fault } from './errors';

/** More than anybody mends at once. */
const MOST_FAULTS = 50;

/** What a JSON Schema has against a value, each at its path within what was given: `requirements.0.unit`. */
export function schemaFaults(errors: readonly ErrorObject[] | null | undefined): Fault[] {
  return (errors ?? []).slice(0, MOST_FAULTS).map(faultOf);
}

/** A place within a place, either of which may be the whole. */
export function under(place: string, inside: string): string {
  return [place, inside].filter((step) => step !== '').join('.');
}

function faultOf({ keyword, instancePath, params, message }: ErrorObject): Fault {
  const place = instancePath.slice(1).replaceAll('/', '.');
  switch (keyword) {
    case 'required':
    case 'dependentRequired':
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
