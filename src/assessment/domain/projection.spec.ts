import * as fc from 'fast-check';
import type { Behaviour } from './behaviour';
import { AskedItem, CheckedResponse, currentResponses, scoreAttempt } from './projection';

const QUESTION = {
  type: 'numeric',
  prompt: '',
  maxMark: 1,
  safetyCritical: false,
  topic: 'T',
  rationale: '',
  answer: 1,
  tolerance: 0,
  unit: null,
  feedback: '',
} as const;
const ITEMS: AskedItem[] = [
  { id: 'i1', questionVersionId: 'v1', maxMark: 1, question: QUESTION },
  { id: 'i2', questionVersionId: 'v2', maxMark: 3, question: QUESTION },
];
const RULE = { passMark: 50, passMarkStatus: 'set' } as const;
const saved = (attemptItemId: string, sequence: number, number: number | null) => ({
  attemptItemId,
  sequence,
  response: number === null ? null : { number },
});

describe('Given the response events of an attempt', () => {
  it.each`
    events                                       | mark
    ${[]}                                        | ${0}
    ${[saved('i1', 1, 1)]}                       | ${1}
    ${[saved('i1', 2, 0), saved('i1', 1, 1)]}    | ${0}
    ${[saved('i1', 1, 0), saved('i1', 2, 1)]}    | ${1}
    ${[saved('i2', 1, 1), saved('i2', 2, null)]} | ${0}
    ${[saved('i1', 7, 1), saved('i2', 3, 1)]}    | ${4}
  `('when they are $events, then the mark is $mark: a late packet never overwrites a newer one', ({ events, mark }) => {
    expect(scoreAttempt(ITEMS, events, RULE).grade.mark).toBe(mark);
  });

  it('when they are read in another order, then the same responses are current and the grade is the same', () => {
    const event = fc.record({
      attemptItemId: fc.constantFrom('i1', 'i2'),
      sequence: fc.nat(20),
      response: fc.option(fc.record({ number: fc.constantFrom(0, 1) })),
    });
    const unique = fc.uniqueArray(event, { selector: ({ attemptItemId, sequence }) => `${attemptItemId}/${sequence}` });
    fc.assert(
      fc.property(
        unique.chain((events) =>
          fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
        ),
        ([one, other]) => {
          expect(scoreAttempt(ITEMS, other, RULE)).toEqual(scoreAttempt(ITEMS, one, RULE));
          expect(currentResponses(other).get('i1')).toEqual(currentResponses(one).get('i1'));
        },
      ),
    );
  });

  it('when an item was never answered, then its evidence says so', () => {
    const { scores } = scoreAttempt(ITEMS, [saved('i1', 4, 1)], RULE);
    expect(scores.map(({ evidence }) => evidence)).toEqual([
      { scorer: 'numeric@1', sequence: 4, response: { number: 1 }, parts: [{ part: 'number', fraction: 1 }] },
      { scorer: 'numeric@1', sequence: null, response: null, parts: [] },
    ]);
  });
});

describe('Given a quiz of several tries, each wrong one at a quarter of the mark', () => {
  const behaviour: Behaviour = { kind: 'several-tries', tries: 3, penalty: 0.25 };
  const checked = (number: number, sequence: number, answer: number): CheckedResponse => ({
    attemptItemId: 'i1',
    number,
    sequence,
    response: { number: answer },
  });
  const score = (checks: CheckedResponse[], last: [sequence: number, answer: number | null], question = {}) =>
    scoreAttempt([{ ...ITEMS[0], question: { ...QUESTION, ...question } }], [saved('i1', ...last)], RULE, {
      behaviour,
      checks,
    });

  it.each<[string, CheckedResponse[], [number, number | null], number, number[]]>([
    ['right at once', [checked(1, 1, 1)], [1, 1], 1, [1]],
    ['right at the second try', [checked(1, 1, 0), checked(2, 5, 1)], [5, 1], 0.75, [0, 1]],
    ['right, never checked', [], [1, 1], 1, [1]],
    ['wrong, then right and never checked', [checked(1, 1, 0)], [2, 1], 0.75, [0, 1]],
    ['wrong, then cleared', [checked(1, 1, 0)], [2, null], 0, [0]],
    ['told in another order', [checked(2, 5, 1), checked(1, 1, 0)], [5, 1], 0.75, [0, 1]],
    ['wrong three times', [checked(1, 1, 0), checked(2, 2, 7), checked(3, 3, 8)], [3, 8], 0, [0, 0, 0]],
  ])('when it was %s, then it earns what its tries earned', (_, checks, last, fraction, tries) => {
    const { scores } = score(checks, last);
    expect(scores[0].fraction).toBe(fraction);
    expect(scores[0].evidence.tries).toEqual(tries);
  });

  it('when the question has a price of its own, then that is the price', () => {
    expect(score([checked(1, 1, 0)], [2, 1], { penalty: 1 }).scores[0].fraction).toBe(0);
  });

  it('when an answer about safety was right at the second try only, then its topic has failed', () => {
    const { grade } = score([checked(1, 1, 0)], [2, 1], { safetyCritical: true });
    expect(grade).toMatchObject({ percentage: 75, passed: false, failedSafetyTopics: ['T'] });
  });
});

describe('Given a quiz that asks how sure one is', () => {
  it.each`
    answer  | certainty    | fraction | rightness
    ${1}    | ${3}         | ${1}     | ${1}
    ${1}    | ${undefined} | ${1 / 3} | ${1}
    ${0}    | ${3}         | ${-2}    | ${0}
    ${0}    | ${1}         | ${0}     | ${0}
    ${null} | ${3}         | ${0}     | ${undefined}
  `('when $answer is given at certainty $certainty, then it earns $fraction', (row) => {
    const event = { ...saved('i1', 1, row.answer), certainty: row.certainty };
    const conduct = { behaviour: { kind: 'certainty' } as const, checks: [] };
    const [{ fraction, evidence }] = scoreAttempt([ITEMS[0]], [event], RULE, conduct).scores;
    expect([fraction, evidence.rightness]).toEqual([row.fraction, row.rightness]);
  });
});

describe('Given an essay', () => {
  const question = { ...QUESTION, type: 'essay', safetyCritical: true, rubric: [] } as const;
  const essay = { id: 'e', questionVersionId: 'v3', maxMark: 4, question };

  it.each`
    text       | awaits
    ${'Words'} | ${true}
    ${'  '}    | ${undefined}
  `('when "$text" is written, then it awaits marking: $awaits', ({ text, awaits }) => {
    const event = { attemptItemId: 'e', sequence: 1, response: { text } };
    for (const behaviour of [{ kind: 'deferred' }, { kind: 'certainty' }] as const) {
      const { grade, scores } = scoreAttempt([essay], [event], RULE, { behaviour, checks: [] });
      expect(scores[0]).toMatchObject({ fraction: 0, mark: 0 });
      expect(scores[0].evidence.awaitsMarking).toBe(awaits);
      expect(grade.passed).toBe(false);
    }
  });
});
