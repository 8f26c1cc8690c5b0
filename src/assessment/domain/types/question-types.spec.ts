import * as fc from 'fast-check';
import type {
  MatchingQuestion,
  MultipleQuestion,
  MultipleScoring,
  NumericQuestion,
  Question,
  SingleQuestion,
  TrueFalseQuestion,
} from '../question';
import { shuffledBy } from '../shuffle';
import { feedbackOn, presentQuestion, Response, scoreResponse, validateResponse } from './registry';

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

describe('Given options that earn or cost a part of the mark', () => {
  const options = [
    { ...option('a', true), fraction: 1 },
    { ...option('b', true), fraction: 0.5 },
    { ...option('c', false), fraction: -0.25 },
    option('d', false),
  ];
  const thirds = ['x', 'y', 'z'].map((id) => ({ ...option(id, true), fraction: 0.3333333333 }));

  it.each`
    choice | fraction
    ${'a'} | ${1}
    ${'b'} | ${0.5}
    ${'c'} | ${0}
    ${'d'} | ${0}
  `('when $choice alone may be chosen, then it earns $fraction, never below nothing', ({ choice, fraction }) => {
    expect(scoreResponse({ ...single, scoring: 'weighted', options }, { choice }).fraction).toBe(fraction);
  });

  it.each`
    choices                 | fraction
    ${['b']}                | ${0.5}
    ${['b', 'c']}           | ${0.25}
    ${['a', 'b']}           | ${1}
    ${['c']}                | ${0}
    ${['c', 'd']}           | ${0}
    ${['a', 'b', 'c', 'd']} | ${1}
  `('when $choices are chosen, then their sum within nothing and the whole is $fraction', ({ choices, fraction }) => {
    expect(scoreResponse({ ...multiple('weighted'), options }, { choices }).fraction).toBe(fraction);
  });

  it('when three thirds are chosen, then they are the whole', () => {
    const question = { ...multiple('weighted'), options: thirds };
    expect(scoreResponse(question, { choices: ['x', 'y', 'z'] }).fraction).toBe(1);
  });

  it('when options keep their order, then nobody sees another one', () => {
    const orders = ['s1', 's2', 's3', 's4', 's5'].map((seed) =>
      presentQuestion({ ...single, options, keepOrder: true }, shuffledBy(seed, 1)).options?.map(({ id }) => id),
    );
    expect(orders).toEqual(orders.map(() => ['a', 'b', 'c', 'd']));
  });
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
    number   | fraction | feedback
    ${2.5}   | ${1}     | ${[]}
    ${2.7}   | ${0.5}   | ${['Nearly']}
    ${2.8}   | ${0.5}   | ${['Nearly']}
    ${2.81}  | ${0.25}  | ${[]}
    ${-2.5}  | ${0}     | ${[]}
    ${3.5}   | ${0.25}  | ${[]}
    ${3.501} | ${0}     | ${[]}
  `('when $number is given beside wider answers, then the best that fits earns $fraction', (row) => {
    const alternatives = [
      { answer: 2.5, tolerance: 1, fraction: 0.25 },
      { answer: 2.5, tolerance: 0.3, fraction: 0.5, feedback: 'Nearly' },
    ];
    const question = { ...numeric(), alternatives };
    expect(scoreResponse(question, { number: row.number }).fraction).toBe(row.fraction);
    expect(feedbackOn(question, { number: row.number })).toEqual(row.feedback);
  });

  it.each`
    answer  | tolerance | number               | fraction
    ${0.3}  | ${0}      | ${0.1 + 0.2}         | ${1}
    ${0}    | ${0}      | ${-0}                | ${1}
    ${0}    | ${0}      | ${Number.MIN_VALUE}  | ${0}
    ${1e9}  | ${0}      | ${1e9 + 1}           | ${0}
    ${1}    | ${0.05}   | ${1.05}              | ${1}
    ${1}    | ${0.05}   | ${1.0500001}         | ${0}
    ${1e30} | ${1e29}   | ${-Number.MAX_VALUE} | ${0}
  `('when $number is held against $answer ± $tolerance, then binary fractions do not decide', (row) => {
    const question = { ...numeric(), answer: row.answer, tolerance: row.tolerance };
    expect(scoreResponse(question, { number: row.number }).fraction).toBe(row.fraction);
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
