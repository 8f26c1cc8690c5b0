import type { OrderingQuestion, OrderingScoring } from '../question';
import { feedbackOn, keyOf, normaliseResponse, scoreResponse, validateResponse } from './registry';

const steps = (scoring: OrderingScoring): OrderingQuestion => ({
  type: 'ordering',
  prompt: 'Put the steps into order.',
  maxMark: 1,
  safetyCritical: false,
  topic: 'Sharps',
  rationale: '',
  scoring,
  // Listed in another order than the right one: the key alone decides.
  options: [
    { id: 'c', text: 'Insert' },
    { id: 'a', text: 'Wash' },
    { id: 'd', text: 'Discard' },
    { id: 'b', text: 'Glove' },
  ],
  key: ['a', 'b', 'c', 'd'],
  feedback: 'Hands first.',
});

describe('Given four steps to be put into order', () => {
  it.each`
    order                   | allOrNothing | positions | adjacent
    ${['a', 'b', 'c', 'd']} | ${1}         | ${1}      | ${1}
    ${['b', 'a', 'c', 'd']} | ${0}         | ${0.5}    | ${1 / 3}
    ${['b', 'c', 'd', 'a']} | ${0}         | ${0}      | ${2 / 3}
    ${['d', 'c', 'b', 'a']} | ${0}         | ${0}      | ${0}
    ${['a', 'c', 'b', 'd']} | ${0}         | ${0.5}    | ${0}
  `('when they are put $order, then it earns $allOrNothing, $positions or $adjacent, by its rule', (row) => {
    const { order } = row;
    expect(scoreResponse(steps('all-or-nothing'), { order }).fraction).toBe(row.allOrNothing);
    expect(scoreResponse(steps('positions'), { order }).fraction).toBe(row.positions);
    expect(scoreResponse(steps('adjacent'), { order }).fraction).toBeCloseTo(row.adjacent, 12);
  });

  it.each`
    response                             | path          | message
    ${{ order: 'abcd' }}                 | ${'order'}    | ${/list/}
    ${{ order: [] }}                     | ${'order'}    | ${/each of the 4 steps/}
    ${{ order: ['a', 'b', 'c'] }}        | ${'order'}    | ${/each of the 4 steps/}
    ${{ order: ['a', 'b', 'c', 'c'] }}   | ${'order[3]'} | ${/twice/}
    ${{ order: ['a', 'b', 'c', 'z'] }}   | ${'order[3]'} | ${/not an option/}
    ${{ order: ['a', 'b', 'c', ['d']] }} | ${'order[3]'} | ${/not an option/}
    ${{ order: { 0: 'a' } }}             | ${'order'}    | ${/list/}
  `('when $response is sent, then the fault at "$path" says $message', ({ response, path, message }) => {
    expect(validateResponse(steps('positions'), response)).toContainEqual({
      path,
      message: expect.stringMatching(message),
    });
  });

  it('when there is one step only, then to name it is all there is', () => {
    const one = { ...steps('adjacent'), options: [{ id: 'a', text: 'Wash' }], key: ['a'] };
    expect(scoreResponse(one, { order: ['a'] }).fraction).toBe(1);
  });

  it('when it is reviewed, then the right order is the key’s to tell, not the feedback’s', () => {
    const question = steps('positions');
    expect(feedbackOn(question, { order: ['d', 'c', 'b', 'a'] })).toEqual([]);
    expect(keyOf(question)).toEqual(['1: Wash', '2: Glove', '3: Insert', '4: Discard', 'Hands first.']);
    expect(normaliseResponse(question, { order: ['d', 'c', 'b', 'a'] })).toEqual({ order: ['d', 'c', 'b', 'a'] });
  });
});
