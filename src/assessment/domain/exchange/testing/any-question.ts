import fc from 'fast-check';
import type { NumericAnswer, QuestionDefinition, QuestionOption } from '../../../../catalogue/question-definition';
import type { ExportedSource } from '../exchange';
import { partSlug } from '../filling';

/*
 * Questions of every type for property tests: texts with the signs of every format, letters of many scripts, line ends and
 * spaces around.
 */

const SIGNS = [
  ...'abcXYZ0189 \n\t=~#{}:\\%[]<>&*_`"\',;.-+()|/!?$@^',
  '->',
  '::',
  '####',
  '//',
  '\\n',
  '{{',
  '[html]',
  '%50%',
  '\n\n',
  'ANSWER: A',
  'A. ',
  '<b>',
  '&amp;',
  'é',
  'ß',
  'Ω',
  '針',
  '\u00a0',
  '\u{1f489}',
  '\u200f',
];

/** Any words at all, but for what no definition holds: controls and halves of letters. */
export const anyText: fc.Arbitrary<string> = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...SIGNS) }, fc.string({ unit: 'grapheme', maxLength: 3 })), {
    minLength: 1,
    maxLength: 12,
  })
  .map((parts) => parts.join('').replace(/[\0-\x08\x0b-\x1f\x7f]/g, ''))
  .filter((text) => text.isWellFormed() && text.trim() !== '');

/** Words as most people write them. */
const plainText = fc
  .array(
    fc.constantFrom(
      'needle',
      'depth',
      'Ω',
      'of',
      '5',
      'mm',
      '“and”',
      'M. trapezius',
      'a*b',
      '50 %',
      'x = y',
      '{set}',
      '#1',
      'né',
    ),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .map((words) => words.join(' '));

const text = fc.oneof(plainText, anyText);
const feedback = fc.oneof(fc.constant(''), text);
const fraction = fc.constantFrom(1, 1 / 2, 1 / 3, 2 / 3, 1 / 7, 0.9, 0.123456, 0);
const number = fc.oneof(
  fc.integer({ min: -1000, max: 1000 }),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }).map((value) => value + 0),
);
const tolerance = fc.constantFrom(0, 0.5, 1e-7, 3, 0.1);

const options = fc
  .array(fc.record({ text, feedback, fraction: fc.constantFrom(1, 0.5, 1 / 3, 0, -0.5, -1) }), {
    minLength: 2,
    maxLength: 6,
  })
  .map((list) => list.map((option, index) => ({ ...option, slug: partSlug(index) })));

const unweighed = (
  list: { slug: string; text: string; feedback: string }[],
  isRight: (index: number) => boolean,
): QuestionOption[] =>
  list.map(({ slug, text: words, feedback: said }, index) => ({
    slug,
    text: words,
    feedback: said,
    correct: isRight(index),
  }));

const weighed = (list: { slug: string; text: string; feedback: string; fraction: number }[]): QuestionOption[] =>
  list.map((option, index) => {
    const share = index === 0 ? 1 : option.fraction;
    return { ...option, fraction: share, correct: share > 0 };
  });

const numberWithFeedback: fc.Arbitrary<NumericAnswer> = fc.record(
  { answer: number, tolerance, fraction, feedback: text },
  { requiredKeys: ['answer', 'tolerance'] },
);

/** What each type adds to a question. */
const bodies = {
  single: fc.tuple(options, fc.nat()).map(([list, right]) => ({
    type: 'single' as const,
    options: unweighed(list, (index) => index === right % list.length),
  })),
  weightedSingle: options.map((list) => ({
    type: 'single' as const,
    scoring: 'weighted' as const,
    options: weighed(list),
  })),
  multiple: fc
    .tuple(
      options,
      fc.constantFrom('all-or-nothing' as const, 'per-option' as const, 'right-minus-wrong' as const),
      fc.nat(),
    )
    .map(([list, scoring, seed]) => ({
      type: 'multiple' as const,
      scoring,
      options: unweighed(list, (index) => index === 0 || (seed >> index) % 2 === 0),
    })),
  weightedMultiple: options.map((list) => ({
    type: 'multiple' as const,
    scoring: 'weighted' as const,
    options: weighed(list),
  })),
  trueFalse: fc.record({
    type: fc.constant('true-false' as const),
    answer: fc.boolean(),
    feedback: fc.record({ true: feedback, false: feedback }),
  }),
  matching: fc
    .tuple(
      fc.array(fc.record({ stem: text, match: text }), { minLength: 2, maxLength: 5 }),
      fc.uniqueArray(text, { maxLength: 2 }),
    )
    .map(([pairs, distractors]) => ({
      type: 'matching' as const,
      pairs: pairs.map((pair, index) => ({ slug: partSlug(index), ...pair })),
      distractors,
    })),
  ordering: fc.record({
    type: fc.constant('ordering' as const),
    items: fc
      .array(text, { minLength: 2, maxLength: 5 })
      .map((list) => list.map((words, index) => ({ slug: partSlug(index), text: words }))),
    scoring: fc.constantFrom('all-or-nothing' as const, 'positions' as const, 'adjacent' as const),
    feedback: fc.constant(''),
  }),
  numeric: fc
    .record({ answer: number, tolerance, feedback, alternatives: fc.array(numberWithFeedback, { maxLength: 2 }) })
    .map((numeric) => ({ type: 'numeric' as const, ...numeric })),
  shortText: fc.record({
    type: fc.constant('short-text' as const),
    answers: fc
      .array(fc.record({ text, fraction, feedback: text }, { requiredKeys: ['text'] }), { minLength: 1, maxLength: 3 })
      .map(([{ text: words, ...first }, ...others]) => [
        { text: words, ...(first.feedback === undefined ? {} : { feedback: first.feedback }) },
        ...others,
      ]),
    feedback,
    letterCase: fc.constantFrom('ignore' as const, 'exact' as const),
    accents: fc.constantFrom('ignore' as const, 'exact' as const),
    wildcards: fc.boolean(),
  }),
  essay: fc.constant({ type: 'essay' as const, rubric: [] }),
  cloze: fc.record({ answer: number, weight: fc.constantFrom(1, 2) }).map(({ answer, weight }) => ({
    type: 'cloze' as const,
    gaps: [{ slug: 'gap', weight, type: 'numeric' as const, answer, tolerance: 0, feedback: '' }],
  })),
} satisfies Record<string, fc.Arbitrary<object>>;

export type BodyName = keyof typeof bodies;
export const BODY_NAMES = Object.keys(bodies) as BodyName[];

const slugs = fc
  .array(fc.constantFrom('depth', 'angle', 'lung', 'q1', '7'), { minLength: 1, maxLength: 3 })
  .map((words) => words.join('-'));

/** A question of a type with what every type has: `plain` members are those that any file leaves out. */
export function aQuestion(body: BodyName, members: 'filled' | 'bare' = 'filled'): fc.Arbitrary<ExportedSource> {
  const base = fc.record({
    slug: slugs,
    prompt: text,
    isPlain: fc.boolean(),
    mark: fc.constantFrom(1, 1, 2, 0.5),
    safetyCritical: fc.boolean(),
    topic: fc.constantFrom('', 'Safety', 'Anatomy/Thorax', 'Ω & co'),
    level: fc.constantFrom('recall' as const, 'apply' as const),
    competencies: fc.subarray(['C01', 'C36']),
    facts: fc.subarray(['F3.17', 'F6.01']),
    rationale: feedback,
  });
  return fc
    .record({
      base,
      body: bodies[body] as fc.Arbitrary<object>,
      name: plainText,
      tags: fc.uniqueArray(fc.constantFrom('lung', 'of 2026', 'a]b', 'né'), { maxLength: 3 }),
    })
    .map(({ base: { isPlain, ...filled }, body: content, name, tags }) => {
      // Moodle compares typed words without regard to capitals; only where accents count is the same everywhere.
      const compared = 'answers' in content ? { letterCase: 'ignore', accents: 'exact', wildcards: false } : {};
      const bare = { ...filled, mark: 1, safetyCritical: false, level: 'recall', competencies: [], facts: [] };
      const definition = {
        ...(members === 'bare' ? bare : filled),
        ...(isPlain ? { format: 'plain' } : {}),
        ...content,
        ...(members === 'bare' ? compared : {}),
      };
      const shown = (members === 'bare' ? withoutSpaceAround(definition) : definition) as QuestionDefinition;
      return { name, definition: shown, tags, media: [] };
    });
}

/** Every text without the white space around it, which formats of lines do not carry. */
function withoutSpaceAround(value: unknown): unknown {
  if (typeof value === 'string') return value.trim();
  if (Array.isArray(value)) return value.map(withoutSpaceAround);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withoutSpaceAround(member)]));
}

export const anyQuestion = (members?: 'filled' | 'bare') =>
  fc.oneof(...BODY_NAMES.map((body) => aQuestion(body, members)));
