import type { QuestionDefinition } from '../catalogue/programme';
import { digestOf } from '../kernel/canonical-json';
import { everyTypeQuiz } from '../../test/support/every-type-quiz';
import { questionOf, withGaps } from './authored';
import { shuffledBy } from './domain/shuffle';
import { presentQuestion } from './domain/types/registry';

const base = {
  slug: 'q1',
  prompt: 'Which?',
  mark: 1,
  safetyCritical: true,
  topic: 'Lungs',
  level: 'apply',
  competencies: ['C11'],
  facts: ['F1'],
  rationale: 'because-of-the-pleura',
} as const;
const single: QuestionDefinition = {
  ...base,
  type: 'single',
  options: [
    { slug: 'correct', text: 'One', correct: true, feedback: 'well-done' },
    { slug: 'wrong', text: 'Two', correct: false, feedback: 'not-so' },
  ],
};
const matching: QuestionDefinition = {
  ...base,
  type: 'matching',
  pairs: [
    { slug: 'p1', stem: 'A', match: 'same' },
    { slug: 'p2', stem: 'B', match: 'same' },
    { slug: 'p3', stem: 'C', match: 'other' },
  ],
  distractors: ['none', 'other'],
};

describe('Given a question as its author wrote it', () => {
  it('when it is presented, then no slug, feedback, rationale, fact or competency shows', () => {
    const shown = JSON.stringify(presentQuestion(questionOf(single, digestOf(single)), shuffledBy('s', 1)));
    for (const secret of ['correct', 'wrong', 'well-done', 'not-so', 'pleura', 'q1', 'C11', 'F1', 'Lungs']) {
      expect(shown).not.toContain(secret);
    }
  });

  it('when only its rationale differs, then its options have other ids: they cannot be worked out from what is shown', () => {
    const other = { ...single, rationale: 'another' };
    const ids = (definition: QuestionDefinition) =>
      presentQuestion(questionOf(definition, digestOf(definition)), shuffledBy('s', 1)).options?.map(({ id }) => id);
    expect(ids(single)).toEqual(ids({ ...single }));
    expect(ids(other)?.some((id) => ids(single)?.includes(id))).toBe(false);
  });

  it('when matches read alike, then they are one option that matches several stems', () => {
    const question = questionOf(matching, digestOf(matching));
    if (question.type !== 'matching') throw new Error('not a matching question');
    expect(question.options.map(({ text }) => text)).toEqual(['same', 'other', 'none']);
    const [a, b, c] = question.stems.map(({ id }) => question.key[id]);
    expect([a === b, a === c]).toEqual([true, false]);
    expect(question.stems.some(({ id }) => question.options.some((option) => option.id === id))).toBe(false);
  });
});

describe('Given a question of every type as its author wrote it', () => {
  const { questions } = everyTypeQuiz({ competency: 'C99', fact: 'F9.99', figure: 'figures/box.svg' });

  it.each(questions.map((question) => [question.type, question] as const))(
    'when a %s is presented, then no slug, feedback, fact or competency shows, and parts have opaque ids',
    (_, definition) => {
      const asked = questionOf(definition, digestOf(definition), (src) => `/at/${src}`);
      const shown = presentQuestion(asked, shuffledBy('s', 1));
      expect(JSON.stringify(shown)).not.toMatch(/KEY|C99|F9\.99|"(two|four|apples|p1|i1|many|half|twice|r1|reason)"/);
      const ids = [...(shown.options ?? []), ...(shown.stems ?? []), ...(shown.gaps ?? [])].map(({ id }) => id);
      if (shown.type !== 'true-false') for (const id of ids) expect(id).toMatch(/^[0-9a-f-]{36}$/);
      expect(shown.image?.url).toBe(definition.image && '/at/figures/box.svg');
    },
  );

  it('when gaps stand in a text, then each is put under its other name, and what is no gap stays', () => {
    const names = new Map([['a', 'X']]);
    expect(withGaps('{{a}} {{ a }} {{b}} {a} {{}}', (name) => names.get(name) ?? null)).toBe(
      '{{X}} {{X}} {{b}} {a} {{}}',
    );
  });
});
