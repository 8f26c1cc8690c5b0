import type { OpenAPIObject } from '@nestjs/swagger';
import { Page } from '../page';

/*
 * The contract as people read it: one page in the house's own design, made from the same document that programs read.
 */

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly description?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
}

interface Operation {
  readonly tags?: readonly string[];
  readonly summary?: string;
  readonly description?: string;
  readonly security?: readonly unknown[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly description?: string;
    readonly schema?: Schema;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> };
  readonly responses: Readonly<
    Record<string, { description?: string; content?: Record<string, { readonly schema?: Schema }> }>
  >;
}

/** A type in a few words, and the schema that it names. */
interface TypeInWords {
  readonly text: string;
  readonly schema: string | null;
}

const nameIn = (ref: string) => ref.split('/').at(-1) ?? '';

function typeInWords(schema: Schema | undefined): TypeInWords {
  if (!schema) return { text: 'anything', schema: null };
  if (schema.$ref) return { text: nameIn(schema.$ref), schema: nameIn(schema.$ref) };
  const alternatives = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (alternatives) {
    const types = alternatives.map(typeInWords);
    return {
      text: types.map(({ text }) => text).join(' or '),
      schema: types.find((type) => type.schema)?.schema ?? null,
    };
  }
  if (schema.items) {
    const item = typeInWords(schema.items);
    return { text: `list of ${item.text}`, schema: item.schema };
  }
  if (schema.enum) return { text: schema.enum.map((value) => JSON.stringify(value)).join(' or '), schema: null };
  const type = [schema.type ?? 'object'].flat().join(' or ');
  const format = schema.format ? ` (${schema.format})` : '';
  return { text: `${type}${format}${boundsInWords(schema)}`, schema: null };
}

function boundsInWords({ minimum, maximum, maxLength }: Schema): string {
  const from = minimum === undefined ? '' : `, at least ${minimum}`;
  const to = maximum === undefined ? '' : `, at most ${maximum}`;
  return `${from}${to}${maxLength === undefined ? '' : `, at most ${maxLength} characters`}`;
}

function fieldsOf({ properties = {}, required = [] }: Schema) {
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    type: typeInWords(schema),
    required: required.includes(name),
    description: schema.description,
  }));
}

/** What an operation is called: its summary, or what its method does to its address. */
function operationOf(path: string, method: string, operation: Operation) {
  const body = Object.entries(operation.requestBody?.content ?? {});
  return {
    id: `${method}-${path.replace(/[^a-z0-9]+/gi, '-')}`,
    method: method.toUpperCase(),
    path,
    summary: operation.summary,
    description: operation.description,
    isOpen: (operation.security ?? []).length === 0,
    parameters: (operation.parameters ?? []).map(({ name, in: place, required, description, schema }) => ({
      name,
      place,
      required,
      description,
      type: typeInWords(schema),
    })),
    body: body.map(([mediaType, { schema }]) => ({ mediaType, type: typeInWords(schema) })),
    answers: Object.entries(operation.responses)
      .filter(([status]) => status !== 'default')
      .map(([status, { description, content }]) => {
        const schema = Object.values(content ?? {}).at(0)?.schema;
        return { status, description, type: schema ? typeInWords(schema) : null };
      }),
  };
}

export function contractPage(document: OpenAPIObject): Page {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Operation>).map(([method, operation]) => ({
      tag: operation.tags?.at(0) ?? 'Other',
      ...operationOf(path, method, operation),
    })),
  );
  const tags = [...new Set(operations.map(({ tag }) => tag))].toSorted((a, b) => a.localeCompare(b, 'en'));
  return new Page('contract', {
    title: 'For programs',
    section: 'api',
    description: document.info.description,
    version: document.info.version,
    groups: tags.map((tag) => ({
      tag,
      anchor: tag.replace(/[^a-z0-9]+/gi, '-').toLowerCase(),
      operations: operations.filter((operation) => operation.tag === tag),
    })),
    schemas: Object.entries(document.components?.schemas ?? {})
      .map(([name, schema]) => ({ name, fields: fieldsOf(schema as Schema) }))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'en')),
  });
}
