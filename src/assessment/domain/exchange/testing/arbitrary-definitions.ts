import fc, { type Arbitrary } from 'fast-check';
import type { ClozeGap, QuestionDefinition, QuestionOption } from '../../../../catalogue/question-definition';
import { isSlug, partSlug } from '../filling';

/*
 * Definitions as an author could write them, for round trips: words with the signs that formats use themselves, letters of
 * many scripts, ends of CDATA sections, tags and entities.
 */

const PIECES = [
  'pleura',
  'rib',
  'Ünïcödé',
  '日本語',
  '😀',
  'ﷺ',
  'a<b',
  'c>d',
  '&',
  '&amp;',
  '&lt;',
  ']]>',
  '<![CDATA[',
  '<b>',
  '</p>',
  '--',
  '-->',
  '{',
  '}',
  '~',
  '#',
  '=',
  '%50%',
  ':',
  '::',
  '\\',
  '*',
  '_',
  '`',
  '"',
  "'",
  '[[1]]',
  '@@',
  '$x$',
  '1.',
  '-',
  '+',
  '|',
  '!',
  '[',
  ']',
  '(',
  ')',
  '/',
  '//',
  '0.5',
  '^',
  '?',
  ';',
  ',',
  'e\u0301',
  '\u00a0x',
  '{{z}}',
  '{1:SA:=x}',
  '&#160;',
  'https://example.org/a?b=c&d',
];

/** Words without white space around: no format keeps that. */
export const words: Arbitrary<string> = fc
  .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 6 })
  .chain((pieces) => fc.constantFrom(' ', '').map((between) => pieces.join(between)))
  .map((text) => text.replace(/\s+/gu, ' ').trim())
  .filter((text) => text !== '');

export const maybeWords: Arbitrary<string> = fc.oneof(fc.constant(''), words);

const slug = fc
  .array(fc.constantFrom('a', 'lung', '7', 'c15', 'needle'), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join('-'))
  .filter(isSlug);

const number = fc.oneof(
  fc.integer({ min: -1000, max: 1000 }),
  fc.integer({ min: -100_000, max: 100_000 }).map((value) => value / 1000),
);
const tolerance = fc.integer({ min: 0, max: 500 }).map((value) => value / 100);
const fraction = fc.constantFrom(0.05, 0.1, 0.2, 0.25, 1 / 3, 0.4, 0.5, 0.6, 2 / 3, 0.75, 0.8, 0.9);

const option = (index: number): Arbitrary<QuestionOption> =>
  fc
    .record({ text: words, correct: fc.boolean(), feedback: maybeWords })
    .map((rest) => ({ slug: partSlug(index), ...rest }));

/** Two to five options with different texts. */
const options = fc
  .integer({ min: 2, max: 5 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => option(index))))
  .map((list) => list.map((one, index) => ({ ...one, text: `${one.text} ${index}` })));

const singleOptions = options.chain((list) =>
  fc.nat({ max: list.length - 1 }).map((right) => list.map((one, index) => ({ ...one, correct: index === right }))),
);

const weightedOptions = fc
  .tuple(
    options,
    fc.array(
      fc.oneof(
        fraction,
        fraction.map((value) => -value),
        fc.constant(0),
      ),
      { minLength: 5, maxLength: 5 },
    ),
  )
  .map(([list, fractions]) =>
    list.map((one, index) => {
      const own = index === 0 ? 1 : index === 1 ? 0.5 : fractions[index];
      return { ...one, fraction: own, correct: own > 0 };
    }),
  );

const answers = fc
  .array(
    fc.record({
      text: words,
      fraction: fc.option(fraction, { nil: undefined }),
      feedback: fc.option(words, { nil: undefined }),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((list) =>
    list.map(({ text, fraction: own, feedback }, index) => ({
      text: `${text} ${index}`,
      ...(own === undefined || index === 0 ? {} : { fraction: own }),
      ...(feedback === undefined ? {} : { feedback }),
    })),
  );

const policy = fc.record({
  letterCase: fc.constantFrom('ignore' as const, 'exact' as const),
  accents: fc.constant('exact' as const),
  wildcards: fc.constant(false),
});

const alternatives = fc
  .array(fc.record({ answer: number, tolerance, fraction, feedback: fc.option(words, { nil: undefined }) }), {
    minLength: 1,
    maxLength: 2,
  })
  .map((list) =>
    // Far from the main answer, so that each is the best for somebody.
    list.map(({ feedback, answer, ...rest }, index) => ({
      answer: answer + 5000 * (index + 1),
      ...rest,
      ...(feedback === undefined ? {} : { feedback }),
    })),
  );

const gap = (index: number): Arbitrary<ClozeGap> => {
  const place = { slug: partSlug(index), weight: 1 + (index % 3) };
  return fc.oneof(
    singleOptions.map((list) => ({ ...place, type: 'single' as const, options: list })),
    fc
      .tuple(answers, policy, maybeWords)
      .map(([list, how, feedback]) => ({ ...place, type: 'short-text' as const, answers: list, feedback, ...how })),
    fc.tuple(number, tolerance, maybeWords).map(([answer, within, feedback]) => ({
      ...place,
      type: 'numeric' as const,
      answer,
      tolerance: within,
      feedback,
    })),
  );
};

const base = fc.record({
  slug,
  format: fc.constant('plain' as const),
  mark: fc.constantFrom(1, 2, 0.5, 3.25),
  safetyCritical: fc.boolean(),
  topic: fc.oneof(fc.constant(''), fc.constantFrom('Thorax', 'Sicherheit / Lunge', 'a//b & <c>')),
  level: fc.constantFrom('recall' as const, 'apply' as const, 'analyse' as const),
  competencies: fc.uniqueArray(fc.constantFrom('C1', 'C15', 'C22'), { maxLength: 2 }),
  facts: fc.uniqueArray(fc.constantFrom('F-1', 'F-2'), { maxLength: 2 }),
  rationale: maybeWords,
  prompt: words,
});

const extras = fc
  .record({
    penalty: fc.option(fc.constantFrom(0, 0.1, 0.3333333, 1), { nil: undefined }),
    hints: fc.option(fc.array(words, { minLength: 1, maxLength: 2 }), { nil: undefined }),
    references: fc.option(fc.uniqueArray(words, { minLength: 1, maxLength: 2 }), { nil: undefined }),
  })
  .map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)));

type Kind = QuestionDefinition['type'];

const CONTENT: Readonly<Record<Kind, Arbitrary<Record<string, unknown>>>> = {
  single: fc.oneof(
    fc.record({ options: singleOptions }),
    fc.record({ options: singleOptions, keepOrder: fc.constant(true) }),
    fc.record({ options: weightedOptions, scoring: fc.constant('weighted') }),
  ),
  multiple: fc
    .record({ options, scoring: fc.constantFrom('all-or-nothing', 'right-minus-wrong'), keepOrder: fc.constant(true) })
    .map(({ options: list, ...rest }) => ({
      ...rest,
      options: list.map((one, index) => ({
        ...one,
        correct: index === 0 || (index !== list.length - 1 && one.correct),
      })),
    })),
  'true-false': fc.record({ answer: fc.boolean(), feedback: fc.record({ true: maybeWords, false: maybeWords }) }),
  matching: fc
    .record({
      pairs: fc.array(fc.record({ stem: words, match: words }), { minLength: 2, maxLength: 4 }),
      distractors: fc.array(words, { maxLength: 2 }),
    })
    .map(({ pairs, distractors }) => ({
      pairs: pairs.map(({ stem, match }, index) => ({
        slug: partSlug(index),
        stem: `${stem} ${index}`,
        match: `${match} m${index}`,
      })),
      distractors: distractors.map((text, index) => `${text} d${index}`),
    })),
  ordering: fc
    .record({
      items: fc.array(words, { minLength: 2, maxLength: 5 }),
      scoring: fc.constantFrom('all-or-nothing', 'positions', 'adjacent'),
    })
    .map(({ items, scoring }) => ({
      scoring,
      feedback: '',
      items: items.map((text, index) => ({ slug: partSlug(index), text: `${text} ${index}` })),
    })),
  numeric: fc
    .record({
      answer: number,
      tolerance,
      feedback: maybeWords,
      unit: fc.option(fc.record({ symbol: fc.constantFrom('mm', 'µg', 'kg/m²', '<x>'), required: fc.boolean() }), {
        nil: undefined,
      }),
      alternatives: fc.option(alternatives, { nil: undefined }),
    })
    .map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))),
  'short-text': fc
    .tuple(answers, policy, maybeWords)
    .map(([list, how, feedback]) => ({ answers: list, feedback, ...how })),
  cloze: fc
    .integer({ min: 1, max: 4 })
    .chain((count) =>
      fc.tuple(
        fc.tuple(...Array.from({ length: count }, (_, index) => gap(index))),
        fc.array(fc.constantFrom('The', 'lung', '&', 'a<b', '日本'), { minLength: 1, maxLength: 4 }),
      ),
    )
    .map(([gaps, between]) => ({
      gaps,
      prompt: gaps.map(({ slug: name }) => `${between.join(' ')} {{${name}}}`).join(' '),
    })),
  hotspot: fc.constant({}),
  essay: fc
    .record({
      minimumWords: fc.option(fc.integer({ min: 1, max: 500 }), { nil: undefined }),
      modelAnswer: fc.option(words, { nil: undefined }),
    })
    .map((all) => ({
      rubric: [],
      ...Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)),
    })),
};

/** Definitions of one kind, plain. */
export function definitionsOf(type: Kind): Arbitrary<QuestionDefinition> {
  return fc
    .tuple(base, extras, CONTENT[type])
    .map(([common, more, content]) => ({ type, ...common, ...more, ...content }) as unknown as QuestionDefinition);
}
