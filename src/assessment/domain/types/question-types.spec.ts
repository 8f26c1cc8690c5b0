import * as fc from 'fast-check';
import { canonicalJson } from '../../../kernel/canonical-json';
import type {
  MatchingQuestion,
  MultipleQuestion,
  MultipleScoring,
  NumericQuestion,
  Question,
  SingleQuestion,
  TrueFalseQuestion,
} from '../question';
import { asShown, shuffledBy } from '../shuffle';
import { feedbackOn, normaliseResponse, presentQuestion, Response, scoreResponse, validateResponse } from './registry';

const base = {
  prompt: 'What is asked?',
  maxMark: 2,
  safetyCritical: true,
  topic: 'Pneumothorax',
  rationale: 'KEY: because.',
};
const option = (id: string, correct: boolean) => ({ id, text: `Option ${id}`, correct, feedback: `KEY: on ${id}` });

const single: SingleQuestion = {
  ...base,
  type: 'single',
  options: [option('a', false), option('b', true), option('c', false)],
};
const multiple = (scoring: MultipleScoring): MultipleQuestion => ({
  ...base,
  type: 'multiple',
  scoring,
  options: [option('a', true), option('b', true), option('c', false), option('d', false)],
});
const trueFalse: TrueFalseQuestion = {
  ...base,
  type: 'true-false',
  answer: false,
  feedback: { true: 'KEY: no', false: 'KEY: yes' },
};
const matching: MatchingQuestion = {
  ...base,
  type: 'matching',
  stems: [
    { id: 's1', text: 'Lung' },
    { id: 's2', text: 'Liver' },
  ],
  options: [
    { id: 'm1', text: 'Pleura' },
    { id: 'm2', text: 'Capsule' },
    { id: 'm3', text: 'Meninges' },
  ],
  key: { s1: 'm1', s2: 'm2' },
};
const numeric = (unit: NumericQuestion['unit'] = null): NumericQuestion => ({
  ...base,
  type: 'numeric',
  answer: 2.5,
  tolerance: 0.1,
  unit,
  feedback: 'KEY: 2.5',
});

const EVERY_TYPE: readonly Question[] = [
  single,
  multiple('all-or-nothing'),
  multiple('per-option'),
  multiple('right-minus-wrong'),
  trueFalse,
  matching,
  numeric(),
  numeric({ symbol: 'mm', required: true }),
];

describe('Given a single-choice question', () => {
  it.each`
    choice | fraction
    ${'b'} | ${1}
    ${'a'} | ${0}
    ${'c'} | ${0}
  `('when $choice is chosen, then the fraction is $fraction', ({ choice, fraction }) => {
    expect(scoreResponse(single, { choice }).fraction).toBe(fraction);
  });
});

describe('Given a multiple-response question with the key a, b of a, b, c, d', () => {
  it.each`
    choices                 | allOrNothing | perOption | rightMinusWrong
    ${['a', 'b']}           | ${1}         | ${1}      | ${1}
    ${['b', 'a']}           | ${1}         | ${1}      | ${1}
    ${['a']}                | ${0}         | ${0.75}   | ${0.5}
    ${['a', 'b', 'c']}      | ${0}         | ${0.75}   | ${0.5}
    ${['a', 'c']}           | ${0}         | ${0.5}    | ${0}
    ${['c', 'd']}           | ${0}         | ${0}      | ${0}
    ${['a', 'b', 'c', 'd']} | ${0}         | ${0.5}    | ${0}
    ${[]}                   | ${0}         | ${0}      | ${0}
  `(
    'when $choices are chosen, then it earns $allOrNothing, $perOption or $rightMinusWrong, by its rule',
    ({ choices, allOrNothing, perOption, rightMinusWrong }) => {
      expect(scoreResponse(multiple('all-or-nothing'), { choices }).fraction).toBe(allOrNothing);
      expect(scoreResponse(multiple('per-option'), { choices }).fraction).toBe(perOption);
      expect(scoreResponse(multiple('right-minus-wrong'), { choices }).fraction).toBe(rightMinusWrong);
    },
  );
});

describe('Given a true/false question whose answer is false', () => {
  it.each`
    choice     | fraction
    ${'false'} | ${1}
    ${'true'}  | ${0}
  `('when $choice is chosen, then the fraction is $fraction', ({ choice, fraction }) => {
    expect(scoreResponse(trueFalse, { choice }).fraction).toBe(fraction);
  });

  it('when it is presented, then its options are true and false, in that order', () => {
    expect(presentQuestion(trueFalse, shuffledBy('seed', 1)).options?.map(({ id }) => id)).toEqual(['true', 'false']);
  });
});

describe('Given a matching question of two stems and one distractor', () => {
  it.each`
    pairs                     | fraction
    ${{ s1: 'm1', s2: 'm2' }} | ${1}
    ${{ s2: 'm2', s1: 'm1' }} | ${1}
    ${{ s1: 'm1' }}           | ${0.5}
    ${{ s1: 'm1', s2: 'm1' }} | ${0.5}
    ${{ s1: 'm3', s2: 'm1' }} | ${0}
    ${{}}                     | ${0}
  `('when $pairs are matched, then the fraction is $fraction', ({ pairs, fraction }) => {
    expect(scoreResponse(matching, { pairs }).fraction).toBe(fraction);
  });
});

describe('Given a numeric question whose answer is 2.5 ± 0.1', () => {
  it.each`
    number  | fraction
    ${2.5}  | ${1}
    ${2.4}  | ${1}
    ${2.6}  | ${1}
    ${2.39} | ${0}
    ${2.61} | ${0}
    ${-2.5} | ${0}
  `('when $number is given, then the fraction is $fraction', ({ number, fraction }) => {
    expect(scoreResponse(numeric(), { number }).fraction).toBe(fraction);
  });

  it.each`
    unit         | required | fraction
    ${'mm'}      | ${true}  | ${1}
    ${' mm '}    | ${true}  | ${1}
    ${'cm'}      | ${true}  | ${0}
    ${'MM'}      | ${true}  | ${0}
    ${undefined} | ${true}  | ${0}
    ${undefined} | ${false} | ${1}
    ${'cm'}      | ${false} | ${1}
  `(
    'when the unit $unit is given and required is $required, then the fraction is $fraction',
    ({ unit, required, fraction }) => {
      expect(scoreResponse(numeric({ symbol: 'mm', required }), { number: 2.5, unit }).fraction).toBe(fraction);
    },
  );

  it.each`
    required | shown
    ${true}  | ${{ required: true }}
    ${false} | ${{ required: false, symbol: 'mm' }}
  `('when a unit is required: $required, then the candidate sees $shown', ({ required, shown }) => {
    expect(presentQuestion(numeric({ symbol: 'mm', required }), shuffledBy('seed', 1)).unit).toEqual(shown);
  });
});

describe('Given what a browser may send', () => {
  it.each`
    question                  | response                               | path            | message
    ${single}                 | ${'b'}                                 | ${''}           | ${/object with "choice"/}
    ${single}                 | ${[]}                                  | ${''}           | ${/object/}
    ${single}                 | ${{}}                                  | ${'choice'}     | ${/missing/}
    ${single}                 | ${{ choice: 'z' }}                     | ${'choice'}     | ${/not an option/}
    ${single}                 | ${{ choice: ['b'] }}                   | ${'choice'}     | ${/not an option/}
    ${single}                 | ${{ choice: 'b', score: 1 }}           | ${'score'}      | ${/not part/}
    ${multiple('per-option')} | ${{ choices: 'a' }}                    | ${'choices'}    | ${/list/}
    ${multiple('per-option')} | ${{ choices: ['a', 'z'] }}             | ${'choices[1]'} | ${/not an option/}
    ${multiple('per-option')} | ${{ choices: ['a', 'a'] }}             | ${'choices[1]'} | ${/twice/}
    ${trueFalse}              | ${{ choice: true }}                    | ${'choice'}     | ${/"true" or "false"/}
    ${matching}               | ${{ pairs: ['m1'] }}                   | ${'pairs'}      | ${/object of stem/}
    ${matching}               | ${{ pairs: { s9: 'm1' } }}             | ${'pairs.s9'}   | ${/not a stem/}
    ${matching}               | ${{ pairs: { s1: 's2' } }}             | ${'pairs.s1'}   | ${/not an option/}
    ${numeric()}              | ${{ number: '2.5' }}                   | ${'number'}     | ${/is a number/}
    ${numeric()}              | ${{ number: Infinity }}                | ${'number'}     | ${/is a number/}
    ${numeric()}              | ${{ number: 1, unit: 'm'.repeat(21) }} | ${'unit'}       | ${/up to 20/}
    ${numeric()}              | ${{ number: 1, unit: '\ud800' }}       | ${'unit'}       | ${/text/}
    ${numeric()}              | ${{ number: 1, unit: null }}           | ${'unit'}       | ${/text/}
  `(
    'when $response is sent to a $question.type question, then the fault at "$path" says $message',
    ({ question, response, path, message }) => {
      expect(validateResponse(question, response)).toContainEqual({ path, message: expect.stringMatching(message) });
    },
  );

  it('when a list is far too long, then it is refused without naming every one of its faults', () => {
    const faults = validateResponse(multiple('per-option'), { choices: Array.from({ length: 10_000 }, () => 'z') });
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.length).toBeLessThan(10);
  });

  it.each(EVERY_TYPE)('when null is sent to a $type question, then it clears, and earns nothing', (question) => {
    expect(validateResponse(question, null)).toEqual([]);
    expect(scoreResponse(question, null).fraction).toBe(0);
  });

  it.each(EVERY_TYPE)(
    'when anything at all is sent to a $type question, then it is refused or scored, and never breaks',
    (question) => {
      fc.assert(
        fc.property(fc.jsonValue(), (response) => {
          if (validateResponse(question, response).length > 0) return;
          const { fraction } = scoreResponse(question, response as Response | null);
          expect(fraction).toBeGreaterThanOrEqual(0);
          expect(fraction).toBeLessThanOrEqual(1);
        }),
      );
    },
  );
});

/** Any question of any type, with a valid response to it. */
const anyItem = (): fc.Arbitrary<{ question: Question; response: Response | null }> => {
  const ids = fc.uniqueArray(fc.uuid(), { minLength: 2, maxLength: 8 });
  const options = ids.chain((unique) =>
    fc.tuple(...unique.map((id) => fc.boolean().map((correct) => option(id, correct)))),
  );
  const clearable = <T extends Response>(response: fc.Arbitrary<T>) => fc.option(response);
  return fc.oneof(
    options.chain((of) =>
      clearable(fc.record({ choice: fc.constantFrom(...of.map(({ id }) => id)) })).map((response) => ({
        question: { ...single, options: of },
        response,
      })),
    ),
    fc
      .tuple(options, fc.constantFrom<MultipleScoring>('all-or-nothing', 'per-option', 'right-minus-wrong'))
      .chain(([of, scoring]) =>
        clearable(fc.record({ choices: fc.shuffledSubarray(of.map(({ id }) => id)) })).map((response) => ({
          question: { ...multiple(scoring), options: of },
          response,
        })),
      ),
    clearable(fc.record({ choice: fc.constantFrom('true', 'false') })).map((response) => ({
      question: trueFalse,
      response,
    })),
    clearable(fc.record({ pairs: fc.dictionary(fc.constantFrom('s1', 's2'), fc.constantFrom('m1', 'm2', 'm3')) })).map(
      (response) => ({ question: matching, response }),
    ),
    fc.tuple(fc.option(fc.record({ symbol: fc.constantFrom('mm', 'µm'), required: fc.boolean() }))).chain(([unit]) =>
      clearable(
        fc.record(
          {
            number: fc.double({ noNaN: true, noDefaultInfinity: true }),
            unit: fc.constantFrom('mm', ' mm', 'µm', ''),
          },
          { requiredKeys: ['number'] },
        ),
      ).map((response) => ({ question: numeric(unit), response })),
    ),
  );
};

describe('Given any question and any valid response', () => {
  it('when it is validated, then it has no fault', () => {
    fc.assert(
      fc.property(anyItem(), ({ question, response }) => expect(validateResponse(question, response)).toEqual([])),
    );
  });

  it('when it is scored, then every fraction is from 0 to 1', () => {
    fc.assert(
      fc.property(anyItem(), ({ question, response }) => {
        const { fraction, parts } = scoreResponse(question, response);
        for (const value of [fraction, ...parts.map((part) => part.fraction)]) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('when it is normalised twice, then the second time changes nothing, and the score stays', () => {
    fc.assert(
      fc.property(anyItem(), ({ question, response }) => {
        const once = normaliseResponse(question, response);
        expect(normaliseResponse(question, once)).toEqual(once);
        expect(scoreResponse(question, once)).toEqual(scoreResponse(question, response));
      }),
    );
  });

  it('when the choices come in another order, then the fraction is the same', () => {
    fc.assert(
      fc.property(anyItem(), fc.string(), ({ question, response }, seed) => {
        const arrange = shuffledBy(seed, 1);
        const turned = {
          ...question,
          ...('options' in question && { options: arrange<{ id: string }>('options', question.options) }),
          ...('stems' in question && { stems: arrange('stems', question.stems) }),
        } as Question;
        expect(scoreResponse(turned, response).fraction).toBe(scoreResponse(question, response).fraction);
        const sent =
          response && 'choices' in response ? { choices: [...(response.choices as string[])].reverse() } : response;
        expect(normaliseResponse(question, sent)).toEqual(normaliseResponse(question, response));
      }),
    );
  });

  it('when it is presented, then nothing of the key, the feedback, the rationale or its danger can be seen', () => {
    fc.assert(
      fc.property(anyItem(), fc.string(), ({ question }, seed) => {
        const shown = presentQuestion(question, shuffledBy(seed, 3));
        const text = canonicalJson(shown);
        expect(text).not.toContain('KEY');
        expect(
          Object.keys(shown).filter(
            (name) => !['type', 'prompt', 'maxMark', 'options', 'stems', 'unit'].includes(name),
          ),
        ).toEqual([]);
        for (const choice of [...(shown.options ?? []), ...(shown.stems ?? [])]) {
          expect(Object.keys(choice).sort()).toEqual(['id', 'text']);
        }
      }),
    );
  });

  it('when it is presented again by its stored order, then it looks the same', () => {
    fc.assert(
      fc.property(anyItem(), fc.string(), ({ question }, seed) => {
        const shown = presentQuestion(question, shuffledBy(seed, 2));
        const order = { options: shown.options?.map(({ id }) => id), stems: shown.stems?.map(({ id }) => id) };
        expect(presentQuestion(question, asShown(order))).toEqual(shown);
      }),
    );
  });

  it('when it is reviewed, then only what was chosen is explained', () => {
    fc.assert(
      fc.property(anyItem(), ({ question, response }) => {
        const said = feedbackOn(question, response);
        if (question.type === 'single' || question.type === 'multiple') {
          const chosen =
            response === null ? [] : 'choices' in response ? (response.choices as string[]) : [response.choice];
          expect(said.sort()).toEqual(chosen.map((id) => `KEY: on ${String(id)}`).sort());
        } else if (question.type !== 'true-false') expect(said).toEqual([]);
      }),
    );
  });
});
