/*
 * What nobody in their right mind sends, and what is sent all the same: values that are the wrong type, the wrong size, or
 * text that some layer below chokes on. Written as JSON text, since some of it no program of ours could write.
 */

const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

/** In place of any field. */
export const BAD_VALUES: readonly string[] = [
  'null',
  'true',
  '0',
  '-1',
  '1.5',
  '1e308',
  '1e999',
  '9007199254740993',
  '-2147483649',
  '""',
  '" "',
  '"\\u0000"',
  '"before\\u0000after"',
  '"\\ud800"',
  '"\\udfff and text"',
  '"\\u202e\\u200b"',
  '"🪡"',
  `"${'x'.repeat(5000)}"`,
  '"2026-02-30"',
  '"0000-01-01"',
  '"9999-12-31T23:59:59.999Z"',
  '"+275760-09-13T00:00:00.000Z"',
  '"ffffffff-ffff-ffff-ffff-ffffffffffff"',
  '"__proto__"',
  '"NaN"',
  '[]',
  '[null]',
  '[[]]',
  '["x","x"]',
  '[{}]',
  `[${'0,'.repeat(300)}0]`,
  '{}',
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":{}}}',
  '{"toString":null,"valueOf":null}',
  '{"length":-1}',
  deep(30),
];

/** In place of a whole body. */
export const BAD_BODIES: readonly string[] = [
  'null',
  'true',
  '1',
  '"text"',
  '[]',
  '[{}]',
  '{}',
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":{"admin":true}}}',
  '{"":1}',
  deep(20_000),
  `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
];

/** What is no JSON at all. */
export const MALFORMED: readonly string[] = [
  '{',
  '{"email": ',
  '{"a":1}{"b":2}',
  "{'a':1}",
  '\u0000',
  'undefined',
  '{"a":01}',
];

/** In place of an id, a slug or a number in an address. */
export const BAD_SEGMENTS: readonly string[] = [
  'x',
  '0',
  '-1',
  '1.5',
  '99999999999999999999',
  'NaN',
  'null',
  '__proto__',
  'constructor',
  '%00',
  'a%00b',
  '%20',
  '%ff',
  '%E0%A4%A',
  '%ED%A0%80',
  '%F0%9F%AA%A1',
  '..%2f..%2fetc%2fpasswd',
  '%27%20OR%201%3D1--',
  '00000000-0000-0000-0000-000000000000',
  'FFFFFFFF-FFFF-4FFF-BFFF-FFFFFFFFFFFF',
  '01900000-0000-7000-8000-000000000000x',
  'x'.repeat(99),
  'x'.repeat(3000),
];

/** In place of a value after the question mark. */
export const BAD_QUERIES: readonly string[] = [
  ...BAD_SEGMENTS,
  '',
  '2026-02-30',
  '9999-99-99',
  '+275760-09-13T00:00:00.000Z',
  'US-CO%00',
  '%22%7B%7D%22',
  'eyJhIjoxfQ',
  'MDE5MDAwMDAtMDAwMC03MDAwLTgwMDAtMDAwMDAwMDAwMDAw',
];

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly example?: unknown;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

type Schemas = Readonly<Record<string, Schema>>;

export function resolve(schema: Schema, schemas: Schemas): Schema {
  const [one] = schema.oneOf ?? schema.anyOf ?? schema.allOf ?? [];
  if (one) return resolve(one, schemas);
  if (!schema.$ref) return schema;
  const name = schema.$ref.split('/').at(-1)!;
  if (!schemas[name]) throw new Error(`The OpenAPI document refers to ${schema.$ref}, which it does not hold`);
  return resolve(schemas[name], schemas);
}

/** A value as the schema describes it; `known` gives, by the name of a field, what no schema can know. */
export function exampleOf(
  given: Schema,
  schemas: Schemas,
  known: Readonly<Record<string, unknown>>,
  name = '',
): unknown {
  const schema = resolve(given, schemas);
  if (name in known) return known[name];
  if (schema.example !== undefined) return schema.example;
  if (schema.enum) return schema.enum[0];
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([key, item]) => [key, exampleOf(item, schemas, known, key)]),
      );
    case 'array':
      return [exampleOf(schema.items ?? {}, schemas, known, name)];
    case 'boolean':
      return false;
    case 'number':
    case 'integer':
      return schema.minimum ?? 1;
    default:
      return { date: '2026-11-22', 'date-time': '2026-11-22T12:00:00.000Z' }[schema.format ?? ''] ?? 'Some words';
  }
}

type Path = readonly (string | number)[];

/** Where in a value something stands, the value itself left out. */
export function placesIn(value: unknown, path: Path = []): Path[] {
  const here = path.length === 0 ? [] : [path];
  if (value === null || typeof value !== 'object') return here;
  const keys = Array.isArray(value) ? value.map((_, index) => index) : Object.keys(value);
  return [...here, ...keys.flatMap((key) => placesIn((value as Record<string, unknown>)[key], [...path, key]))];
}

/** Where in a value the objects stand, itself included. */
export function objectsIn(value: unknown, path: Path = []): Path[] {
  const at = (place: Path) => place.reduce<unknown>((item, key) => (item as Record<string, unknown>)[key], value);
  return [path, ...placesIn(value)].filter((place) => {
    const item = at(place);
    return item !== null && typeof item === 'object' && !Array.isArray(item);
  });
}

const MARK = '@@here@@';

/** The value as JSON text, with other text in one place. */
export function withAt(value: unknown, [first, ...rest]: Path, text: string): string {
  const marked = (item: unknown, key: string | number, deeper: Path): unknown => {
    const copy = (Array.isArray(item) ? [...(item as unknown[])] : { ...(item as object) }) as Record<string, unknown>;
    copy[key] = deeper.length === 0 ? MARK : marked(copy[key], deeper[0], deeper.slice(1));
    return copy;
  };
  return JSON.stringify(marked(value, first, rest)).replace(`"${MARK}"`, () => text);
}
