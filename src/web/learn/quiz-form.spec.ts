import type { ItemView } from '../../assessment/attempt-view';
import { responseIn } from './quiz-form';

const item = (over: Partial<ItemView>): ItemView => ({
  slot: 3,
  type: 'single',
  prompt: '',
  maxMark: 1,
  response: null,
  sequence: null,
  certainty: null,
  savedAt: null,
  receipt: null,
  flagged: false,
  checks: null,
  ...over,
});

describe('Given one question in a form', () => {
  const pairs = { type: 'matching', stems: [{ id: 's1', text: '' }, { id: 's2', text: '' }] } as const; // prettier-ignore
  it.each`
    question                                                        | form                                          | response
    ${{ type: 'single' }}                                           | ${{ 'answer-3': 'o1' }}                       | ${{ choice: 'o1' }}
    ${{ type: 'single' }}                                           | ${{}}                                         | ${null}
    ${{ type: 'single' }}                                           | ${{ 'answer-4': 'o1' }}                       | ${null}
    ${{ type: 'true-false' }}                                       | ${{ 'answer-3': 'true' }}                     | ${{ choice: 'true' }}
    ${{ type: 'multiple' }}                                         | ${{ 'answer-3': ['o1', 'o2'] }}               | ${{ choices: ['o1', 'o2'] }}
    ${{ type: 'multiple' }}                                         | ${{ 'answer-3': 'o2' }}                       | ${{ choices: ['o2'] }}
    ${{ type: 'multiple' }}                                         | ${{}}                                         | ${null}
    ${pairs}                                                        | ${{ 'answer-3-s1': 'o1', 'answer-3-s2': '' }} | ${{ pairs: { s1: 'o1' } }}
    ${pairs}                                                        | ${{ 'answer-3-s1': '', 'answer-3-s2': '' }}   | ${null}
    ${{ type: 'numeric' }}                                          | ${{ 'answer-3': '2,5' }}                      | ${{ number: 2.5 }}
    ${{ type: 'numeric' }}                                          | ${{ 'answer-3': '-.5' }}                      | ${{ number: -0.5 }}
    ${{ type: 'numeric' }}                                          | ${{ 'answer-3': 'two' }}                      | ${{ number: 'two' }}
    ${{ type: 'numeric', unit: { required: true } }}                | ${{ 'answer-3': '2', 'unit-3': 'mm' }}        | ${{ number: 2, unit: 'mm' }}
    ${{ type: 'numeric', unit: { required: false, symbol: 'mm' } }} | ${{ 'answer-3': '2', 'unit-3': 'kg' }}        | ${{ number: 2 }}
    ${{ type: 'numeric' }}                                          | ${{ 'answer-3': ' ' }}                        | ${null}
  `('when $question.type is sent as $form, then the response is $response', ({ question, form, response }) => {
    expect(responseIn(form as never, item(question as never))).toEqual(response);
  });
});
