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
  const steps = { type: 'ordering', options: [{ id: 'i1', text: '' }, { id: 'i2', text: '' }] } as const; // prettier-ignore
  const gaps = { type: 'cloze', gaps: [{ id: 'g1', type: 'single' }, { id: 'g2', type: 'numeric' }, { id: 'g3', type: 'short-text' }] } as const; // prettier-ignore
  const spot = { type: 'hotspot', image: { url: '', alt: '', grid: { columns: 4, rows: 2 } } } as const;
  const EXACT = '[{"x":0.1,"y":0.1}]';
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
    ${{ type: 'short-text' }}                                       | ${{ 'answer-3': ' a word ' }}                 | ${{ text: 'a word' }}
    ${{ type: 'short-text' }}                                       | ${{ 'answer-3': '  ' }}                       | ${null}
    ${{ type: 'essay' }}                                            | ${{ 'answer-3': ' a\r\nb ' }}                 | ${{ text: ' a\nb ' }}
    ${{ type: 'essay' }}                                            | ${{ 'answer-3': ' \r\n' }}                    | ${null}
    ${steps}                                                        | ${{ 'answer-3-i1': '2', 'answer-3-i2': '1' }} | ${{ order: ['i2', 'i1'] }}
    ${steps}                                                        | ${{ 'answer-3-i1': '2', 'answer-3-i2': '2' }} | ${{ order: ['i1'] }}
    ${steps}                                                        | ${{ 'answer-3-i1': '1', 'answer-3-i2': '' }}  | ${{ order: ['i1'] }}
    ${steps}                                                        | ${{ 'answer-3-i1': '', 'answer-3-i2': '' }}   | ${null}
    ${gaps}                                                         | ${{ 'answer-3-g1': 'o1', 'answer-3-g2': '' }} | ${{ gaps: { g1: { choice: 'o1' } } }}
    ${gaps}                                                         | ${{ 'answer-3-g2': '1,5' }}                   | ${{ gaps: { g2: { number: 1.5 } } }}
    ${gaps}                                                         | ${{ 'answer-3-g2': 'two' }}                   | ${{ gaps: { g2: { number: 'two' } } }}
    ${gaps}                                                         | ${{ 'answer-3-g3': 'word' }}                  | ${{ gaps: { g3: { text: 'word' } } }}
    ${gaps}                                                         | ${{}}                                         | ${null}
    ${spot}                                                         | ${{ 'answer-3': 'A1' }}                       | ${{ points: [{ x: 0.125, y: 0.25 }] }}
    ${spot}                                                         | ${{ 'answer-3': ['A1', 'D2'] }}               | ${{ points: [{ x: 0.125, y: 0.25 }, { x: 0.875, y: 0.75 }] }}
    ${spot}                                                         | ${{ 'answer-3': 'E1' }}                       | ${null}
    ${spot}                                                         | ${{ 'answer-3': 'A1', 'points-3': EXACT }}    | ${{ points: [{ x: 0.1, y: 0.1 }] }}
    ${spot}                                                         | ${{ 'answer-3': 'B1', 'points-3': EXACT }}    | ${{ points: [{ x: 0.375, y: 0.25 }] }}
    ${spot}                                                         | ${{ 'points-3': EXACT }}                      | ${null}
    ${spot}                                                         | ${{ 'answer-3': 'A1', 'points-3': '{"x":' }}  | ${{ points: [{ x: 0.125, y: 0.25 }] }}
    ${spot}                                                         | ${{ 'answer-3': '', 'points-3': '[]' }}       | ${null}
  `('when $question.type is sent as $form, then the response is $response', ({ question, form, response }) => {
    expect(responseIn(form as never, item(question as never))).toEqual(response);
  });
});
