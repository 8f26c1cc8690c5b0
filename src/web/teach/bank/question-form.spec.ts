import { questionDraft } from '../../../assessment/question-drafts';
import type { QuestionDefinition } from '../../../catalogue/question-definition';
import { contentOf, valuesIn, valuesOf } from './question-form';
import { KINDS } from './question-fields';

const base = {
  slug: 'one',
  prompt: 'What is *it*?',
  mark: 2,
  safetyCritical: true,
  topic: 'Chest',
  level: 'apply',
  competencies: ['C11', 'C12'],
  facts: ['F3.17'],
  references: ['A textbook, page 1', 'Another, page 2'],
  rationale: 'Because.',
  hints: ['Think', 'Harder'],
  penalty: 0.25,
  format: 'plain',
} as const;
const options = [
  { slug: 'x', text: 'Lung', correct: true, feedback: 'Yes', fraction: 1 },
  { slug: 'y', text: 'Knee', correct: false, feedback: '', fraction: -0.5 },
];
const policy = { letterCase: 'exact', accents: 'ignore', wildcards: true } as const;
const image = { src: `media/${'a'.repeat(64)}`, alt: 'A chest' };

const QUESTIONS: readonly QuestionDefinition[] = [
  {
    ...base,
    type: 'single',
    scoring: 'weighted',
    options,
    keepOrder: true,
    case: { slug: 'a-case', title: 'A case', text: 'Somebody\nfell.' },
  },
  { ...base, type: 'multiple', scoring: 'right-minus-wrong', options, image },
  { ...base, type: 'true-false', answer: false, feedback: { true: 'No', false: '' } },
  {
    ...base,
    type: 'matching',
    pairs: [
      { slug: 'p', stem: 'Lung', match: 'Pleura', feedback: 'Yes' },
      { slug: 'q', stem: 'Brain', match: 'Meninges' },
    ],
    distractors: ['Bone', 'Skin'],
  },
  {
    ...base,
    type: 'ordering',
    scoring: 'adjacent',
    items: [
      { slug: 'm', text: 'First' },
      { slug: 'n', text: 'Second' },
    ],
    feedback: 'Hm',
  },
  {
    ...base,
    type: 'numeric',
    answer: -2.5,
    tolerance: 0.1,
    unit: { symbol: 'mm', required: true },
    feedback: '',
    alternatives: [{ answer: 3, tolerance: 0, fraction: 0.5, feedback: 'Nearly' }],
  },
  {
    ...base,
    type: 'short-text',
    answers: [{ text: 'pleura*', fraction: 0.5, feedback: 'Which?' }, { text: 'visceral pleura' }],
    feedback: 'No',
    ...policy,
  },
  {
    ...base,
    type: 'cloze',
    prompt: 'The {{a}} of {{b}} is {{c}}.',
    gaps: [
      {
        slug: 'a',
        type: 'single',
        weight: 2,
        scoring: 'weighted',
        options: [
          { ...options[0], slug: 'a', text: 'Tip = top #1' },
          { ...options[1], slug: 'b' },
        ],
      },
      {
        slug: 'b',
        type: 'short-text',
        weight: 1,
        answers: [{ text: '50% ~ ok' }, { text: 'lung', fraction: 0.5, feedback: 'Nearly' }],
        feedback: 'No',
        ...policy,
      },
      {
        slug: 'c',
        type: 'numeric',
        weight: 1,
        answer: 2.5,
        tolerance: 0.1,
        alternatives: [{ answer: 3, tolerance: 0, fraction: 0.5 }],
        feedback: 'Hm',
      },
    ],
  },
  {
    ...base,
    type: 'hotspot',
    image,
    grid: { columns: 4, rows: 3 },
    points: 1,
    scoring: 'all-or-nothing',
    regions: [
      {
        slug: 'r',
        label: 'Apex',
        polygon: [
          { x: 0, y: 0.25 },
          { x: 1, y: 0 },
          { x: 1, y: 1 },
        ],
        correct: true,
        feedback: '',
      },
    ],
  },
  {
    ...base,
    type: 'essay',
    minimumWords: 10,
    maximumWords: 200,
    modelAnswer: 'All of it',
    rubric: [
      {
        slug: 's',
        title: 'Safety',
        levels: [
          { points: 0, description: 'None: nothing' },
          { points: 2.5, description: 'All' },
        ],
      },
    ],
  },
];

describe('Given a question of each type', () => {
  it('then there is an example of every type', () => {
    expect(QUESTIONS.map(({ type }) => type).sort()).toEqual(Object.keys(KINDS).sort());
  });

  it.each(QUESTIONS)('when a form shows $type and sends it back unchanged, then it says the same', (question) => {
    const shown = valuesOf(question);
    expect(questionDraft(contentOf(valuesIn(shown, question.type), question.type))).toEqual(question);
  });

  it.each(QUESTIONS)('when nothing but the prompt of $type is typed, then rows that are empty are none', ({ type }) => {
    const content = contentOf(valuesIn({ prompt: 'Only this' }, type), type);
    for (const value of Object.values(content)) if (Array.isArray(value)) expect(value).toEqual([]);
  });
});
