import type { QuestionDefinition, QuizDefinition, QuizSettings } from '../../src/catalogue/programme';

/** What the questions rest on: ids that their programme has. */
export interface Grounds {
  readonly competency: string;
  readonly fact: string;
  /** `figures/<name>.svg`. */
  readonly figure: string;
}

/** A quiz with a question of every type, about nothing that anybody is taught: the types are what it tries. */
export function everyTypeQuiz(grounds: Grounds, settings: Partial<QuizSettings> = {}): QuizDefinition {
  return {
    slug: 'every-type',
    title: 'Every type',
    kind: 'course',
    passMark: 50,
    passMarkStatus: 'provisional',
    attempts: 3,
    coolDownMinutes: 0,
    timeLimitMinutes: 60,
    graceSeconds: 30,
    ...settings,
    questions: questions(grounds),
  };
}

function questions({ competency, fact, figure }: Grounds): QuestionDefinition[] {
  const base = {
    mark: 1,
    safetyCritical: false,
    topic: 'Counting',
    level: 'recall' as const,
    competencies: [competency],
    facts: [fact],
    rationale: 'KEY It is **so**.',
  };
  const about = { slug: 'basket', title: 'A basket', text: 'Somebody carries *four* apples and two pears.' };
  const option = (slug: string, text: string, correct: boolean, fraction?: number) => ({
    slug,
    text,
    correct,
    feedback: `KEY on ${text}`,
    ...(fraction !== undefined && { fraction }),
  });
  return [
    {
      ...base,
      slug: 'case-apples',
      type: 'single',
      case: about,
      prompt: 'How many apples are in the basket?',
      keepOrder: true,
      options: [option('two', 'Two', false), option('four', 'Four', true), option('six', 'Six', false)],
      hints: ['KEY Read the case again.'],
    },
    {
      ...base,
      slug: 'case-fruit',
      type: 'multiple',
      case: about,
      prompt: 'Which of these are in the basket?',
      scoring: 'weighted',
      options: [
        option('apples', 'Apples', true, 0.5),
        option('pears', 'Pears', true, 0.5),
        option('plums', 'Plums', false, -0.5),
        option('cherries', 'Cherries', false, -0.5),
      ],
    },
    {
      ...base,
      slug: 'truth',
      type: 'true-false',
      prompt: 'Seven is greater than nine.',
      answer: false,
      feedback: { true: 'KEY Count again.', false: 'KEY Yes.' },
    },
    {
      ...base,
      slug: 'pairs',
      type: 'matching',
      prompt: 'Match the numeral to the word.',
      pairs: [
        { slug: 'p1', stem: '1', match: 'One' },
        { slug: 'p2', stem: '2', match: 'Two' },
        { slug: 'p3', stem: '3', match: 'Three' },
      ],
      distractors: ['Four'],
    },
    {
      ...base,
      slug: 'steps',
      type: 'ordering',
      prompt: 'Put the numbers into order, the smallest first.',
      scoring: 'positions',
      items: [
        { slug: 'i1', text: 'Eleven' },
        { slug: 'i2', text: 'Twelve' },
        { slug: 'i3', text: 'Thirteen' },
        { slug: 'i4', text: 'Fourteen' },
      ],
      feedback: 'KEY Each is one more.',
    },
    {
      ...base,
      slug: 'number',
      type: 'numeric',
      prompt: 'How much is a half and two?',
      answer: 2.5,
      tolerance: 0.1,
      feedback: 'KEY A half is 0.5.',
      alternatives: [{ answer: 2.5, tolerance: 0.5, fraction: 0.5, feedback: 'KEY Nearly.' }],
    },
    {
      ...base,
      slug: 'word',
      type: 'short-text',
      prompt: 'Which number follows eleven, as a word?',
      letterCase: 'ignore',
      accents: 'ignore',
      wildcards: true,
      answers: [{ text: 'twelve' }, { text: 'a doz*', fraction: 0.5, feedback: 'KEY In one word.' }],
      feedback: 'KEY Count on.',
    },
    {
      ...base,
      slug: 'gaps',
      type: 'cloze',
      prompt: 'A dozen is {{many}}. Half of it is called {{half}}.\n\nTwo dozen are {{twice}} more than one.',
      gaps: [
        { slug: 'many', weight: 2, type: 'numeric', answer: 12, tolerance: 0, feedback: 'KEY Twelve.' },
        {
          slug: 'half',
          weight: 1,
          type: 'short-text',
          letterCase: 'ignore',
          accents: 'ignore',
          wildcards: false,
          answers: [{ text: 'six' }, { text: 'half a dozen' }],
          feedback: 'KEY Halve it.',
        },
        {
          slug: 'twice',
          weight: 1,
          type: 'single',
          options: [option('ten', 'ten', false), option('twelve', 'twelve', true), option('none', 'none', false)],
        },
      ],
    },
    {
      ...base,
      slug: 'place',
      type: 'hotspot',
      prompt: 'Mark the corner of the picture at the top on the left.',
      image: { src: figure, alt: 'A picture whose corners are to be told apart' },
      grid: { columns: 4, rows: 3 },
      regions: [
        {
          slug: 'r1',
          label: 'KEY Top left',
          polygon: [
            { x: 0, y: 0 },
            { x: 0.25, y: 0 },
            { x: 0.25, y: 0.33 },
            { x: 0, y: 0.33 },
          ],
          correct: true,
          feedback: 'KEY Yes, there.',
        },
        {
          slug: 'r2',
          label: 'KEY Bottom right',
          polygon: [
            { x: 0.75, y: 0.66 },
            { x: 1, y: 0.66 },
            { x: 1, y: 1 },
          ],
          correct: false,
          feedback: 'KEY The other end.',
        },
      ],
      points: 2,
      scoring: 'all-or-nothing',
    },
    {
      ...base,
      slug: 'words',
      type: 'essay',
      prompt: 'Say in a few words why people count.',
      minimumWords: 3,
      maximumWords: 200,
      rubric: [
        {
          slug: 'reason',
          title: 'Reason',
          levels: [
            { points: 0, description: 'None' },
            { points: 1, description: 'One that holds' },
          ],
        },
      ],
      modelAnswer: 'KEY To share fairly, so that nobody goes without.',
    },
  ];
}
