import type { EssayQuestion, ShortTextQuestion } from '../question';
import { shuffledBy } from '../shuffle';
import { feedbackOn, keyOf, normaliseResponse, presentQuestion, scoreResponse, validateResponse } from './registry';

const base = { prompt: 'What?', maxMark: 1, safetyCritical: false, topic: 'T', rationale: '' };

describe('Given a word to be typed, with a half answer and a star', () => {
  const question: ShortTextQuestion = {
    ...base,
    type: 'short-text',
    letterCase: 'ignore',
    accents: 'ignore',
    wildcards: true,
    answers: [
      { text: '*thorax*', fraction: 0.5, feedback: 'Which one?' },
      { text: 'pneumothorax' },
      { text: 'collapsed lung', fraction: 1, feedback: 'In plain words.' },
    ],
    feedback: 'Air where none should be.',
  };

  it.each`
    text                | fraction | feedback
    ${'pneumothorax'}   | ${1}     | ${[]}
    ${' PNEUMOTHORAX '} | ${1}     | ${[]}
    ${'Collapsed lung'} | ${1}     | ${['In plain words.']}
    ${'haemothorax'}    | ${0.5}   | ${['Which one?']}
    ${'bruise'}         | ${0}     | ${['Air where none should be.']}
    ${''}               | ${0}     | ${[]}
    ${' \t\n'}          | ${0}     | ${[]}
  `('when "$text" is typed, then the best that fits earns $fraction', ({ text, fraction, feedback }) => {
    expect(scoreResponse(question, { text }).fraction).toBe(fraction);
    expect(feedbackOn(question, { text })).toEqual(feedback);
  });

  it('when it is reviewed, then the key is what earns most', () => {
    expect(keyOf(question)).toEqual(['pneumothorax', 'collapsed lung']);
  });

  it.each`
    text                | faults
    ${'x'.repeat(1000)} | ${0}
    ${'x'.repeat(1001)} | ${1}
    ${'\ud800'}         | ${1}
    ${7}                | ${1}
    ${null}             | ${1}
  `('when a text as hard as this is sent, then it has $faults faults', ({ text, faults }) => {
    expect(validateResponse(question, { text })).toHaveLength(faults);
  });
});

describe('Given an essay', () => {
  const question: EssayQuestion = { ...base, type: 'essay', minimumWords: 50, maximumWords: 200, rubric: [] };

  it.each`
    text             | normal
    ${''}            | ${null}
    ${' \n '}        | ${null}
    ${'a\r\nb\rc '}  | ${{ text: 'a\nb\nc' }}
    ${'two  blanks'} | ${{ text: 'two  blanks' }}
    ${'e\u0301tude'} | ${{ text: 'étude' }}
  `('when $text is written, then $normal is kept', ({ text, normal }) => {
    expect(normaliseResponse(question, { text })).toEqual(normal);
  });

  it('when it is written, then it awaits marking; when not, then it is simply not answered', () => {
    expect(scoreResponse(question, { text: 'Words.' })).toEqual({ fraction: 0, parts: [], awaitsMarking: true });
    expect(scoreResponse(question, { text: '' })).toEqual({ fraction: 0, parts: [] });
    expect(scoreResponse(question, null)).toEqual({ fraction: 0, parts: [] });
  });

  it('when it is presented, then it says how many words are asked for', () => {
    expect(presentQuestion(question, shuffledBy('s', 1)).words).toEqual({ minimum: 50, maximum: 200 });
  });

  it.each`
    length    | faults
    ${50_000} | ${0}
    ${50_001} | ${1}
  `('when $length characters are sent, then there are $faults faults', ({ length, faults }) => {
    expect(validateResponse(question, { text: 'x'.repeat(length) })).toHaveLength(faults);
  });
});
