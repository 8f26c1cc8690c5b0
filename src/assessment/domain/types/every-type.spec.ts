import * as fc from 'fast-check';
import { canonicalJson } from '../../../kernel/canonical-json';
import type {
  ClozeQuestion,
  Gap,
  HotspotQuestion,
  MultipleScoring,
  Option,
  OrderingScoring,
  Question,
  QuestionKind,
} from '../question';
import { asShown, orderIn, shuffledBy } from '../shuffle';
import {
  feedbackOn,
  keyOf,
  normaliseResponse,
  presentQuestion,
  Response,
  scoreResponse,
  validateResponse,
} from './registry';

/* What is promised of every type alike. Whatever nobody may see before the end says KEY. */

interface Item {
  readonly question: Question;
  /** Valid. */
  readonly response: Response | null;
}

const base = fc.record(
  {
    prompt: fc.constant('What is asked?'),
    maxMark: fc.constantFrom(0.5, 1, 3),
    safetyCritical: fc.boolean(),
    topic: fc.constant('KEY topic'),
    rationale: fc.constant('KEY: because.'),
    format: fc.constant('plain' as const),
    image: fc.constant({ url: '/f.svg', alt: 'A figure', width: 10, height: 20 }),
    case: fc.constant({ id: 'case', title: 'A case', text: 'Somebody comes.' }),
    penalty: fc.constantFrom(0, 0.25, 1),
    hints: fc.constant(['KEY: hint']),
  },
  { requiredKeys: ['prompt', 'maxMark', 'safetyCritical', 'topic', 'rationale'] },
);
type Base = typeof base extends fc.Arbitrary<infer Value> ? Value : never;

const idsOf = (minLength: number) => fc.uniqueArray(fc.uuid(), { minLength, maxLength: 8 });
const fraction = fc.constantFrom(-1, -0.5, -1 / 3, 0, 0.1, 1 / 3, 0.5, 1);
const share = fc.constantFrom(0, 0.1, 1 / 3, 0.5, 1);
const choice = (id: string) => ({ id, text: `Text ${id}` });

const anyOptions: fc.Arbitrary<Option[]> = idsOf(2).chain((ids) =>
  fc.tuple(
    ...ids.map((id) =>
      fc
        .record({ correct: fc.boolean(), fraction }, { requiredKeys: ['correct'] })
        .map((more) => ({ ...choice(id), ...more, feedback: `KEY: on ${id}` })),
    ),
  ),
);
const typed = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }).filter((text) => text.isWellFormed()),
  fc.constantFrom('pleura', ' Pleura ', 'PLEURA', 'pleural', '*', '', '  ', 'a*b', 'é'),
);
const wild = fc.oneof(typed, fc.constantFrom('pleura', '*', '\\*', 'p*a', '**', '*(a+)+$*', 'a*'.repeat(30)));
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const numbers = fc.oneof(finite, fc.constantFrom(2.5, 2.4, 2.6, -0, 0));

const shortTexts = fc.record({
  type: fc.constant('short-text' as const),
  letterCase: fc.constantFrom('ignore' as const, 'exact' as const),
  accents: fc.constantFrom('ignore' as const, 'exact' as const),
  wildcards: fc.boolean(),
  answers: fc.array(
    fc.record({ text: wild, fraction: share, feedback: fc.constant('KEY: on it') }, { requiredKeys: ['text'] }),
    { minLength: 1, maxLength: 4 },
  ),
  feedback: fc.constant('KEY: none fits'),
});
const numerics = fc.record({
  type: fc.constant('numeric' as const),
  answer: numbers,
  tolerance: fc.constantFrom(0, 0.1, 10),
  feedback: fc.constant('KEY: working'),
  alternatives: fc.array(
    fc.record(
      { answer: numbers, tolerance: fc.constantFrom(0, 1), fraction: share, feedback: fc.constant('KEY: nearly') },
      { requiredKeys: ['answer', 'tolerance'] },
    ),
    { maxLength: 3 },
  ),
});

const anyGap = (id: string): fc.Arbitrary<{ gap: Gap; given: Response | null }> => {
  const bare = { prompt: '', maxMark: 1, safetyCritical: false, topic: '', rationale: '' };
  const weight = fc.constantFrom(0.1, 1 / 3, 1, 2);
  return fc.oneof(
    fc.tuple(anyOptions, weight, fc.constantFrom(undefined, 'weighted' as const)).chain(([options, w, scoring]) =>
      fc.option(fc.record({ choice: fc.constantFrom(...options.map((option) => option.id)) })).map((given) => ({
        gap: { id, weight: w, asked: { ...bare, type: 'single' as const, ...(scoring && { scoring }), options } },
        given,
      })),
    ),
    fc.tuple(shortTexts, weight, fc.option(fc.record({ text: typed }))).map(([asked, w, given]) => ({
      gap: { id, weight: w, asked: { ...bare, ...asked } },
      given,
    })),
    fc.tuple(numerics, weight, fc.option(fc.record({ number: numbers }))).map(([asked, w, given]) => ({
      gap: { id, weight: w, asked: { ...bare, ...asked, unit: null } },
      given,
    })),
  );
};

const coordinate = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.2, 0.5, 1));
const point = fc.record({ x: coordinate, y: coordinate });

const ITEMS: { readonly [Kind in QuestionKind]: (b: Base) => fc.Arbitrary<Item> } = {
  single: (b) =>
    fc
      .tuple(anyOptions, fc.constantFrom(undefined, 'weighted' as const), fc.boolean())
      .chain(([options, scoring, keepOrder]) =>
        fc.record({ choice: fc.constantFrom(...options.map(({ id }) => id)) }).map((response) => ({
          question: { ...b, type: 'single' as const, ...(scoring && { scoring }), keepOrder, options },
          response,
        })),
      ),
  multiple: (b) =>
    fc
      .tuple(
        anyOptions,
        fc.constantFrom<MultipleScoring>('all-or-nothing', 'per-option', 'right-minus-wrong', 'weighted'),
        fc.boolean(),
      )
      .chain(([options, scoring, keepOrder]) =>
        fc.record({ choices: fc.shuffledSubarray(options.map(({ id }) => id)) }).map((response) => ({
          question: { ...b, type: 'multiple' as const, scoring, keepOrder, options },
          response,
        })),
      ),
  'true-false': (b) =>
    fc.tuple(fc.boolean(), fc.constantFrom('true', 'false')).map(([answer, chosen]) => ({
      question: { ...b, type: 'true-false' as const, answer, feedback: { true: 'KEY: no', false: 'KEY: yes' } },
      response: { choice: chosen },
    })),
  matching: (b) =>
    fc.tuple(idsOf(1), idsOf(2)).chain(([stems, options]) =>
      fc
        .tuple(
          fc.tuple(...stems.map(() => fc.constantFrom(...options))),
          fc.dictionary(fc.constantFrom(...stems), fc.constantFrom(...options)),
        )
        .map(([key, pairs]) => ({
          question: {
            ...b,
            type: 'matching' as const,
            stems: stems.map(choice),
            options: options.map(choice),
            key: Object.fromEntries(stems.map((stem, index) => [stem, key[index]])),
          },
          response: { pairs },
        })),
    ),
  ordering: (b) =>
    fc
      .tuple(idsOf(2), fc.constantFrom<OrderingScoring>('all-or-nothing', 'positions', 'adjacent'))
      .chain(([ids, scoring]) => {
        const anyOrder = fc.shuffledSubarray(ids, { minLength: ids.length });
        return fc.tuple(anyOrder, anyOrder).map(([key, order]) => ({
          question: { ...b, type: 'ordering' as const, scoring, options: ids.map(choice), key, feedback: 'KEY: so' },
          response: { order },
        }));
      }),
  numeric: (b) =>
    fc
      .tuple(
        numerics,
        fc.option(fc.record({ symbol: fc.constantFrom('mm', 'µm'), required: fc.boolean() })),
        fc.record(
          { number: numbers, unit: fc.constantFrom('mm', ' mm', 'µm', 'μm', '') },
          { requiredKeys: ['number'] },
        ),
      )
      .map(([asked, unit, response]) => ({ question: { ...b, ...asked, unit }, response })),
  'short-text': (b) =>
    fc.tuple(shortTexts, typed).map(([asked, text]) => ({
      question: { ...b, ...asked },
      response: { text },
    })),
  cloze: (b) =>
    idsOf(1)
      .chain((ids) => fc.tuple(...ids.map(anyGap)))
      .map((gaps) => ({
        question: { ...b, type: 'cloze' as const, gaps: gaps.map(({ gap }) => gap) } satisfies ClozeQuestion,
        response: { gaps: Object.fromEntries(gaps.map(({ gap, given }) => [gap.id, given])) },
      })),
  hotspot: (b) =>
    fc
      .tuple(
        fc.array(
          fc.record({
            id: fc.uuid(),
            label: fc.constant('KEY: label'),
            polygon: fc.array(point, { minLength: 3, maxLength: 6 }),
            correct: fc.boolean(),
            feedback: fc.constant('KEY: there'),
          }),
          { minLength: 1, maxLength: 4 },
        ),
        fc.constantFrom<HotspotQuestion['scoring']>('all-or-nothing', 'right-minus-wrong'),
        fc.array(point, { maxLength: 4 }),
      )
      .map(([regions, scoring, points]) => ({
        question: {
          ...b,
          type: 'hotspot' as const,
          image: { url: '/f.svg', alt: 'A figure' },
          grid: { columns: 4, rows: 3 },
          regions,
          points: 4,
          scoring,
        },
        response: { points },
      })),
  essay: (b) =>
    typed.map((text) => ({
      question: { ...b, type: 'essay' as const, minimumWords: 5, rubric: [] },
      response: { text },
    })),
};

const KINDS = Object.keys(ITEMS) as QuestionKind[];
const anyItem = (kind: QuestionKind): fc.Arbitrary<Item> =>
  base
    .chain((b) => ITEMS[kind](b))
    .chain((item) => fc.constantFrom(item, item, item, item, { ...item, response: null }));

/** Everything that a question lists, turned round. */
function turned(question: Question, seed: string): Question {
  const arrange = shuffledBy(seed, 1);
  return {
    ...question,
    ...('options' in question && { options: arrange<{ id: string }>('options', question.options) }),
    ...('stems' in question && { stems: arrange('stems', question.stems) }),
    ...('regions' in question && { regions: arrange('stems', question.regions) }),
    ...('gaps' in question && {
      gaps: arrange('stems', question.gaps).map((gap) => ({ ...gap, asked: turned(gap.asked, seed) })),
    }),
  } as Question;
}

/** The same said in another order, where order says nothing. */
function reversed(response: Response | null): Response | null {
  if (!response) return null;
  const backwards = (record: object) => Object.fromEntries(Object.entries(record).reverse());
  if (Array.isArray(response.choices)) return { choices: response.choices.toReversed() as unknown[] };
  if (Array.isArray(response.points)) return { points: response.points.toReversed() as unknown[] };
  if (response.pairs) return { pairs: backwards(response.pairs) };
  return response.gaps ? { gaps: backwards(response.gaps) } : response;
}

describe.each(KINDS)('Given any question of the type %s and any valid response', (kind) => {
  const always = (holds: (item: Item, seed: string) => void) =>
    fc.assert(fc.property(anyItem(kind), fc.string(), holds));

  it('when it is validated, then it has no fault', () => {
    always(({ question, response }) => expect(validateResponse(question, response)).toEqual([]));
  });

  it('when it is scored, then every fraction is from 0 to 1, and blank is nothing', () => {
    always(({ question, response }) => {
      const { fraction, parts } = scoreResponse(question, response);
      for (const value of [fraction, ...parts.map((part) => part.fraction)]) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }
      expect(scoreResponse(question, null).fraction).toBe(0);
    });
  });

  it('when it is normalised twice, then the second time changes nothing, and the score stays', () => {
    always(({ question, response }) => {
      const once = normaliseResponse(question, response);
      expect(validateResponse(question, once)).toEqual([]);
      expect(normaliseResponse(question, once)).toEqual(once);
      expect(scoreResponse(question, once)).toEqual(scoreResponse(question, response));
      expect(canonicalJson(once)).toBe(canonicalJson(normaliseResponse(question, response)));
    });
  });

  it('when everything that is listed comes in another order, then the fraction is the same', () => {
    always(({ question, response }, seed) => {
      expect(scoreResponse(turned(question, seed), response).fraction).toBeCloseTo(
        scoreResponse(question, response).fraction,
        12,
      );
      expect(normaliseResponse(question, reversed(response))).toEqual(normaliseResponse(question, response));
    });
  });

  it('when it is presented, then nothing of the key, the feedback, the rationale or its danger can be seen', () => {
    const SHOWN = ['type', 'prompt', 'format', 'maxMark', 'case', 'image', 'options', 'stems', 'gaps', 'unit', 'points', 'words']; // prettier-ignore
    always(({ question }, seed) => {
      const shown = presentQuestion(question, shuffledBy(seed, 3));
      expect(canonicalJson(shown)).not.toMatch(/KEY|correct|fraction|safety|polygon|scoring|answer|tolerance/);
      expect(Object.keys(shown).filter((name) => !SHOWN.includes(name))).toEqual([]);
      const choices = [shown.options, shown.stems, ...(shown.gaps ?? []).map(({ options }) => options)];
      for (const item of choices.flatMap((list) => list ?? []))
        expect(Object.keys(item).sort()).toEqual(['id', 'text']);
    });
  });

  it('when it is presented again by its stored order, then it looks the same', () => {
    always(({ question }, seed) => {
      const shown = presentQuestion(question, shuffledBy(seed, 2));
      const stored = JSON.parse(canonicalJson(orderIn(shown))) as ReturnType<typeof orderIn>;
      expect(presentQuestion(question, asShown(stored))).toEqual(shown);
    });
  });

  it('when it is reviewed, then words alone come out, and none for what is blank', () => {
    always(({ question, response }) => {
      for (const line of [...feedbackOn(question, response), ...keyOf(question)]) expect(typeof line).toBe('string');
      expect(feedbackOn(question, null)).toEqual([]);
    });
  });

  it('when anything at all is sent, then it is refused or scored, and never breaks', () => {
    const hostile = fc.oneof(
      fc.jsonValue(),
      fc.jsonValue().map((value) => JSON.parse(`{"__proto__":${JSON.stringify(value)}}`) as unknown),
      fc
        .tuple(
          fc.constantFrom('choice', 'choices', 'pairs', 'order', 'number', 'text', 'gaps', 'points'),
          fc.jsonValue(),
        )
        .map(([name, value]) => ({ [name]: value })),
    );
    fc.assert(
      fc.property(anyItem(kind), hostile, ({ question }, sent) => {
        const faults = validateResponse(question, sent);
        for (const { path, message } of faults) expect([typeof path, typeof message]).toEqual(['string', 'string']);
        if (faults.length > 0) return;
        const { fraction } = scoreResponse(question, sent as Response | null);
        expect(fraction).toBeGreaterThanOrEqual(0);
        expect(fraction).toBeLessThanOrEqual(1);
        expect(validateResponse(question, normaliseResponse(question, sent as Response | null))).toEqual([]);
      }),
    );
  });

  it('when what is sent is as large or as deep as can be, then it is refused at once and in few words', () => {
    const huge = 'x'.repeat(1_000_000);
    const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`) as unknown;
    const many = Array.from({ length: 100_000 }, (_, index) => `${index}`);
    const keyed = Object.fromEntries(many.map((name) => [name, huge.slice(0, 100)]));
    const sent = [huge, deep, many, keyed, { [huge]: 1 }, ...['choice', 'choices', 'pairs', 'order', 'number', 'text', 'gaps', 'points'].flatMap((name) => [{ [name]: huge }, { [name]: deep }, { [name]: many }, { [name]: keyed }, { [name]: { [huge]: huge } }])]; // prettier-ignore
    const [{ question }] = fc.sample(anyItem(kind), { numRuns: 1, seed: 7 });
    const begun = performance.now();
    for (const response of sent) {
      const faults = validateResponse(question, response);
      expect(faults.length).toBeGreaterThan(0);
      expect(faults.length).toBeLessThan(20);
      expect(JSON.stringify(faults).length).toBeLessThan(5000);
    }
    expect(performance.now() - begun).toBeLessThan(2000);
  });
});
