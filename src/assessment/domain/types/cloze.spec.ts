import type { ClozeQuestion, Gap } from '../question';
import { asShown, orderIn, shuffledBy } from '../shuffle';
import { feedbackOn, keyOf, normaliseResponse, presentQuestion, scoreResponse, validateResponse } from './registry';

const base = { prompt: '', maxMark: 1, safetyCritical: false, topic: '', rationale: '' };
const option = (id: string, correct: boolean) => ({ id, text: `Text ${id}`, correct, feedback: `On ${id}` });
const gaps: Gap[] = [
  { id: 'g1', weight: 1, asked: { ...base, type: 'single', options: ['a', 'b', 'c', 'd'].map((id) => option(id, id === 'a')) } }, // prettier-ignore
  {
    id: 'g2',
    weight: 2,
    asked: {
      ...base,
      type: 'short-text',
      letterCase: 'ignore',
      accents: 'ignore',
      wildcards: false,
      answers: [{ text: 'pleura' }, { text: 'lung', fraction: 0.5 }],
      feedback: 'Not so.',
    },
  },
  {
    id: 'g3',
    weight: 1,
    asked: { ...base, type: 'numeric', answer: 3, tolerance: 0.5, unit: null, feedback: 'Count.' },
  },
];
const question: ClozeQuestion = { ...base, type: 'cloze', prompt: 'The {{g1}} hits the {{g2}} {{g3}} times.', gaps };

describe('Given a text with a choice, a word and a number to fill in, of weights 1, 2 and 1', () => {
  it.each`
    given                                                                   | fraction
    ${{ g1: { choice: 'a' }, g2: { text: 'Pleura' }, g3: { number: 3.5 } }} | ${1}
    ${{ g1: { choice: 'a' } }}                                              | ${0.25}
    ${{ g2: { text: 'pleura' } }}                                           | ${0.5}
    ${{ g2: { text: 'lung' }, g3: { number: 2 } }}                          | ${0.25}
    ${{ g1: null, g2: { text: ' ' } }}                                      | ${0}
    ${{}}                                                                   | ${0}
  `('when $given is filled in, then it earns $fraction', ({ given, fraction }) => {
    expect(scoreResponse(question, { gaps: given }).fraction).toBe(fraction);
  });

  it('when three gaps of a third each are right, then they are the whole', () => {
    const thirds = { ...question, gaps: gaps.map((gap) => ({ ...gap, weight: 1 / 3 })) };
    const all = { g1: { choice: 'a' }, g2: { text: 'pleura' }, g3: { number: 3 } };
    expect(scoreResponse(thirds, { gaps: all }).fraction).toBe(1);
  });

  it.each`
    response                                               | path                | message
    ${{ gaps: [] }}                                        | ${'gaps'}           | ${/object of gap ids/}
    ${{ gaps: { g9: { choice: 'a' } } }}                   | ${'gaps.g9'}        | ${/not a gap/}
    ${{ gaps: { g1: { choice: 'z' } } }}                   | ${'gaps.g1.choice'} | ${/not an option/}
    ${{ gaps: { g2: 'pleura' } }}                          | ${'gaps.g2'}        | ${/object with "text"/}
    ${{ gaps: { g3: { number: '3' } } }}                   | ${'gaps.g3.number'} | ${/number/}
    ${JSON.parse('{"gaps":{"__proto__":{"choice":"a"}}}')} | ${'gaps.__proto__'} | ${/not a gap/}
    ${{ gaps: { toString: { text: 'x' } } }}               | ${'gaps.toString'}  | ${/not a gap/}
  `('when $response is sent, then the fault at "$path" says $message', ({ response, path, message }) => {
    expect(validateResponse(question, response)).toContainEqual({ path, message: expect.stringMatching(message) });
  });

  it('when blanks are sent, then nothing is kept of them', () => {
    const sent = { gaps: { g3: { number: -0 }, g2: { text: '  ' }, g1: null } };
    expect(normaliseResponse(question, sent)).toEqual({ gaps: { g3: { number: 0 } } });
    expect(normaliseResponse(question, { gaps: { g1: null } })).toBeNull();
  });

  it('when it is presented, then each gap shows its kind and choices, in an order that is kept', () => {
    const shown = presentQuestion(question, shuffledBy('seed', 4));
    expect(shown.gaps?.map(({ id, type }) => [id, type])).toEqual([
      ['g1', 'single'],
      ['g2', 'short-text'],
      ['g3', 'numeric'],
    ]);
    expect(shown.gaps?.[0].options?.map(({ id }) => id).sort()).toEqual(['a', 'b', 'c', 'd']);
    expect(presentQuestion(question, asShown(orderIn(shown)))).toEqual(shown);
    const orders = Array.from({ length: 20 }, (_, seed) =>
      JSON.stringify(orderIn(presentQuestion(question, shuffledBy(String(seed), 1)))),
    );
    expect(new Set(orders).size).toBeGreaterThan(5);
  });

  it('when it is reviewed, then what was filled in is explained, and the key names each gap', () => {
    const given = { g1: { choice: 'b' }, g2: { text: 'liver' }, g3: { number: 9 } };
    expect(feedbackOn(question, { gaps: given })).toEqual(['On b', 'Not so.']);
    expect(keyOf(question)).toEqual(['1: Text a', '2: pleura', '3: 3 ± 0.5. Count.']);
  });
});
