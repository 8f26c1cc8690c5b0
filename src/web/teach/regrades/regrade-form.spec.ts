import type { QuestionDefinition } from '../../../catalogue/question-definition';
import { withKey } from '../../../assessment/domain/regrade/with-key';
import { keyFields, requestIn } from './regrade-form';

const base = {
  ...{ slug: 'q', prompt: 'What?', mark: 1, safetyCritical: false, topic: 'T', level: 'recall' },
  ...{ competencies: [], facts: [], rationale: '' },
} as const;
const option = (slug: string, correct: boolean) => ({ slug, text: slug, correct, feedback: '' });
const QUESTIONS = {
  single: { ...base, type: 'single', options: [option('a', true), option('b', false)] },
  multiple: { ...base, type: 'multiple', scoring: 'per-option', options: [option('a', true), option('b', false)] },
  'true-false': { ...base, type: 'true-false', answer: true, feedback: { true: '', false: '' } },
  numeric: {
    ...{ ...base, type: 'numeric', answer: 25, tolerance: 0.5, feedback: '' },
    unit: { symbol: 'mm', required: true },
  },
  'short-text': {
    ...{ ...base, type: 'short-text', letterCase: 'ignore', accents: 'ignore', wildcards: false, feedback: '' },
    answers: [{ text: 'pleura' }, { text: 'lung', fraction: 0.5, feedback: 'Its cover.' }],
  },
  ordering: {
    ...{ ...base, type: 'ordering', scoring: 'positions', feedback: '' },
    items: ['wash', 'glove', 'needle'].map((slug) => ({ slug, text: slug })),
  },
  matching: {
    ...{ ...base, type: 'matching', distractors: ['Bone'] },
    pairs: [
      { slug: 'x', stem: 'X', match: 'Lung' },
      { slug: 'y', stem: 'Y', match: 'Kidney' },
    ],
  },
} as const;

type Type = keyof typeof QUESTIONS;
const question = (type: Type) => QUESTIONS[type] as unknown as QuestionDefinition;
const keyIn = (type: Type, form: Record<string, string | string[]>) =>
  requestIn({ policy: 'new-key', ...form }, question(type)).key;

describe('Given the form that corrects a key', () => {
  it.each`
    type            | form                                                              | key
    ${'single'}     | ${{ correct: 'b' }}                                               | ${{ correct: ['b'] }}
    ${'single'}     | ${{ correct: 'a' }}                                               | ${undefined}
    ${'multiple'}   | ${{ correct: ['a', 'b'] }}                                        | ${{ correct: ['a', 'b'] }}
    ${'true-false'} | ${{ correct: 'false' }}                                           | ${{ answer: false }}
    ${'numeric'}    | ${{ answer: '30,5', tolerance: '1' }}                             | ${{ answer: 30.5, tolerance: 1 }}
    ${'numeric'}    | ${{ answer: '25', tolerance: '0.5' }}                             | ${undefined}
    ${'short-text'} | ${{ answers: 'pleura\r\n\r\n lung ' }}                            | ${undefined}
    ${'short-text'} | ${{ answers: 'parietal pleura\nlung' }}                           | ${{ answers: ['parietal pleura', 'lung'] }}
    ${'ordering'}   | ${{ 'order.wash': '2', 'order.glove': '1', 'order.needle': '3' }} | ${{ order: ['glove', 'wash', 'needle'] }}
    ${'ordering'}   | ${{ 'order.wash': '1', 'order.glove': '2', 'order.needle': '3' }} | ${undefined}
    ${'matching'}   | ${{ 'pair.x': 'Kidney', 'pair.y': 'Bone' }}                       | ${{ pairs: { x: 'Kidney', y: 'Bone' } }}
    ${'matching'}   | ${{ 'pair.x': 'Lung', 'pair.y': 'Kidney' }}                       | ${undefined}
  `('when a $type is sent as $form, then its key is $key', ({ type, form, key }) => {
    expect(keyIn(type, form)).toEqual(key);
  });

  it.each(Object.keys(QUESTIONS) as Type[])(
    'when a %s is shown and sent back, then it asks for the newest version',
    (type) => {
      const fields = keyFields(question(type), {});
      const sent: Record<string, string | string[]> = {};
      if ('choices' in fields) sent.correct = fields.choices.filter((one) => one.isChosen).map(({ value }) => value);
      if (fields.kind === 'number') Object.assign(sent, { answer: fields.answer, tolerance: fields.tolerance });
      if (fields.kind === 'texts') sent.answers = fields.texts;
      if (fields.kind === 'order') {
        for (const { name, places } of fields.steps) sent[name] = String(places.find((one) => one.isChosen)?.place);
      }
      if (fields.kind === 'pairs') {
        for (const { name, matches } of fields.stems) sent[name] = matches.find((one) => one.isChosen)?.words ?? '';
      }
      expect(keyIn(type, sent)).toBeUndefined();
    },
  );

  it('when two steps have one place, then the key is refused and nothing is guessed', () => {
    const key = keyIn('ordering', { 'order.wash': '1', 'order.glove': '1', 'order.needle': '3' });
    expect(() => withKey(question('ordering'), key as object)).toThrow();
  });

  it('when texts are corrected, then those that stay count for as much as they did, with what is said to them', () => {
    const keyed = withKey(question('short-text'), { answers: ['parietal pleura', 'lung'] });
    expect(keyed).toMatchObject({
      answers: [{ text: 'parietal pleura' }, { text: 'lung', fraction: 0.5, feedback: 'Its cover.' }],
    });
  });

  it('when several numbers count, then another version is asked for: one number would drop the others', () => {
    const several = { ...QUESTIONS.numeric, alternatives: [{ answer: 2.5, tolerance: 0, fraction: 0.5 }] } as never;
    expect(keyFields(several, {}).kind).toBe('version');
    expect(() => withKey(several, { answer: 30 })).toThrow();
  });
});
