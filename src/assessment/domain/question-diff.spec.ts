import * as fc from 'fast-check';
import type { QuestionDefinition } from '../../catalogue/question-definition';
import { questionDiff, wordDiff } from './question-diff';

const option = (slug: string, text: string, correct = false) => ({ slug, text, correct, feedback: '' });
const BEFORE = {
  type: 'single',
  slug: 'pleura',
  prompt: 'Where does the pleura lie?',
  mark: 1,
  safetyCritical: false,
  topic: 'Chest',
  level: 'recall',
  competencies: ['C11'],
  facts: [],
  rationale: '',
  options: [option('a', 'Around the lung', true), option('b', 'Around the knee'), option('c', 'Nowhere')],
} as const satisfies QuestionDefinition;

describe('Given two versions of a question', () => {
  it('when they say the same, then there is nothing to read', () => {
    expect(questionDiff(BEFORE, { ...BEFORE })).toEqual([]);
  });

  it.each`
    what                          | after                                                                        | where                      | kind         | text
    ${'a word is put in'}         | ${{ prompt: 'Where does the visceral pleura lie?' }}                         | ${'prompt'}                | ${'changed'} | ${'Where does the [+visceral +]pleura lie?'}
    ${'a mark is changed'}        | ${{ mark: 2 }}                                                               | ${'mark'}                  | ${'changed'} | ${'[-1-][+2+]'}
    ${'a rationale is added'}     | ${{ rationale: 'Anatomy.' }}                                                 | ${'rationale'}             | ${'added'}   | ${'[+Anatomy.+]'}
    ${'the key is changed'}       | ${{ options: [option('a', 'Around the lung'), ...BEFORE.options.slice(1)] }} | ${'options › a › correct'} | ${'changed'} | ${'[-true-][+false+]'}
    ${'a competency is added'}    | ${{ competencies: ['C11', 'C12'] }}                                          | ${'competencies'}          | ${'changed'} | ${'[-C11-][+C11, C12+]'}
    ${'options are turned round'} | ${{ options: [BEFORE.options[1], BEFORE.options[0], BEFORE.options[2]] }}    | ${'options'}               | ${'moved'}   | ${'[-a, b, c-][+b, a, c+]'}
  `('when $what, then that is said of $where, and nothing else', ({ after, where, kind, text }) => {
    const differences = questionDiff(BEFORE, { ...BEFORE, ...after });
    expect(differences).toHaveLength(1);
    const [{ stretches }] = differences;
    const sign = { same: ['', ''], added: ['[+', '+]'], removed: ['[-', '-]'] } as const;
    const read = stretches.map((one) => sign[one.kind][0] + one.text + sign[one.kind][1]).join('');
    expect({ where: differences[0].where, kind: differences[0].kind, read }).toEqual({ where, kind, read: text });
  });

  it('when an option goes and another comes, then both are said whole', () => {
    const after = { ...BEFORE, options: [...BEFORE.options.slice(0, 2), option('d', 'Around the heart')] };
    expect(questionDiff(BEFORE, after).map(({ where, kind }) => `${kind} ${where}`)).toEqual([
      'added options › d › text',
      'added options › d › correct',
      'removed options › c › text',
      'removed options › c › correct',
    ]);
  });
});

describe('Given two texts', () => {
  const text = fc
    .array(fc.constantFrom('needle', 'lung', 'the', 'a', '\n', '  '), { maxLength: 12 })
    .map((words) => words.join(' '));

  it('then what stayed and went is the one, and what stayed and came the other', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const stretches = wordDiff(before, after);
        const without = (kind: string) =>
          stretches
            .filter((one) => one.kind !== kind)
            .map((one) => one.text)
            .join('');
        expect([without('added'), without('removed')]).toEqual([before, after]);
      }),
    );
  });

  it('then a text beside itself has changed nowhere', () => {
    fc.assert(fc.property(text, (one) => expect(wordDiff(one, one).every(({ kind }) => kind === 'same')).toBe(true)));
  });
});
