import { Ajv } from 'ajv';
import type { QuestionDefinition } from '../../../../catalogue/question-definition';

/*
 * The column `more`: members of a definition that no column holds, as JSON. Its shape is checked here, so that whatever
 * comes in is a definition.
 */

const words = { type: 'string' };
const slug = { type: 'string', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 60 };
const list = (items: object) => ({ type: 'array', items, maxItems: 50 });
const record = (properties: Record<string, object>, optional: readonly string[] = []) => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
});
const share = { type: 'number', minimum: 0, maximum: 1 };
const number = { type: 'number' };
const count = { type: 'integer', minimum: 0 };
const image = record({ src: words, alt: words, width: count, height: count }, ['width', 'height']);
const textAnswer = record({ text: words, fraction: share, feedback: words }, ['fraction', 'feedback']);
const numericAnswer = record(
  { answer: number, tolerance: { type: 'number', minimum: 0 }, fraction: share, feedback: words },
  ['fraction', 'feedback'],
);
const option = record(
  {
    slug,
    text: words,
    correct: { type: 'boolean' },
    feedback: words,
    fraction: { type: 'number', minimum: -1, maximum: 1 },
  },
  ['fraction'],
);
const policy = {
  letterCase: { enum: ['ignore', 'exact'] },
  accents: { enum: ['ignore', 'exact'] },
  wildcards: { type: 'boolean' },
};
const weight = { type: 'number', exclusiveMinimum: 0 };
const gap = {
  anyOf: [
    record({ slug, weight, type: { const: 'single' }, options: list(option), scoring: { const: 'weighted' } }, [
      'scoring',
    ]),
    record({ slug, weight, type: { const: 'short-text' }, answers: list(textAnswer), feedback: words, ...policy }),
    record(
      {
        slug,
        weight,
        type: { const: 'numeric' },
        answer: number,
        tolerance: { type: 'number', minimum: 0 },
        alternatives: list(numericAnswer),
        feedback: words,
      },
      ['alternatives'],
    ),
  ],
};

const EVERYWHERE = {
  image,
  case: record({ slug, title: words, text: words }),
  references: list(words),
  competencies: list(words),
  facts: list(words),
  penalty: share,
  hints: list(words),
};

const OF_TYPE: Readonly<Record<QuestionDefinition['type'], Record<string, object>>> = {
  single: { keepOrder: { type: 'boolean' } },
  multiple: { keepOrder: { type: 'boolean' } },
  'true-false': {},
  matching: {
    pairs: list(record({ slug, stem: words, match: words, feedback: words }, ['feedback'])),
    distractors: list(words),
  },
  ordering: {},
  numeric: { unit: record({ symbol: words, required: { type: 'boolean' } }), alternatives: list(numericAnswer) },
  'short-text': {},
  cloze: { gaps: { ...list(gap), minItems: 1 } },
  hotspot: {
    grid: record({ columns: count, rows: count }),
    regions: {
      ...list(
        record({
          slug,
          label: words,
          polygon: { type: 'array', minItems: 3, maxItems: 200, items: record({ x: share, y: share }) },
          correct: { type: 'boolean' },
          feedback: words,
        }),
      ),
      minItems: 1,
    },
    points: count,
  },
  essay: {
    minimumWords: count,
    maximumWords: count,
    rubric: list(
      record({
        slug,
        title: words,
        levels: list(record({ points: { type: 'number', minimum: 0 }, description: words })),
      }),
    ),
    modelAnswer: words,
  },
};

/** The members that `more` holds of a type's questions. */
export const membersOfMore = (type: QuestionDefinition['type']): string[] => [
  ...Object.keys(EVERYWHERE),
  ...Object.keys(OF_TYPE[type]),
];

const ajv = new Ajv({ allErrors: false });
const checks = new Map<string, ReturnType<Ajv['compile']>>();

/** The members in `more`, or what is wrong with it. */
export function moreOf(type: QuestionDefinition['type'], json: string): Record<string, unknown> | string {
  if (json.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return 'is not JSON';
  }
  const known = checks.get(type);
  const check =
    known ??
    ajv.compile(
      record({ ...EVERYWHERE, ...OF_TYPE[type] }, [...Object.keys(EVERYWHERE), ...Object.keys(OF_TYPE[type])]),
    );
  checks.set(type, check);
  if (check(value)) return value as Record<string, unknown>;
  const [fault] = check.errors ?? [];
  return `does not fit a ${type} question${fault ? `: ${fault.instancePath === '' ? 'it' : fault.instancePath} ${fault.message ?? ''}` : ''}`;
}
