import * as fc from 'fast-check';
import { AskedItem, currentResponses, scoreAttempt } from './projection';

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
  { id: 'i1', maxMark: 1, question: QUESTION },
  { id: 'i2', maxMark: 3, question: QUESTION },
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
