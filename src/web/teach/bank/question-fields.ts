import type { QuestionDefinition } from '../../../catalogue/question-definition';

/*
 * Which fields the form of each type of question has, and in which words they are asked.
 */

export type QuestionKind = QuestionDefinition['type'];

export const KINDS: Record<QuestionKind, string> = {
  single: 'One best answer',
  multiple: 'Several answers',
  'true-false': 'True or false',
  matching: 'Matching',
  ordering: 'Putting in order',
  numeric: 'A number',
  'short-text': 'A word or two',
  cloze: 'Filling gaps',
  hotspot: 'Marking a picture',
  essay: 'An essay',
};

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** `list`: parted by commas; `lines`: one on each line; `yes-no`: true or false, chosen. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly kind: 'line' | 'area' | 'number' | 'tick' | 'choice' | 'yes-no' | 'list' | 'lines';
  readonly options?: readonly Choice[];
  readonly empty?: string;
  readonly needed?: boolean;
}

export type Column = Pick<Field, 'name' | 'label' | 'kind' | 'options'>;

/** What a question has several of. */
export interface Group {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** On the button that adds a row. */
  readonly add: string;
  /** How one row is called. */
  readonly row: string;
  readonly least: number;
  readonly columns: readonly Column[];
}

const choices = (words: Record<string, string>): Choice[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

export const LEVEL_WORDS: Record<string, string> = { recall: 'Recall', apply: 'Apply', analyse: 'Analyse' };

const BEGIN: readonly Field[] = [
  { name: 'prompt', label: 'What is asked', kind: 'area', needed: true, hint: 'Markdown: **bold**, *italic*.' },
  {
    name: 'case.title',
    label: 'Title of the case',
    kind: 'line',
    hint: 'Where several questions rest on one situation.',
  },
  { name: 'case.text', label: 'The case', kind: 'area' },
  {
    name: 'image.src',
    label: 'Picture',
    kind: 'line',
    hint: 'The address that the page of pictures gives out: media/…',
  },
  {
    name: 'image.alt',
    label: 'The picture in words',
    kind: 'area',
    hint: 'For whoever cannot see it. It never gives the key away.',
  },
];

const END: readonly Field[] = [
  { name: 'rationale', label: 'Why the key is the key', kind: 'area', hint: 'Needed for approval.' },
  {
    name: 'topic',
    label: 'Topic',
    kind: 'line',
    hint: 'What the candidate is told to read again. Needed for approval.',
  },
  { name: 'level', label: 'Cognitive level', kind: 'choice', options: choices(LEVEL_WORDS), empty: 'Not said yet' },
  { name: 'competencies', label: 'Competencies', kind: 'list', hint: 'Ids, such as C11, C12.' },
  {
    name: 'facts',
    label: 'Facts',
    kind: 'list',
    hint: 'Ids of the programme’s facts, such as F3.17. A fact or a reference is needed.',
  },
  { name: 'references', label: 'References', kind: 'lines', hint: 'Citations, one on each line.' },
  { name: 'mark', label: 'Mark', kind: 'number' },
  {
    name: 'safetyCritical',
    label: 'Safety-critical: a wrong answer fails the attempt whatever the total',
    kind: 'tick',
  },
  { name: 'hints', label: 'Hints', kind: 'lines', hint: 'For several tries: one on each line.' },
  {
    name: 'penalty',
    label: 'Penalty',
    kind: 'number',
    hint: 'For several tries: 0 to 1 of the mark for each wrong one.',
  },
  { name: 'format', label: 'Texts are', kind: 'choice', options: choices({ plain: 'Plain' }), empty: 'Markdown' },
  {
    name: 'slug',
    label: 'Short name',
    kind: 'line',
    hint: 'Small letters, digits and hyphens. Empty: made from what is asked.',
  },
];

const feedback: Field = { name: 'feedback', label: 'Feedback', kind: 'area' };
const keepOrder: Field = { name: 'keepOrder', label: 'Keep the order of the options', kind: 'tick' };
const POLICY: readonly Field[] = [
  {
    name: 'letterCase',
    label: 'Capitals',
    kind: 'choice',
    options: choices({ ignore: 'Do not matter', exact: 'Matter' }),
  },
  { name: 'accents', label: 'Accents', kind: 'choice', options: choices({ ignore: 'Do not matter', exact: 'Matter' }) },
  { name: 'wildcards', label: '* stands for any letters', kind: 'tick' },
];

const OWN: Record<QuestionKind, readonly Field[]> = {
  single: [
    {
      name: 'scoring',
      label: 'Scoring',
      kind: 'choice',
      options: choices({ weighted: 'Each option its own share' }),
      empty: 'The right option earns the mark',
    },
    keepOrder,
  ],
  multiple: [
    {
      name: 'scoring',
      label: 'Scoring',
      kind: 'choice',
      options: choices({
        'all-or-nothing': 'All or nothing',
        'per-option': 'A share for each option judged rightly',
        'right-minus-wrong': 'Right ones less wrong ones',
        weighted: 'Each option its own share',
      }),
    },
    keepOrder,
  ],
  'true-false': [
    { name: 'answer', label: 'It is', kind: 'yes-no', options: choices({ true: 'True', false: 'False' }) },
    { name: 'feedback.true', label: 'To whoever said true', kind: 'area' },
    { name: 'feedback.false', label: 'To whoever said false', kind: 'area' },
  ],
  matching: [],
  ordering: [
    {
      name: 'scoring',
      label: 'Scoring',
      kind: 'choice',
      options: choices({
        'all-or-nothing': 'All or nothing',
        positions: 'Each in its place',
        adjacent: 'Each after the right one',
      }),
    },
    feedback,
  ],
  numeric: [
    { name: 'answer', label: 'Answer', kind: 'number', needed: true },
    { name: 'tolerance', label: 'Tolerance', kind: 'number', hint: 'Right when no further from it than this.' },
    { name: 'unit.symbol', label: 'Unit', kind: 'line' },
    { name: 'unit.required', label: 'The candidate must name the unit', kind: 'tick' },
    feedback,
  ],
  'short-text': [...POLICY, { ...feedback, label: 'To whoever no answer fits' }],
  cloze: [],
  hotspot: [
    { name: 'grid.columns', label: 'Columns of the grid', kind: 'number', needed: true },
    { name: 'grid.rows', label: 'Rows of the grid', kind: 'number', needed: true },
    { name: 'points', label: 'Points that may be set', kind: 'number', needed: true },
    {
      name: 'scoring',
      label: 'Scoring',
      kind: 'choice',
      options: choices({ 'all-or-nothing': 'All or nothing', 'right-minus-wrong': 'Right ones less wrong ones' }),
    },
  ],
  essay: [
    { name: 'minimumWords', label: 'Words at least', kind: 'number' },
    { name: 'maximumWords', label: 'Words at most', kind: 'number' },
    { name: 'modelAnswer', label: 'What a full answer holds', kind: 'area', hint: 'For markers.' },
  ],
};

const options: Group = {
  name: 'options',
  label: 'Options',
  add: 'Add an option',
  row: 'Option',
  least: 4,
  columns: [
    { name: 'text', label: 'Text', kind: 'line' },
    { name: 'correct', label: 'Right', kind: 'tick' },
    { name: 'feedback', label: 'Feedback', kind: 'line' },
    { name: 'fraction', label: 'Share, −1 to 1', kind: 'number' },
  ],
};

export const GROUPS: Record<QuestionKind, readonly Group[]> = {
  single: [options],
  multiple: [options],
  'true-false': [],
  matching: [
    {
      name: 'pairs',
      label: 'Pairs',
      add: 'Add a pair',
      row: 'Pair',
      least: 3,
      columns: [
        { name: 'stem', label: 'Stem', kind: 'line' },
        { name: 'match', label: 'Match', kind: 'line' },
        { name: 'feedback', label: 'Feedback', kind: 'line' },
      ],
    },
    {
      name: 'distractors',
      label: 'Choices that match nothing',
      add: 'Add a choice',
      row: 'Choice',
      least: 1,
      columns: [{ name: 'text', label: 'Text', kind: 'line' }],
    },
  ],
  ordering: [
    {
      name: 'items',
      label: 'Steps, in the right order',
      add: 'Add a step',
      row: 'Step',
      least: 4,
      columns: [{ name: 'text', label: 'Text', kind: 'line' }],
    },
  ],
  numeric: [
    {
      name: 'alternatives',
      label: 'Other numbers that count',
      add: 'Add a number',
      row: 'Number',
      least: 1,
      columns: [
        { name: 'answer', label: 'Answer', kind: 'number' },
        { name: 'tolerance', label: 'Tolerance', kind: 'number' },
        { name: 'fraction', label: 'Share, 0 to 1', kind: 'number' },
        { name: 'feedback', label: 'Feedback', kind: 'line' },
      ],
    },
  ],
  'short-text': [
    {
      name: 'answers',
      label: 'Answers',
      add: 'Add an answer',
      row: 'Answer',
      least: 2,
      columns: [
        { name: 'text', label: 'Text', kind: 'line' },
        { name: 'fraction', label: 'Share, 0 to 1', kind: 'number' },
        { name: 'feedback', label: 'Feedback', kind: 'line' },
      ],
    },
  ],
  cloze: [
    {
      name: 'gaps',
      label: 'Gaps',
      hint: 'Write {{a}} where the gap called a stands. Its answers, one on each line: = before what is right, ~ before what is not, %50% before what earns a part, # before feedback; a number with its tolerance is 2.5:0.1.',
      add: 'Add a gap',
      row: 'Gap',
      least: 2,
      columns: [
        { name: 'slug', label: 'Called', kind: 'line' },
        {
          name: 'type',
          label: 'Filled by',
          kind: 'choice',
          options: choices({ 'short-text': 'Words', numeric: 'A number', single: 'Choosing' }),
        },
        { name: 'weight', label: 'Weight', kind: 'number' },
        { name: 'lines', label: 'Answers', kind: 'area' },
        { name: 'feedback', label: 'Feedback', kind: 'line' },
        {
          name: 'letterCase',
          label: 'Capitals',
          kind: 'choice',
          options: choices({ ignore: 'Do not matter', exact: 'Matter' }),
        },
        {
          name: 'accents',
          label: 'Accents',
          kind: 'choice',
          options: choices({ ignore: 'Do not matter', exact: 'Matter' }),
        },
        { name: 'wildcards', label: '* stands for any letters', kind: 'tick' },
      ],
    },
  ],
  hotspot: [
    {
      name: 'regions',
      label: 'Regions',
      hint: 'Corners from 0,0 (left, top) to 1,1 (right, bottom), parted by spaces: 0.1,0.1 0.4,0.1 0.4,0.5',
      add: 'Add a region',
      row: 'Region',
      least: 2,
      columns: [
        { name: 'label', label: 'What lies there', kind: 'line' },
        { name: 'polygon', label: 'Corners', kind: 'line' },
        { name: 'correct', label: 'To be marked', kind: 'tick' },
        { name: 'feedback', label: 'Feedback', kind: 'line' },
      ],
    },
  ],
  essay: [
    {
      name: 'rubric',
      label: 'Criteria',
      hint: 'Levels from the least to the best, one on each line: 0: nothing of it.',
      add: 'Add a criterion',
      row: 'Criterion',
      least: 2,
      columns: [
        { name: 'title', label: 'Criterion', kind: 'line' },
        { name: 'levels', label: 'Levels', kind: 'area' },
      ],
    },
  ],
};

export const FIELDS = Object.fromEntries(
  Object.entries(OWN).map(([type, own]) => [type, [...BEGIN, ...own, ...END]]),
) as unknown as Record<QuestionKind, readonly Field[]>;

/** Above the rows, and below them. */
export function fieldsAround(type: QuestionKind): {
  readonly above: readonly Field[];
  readonly below: readonly Field[];
} {
  return { above: [...BEGIN, ...OWN[type]], below: END };
}

export function isKind(type: string): type is QuestionKind {
  return Object.hasOwn(KINDS, type);
}
