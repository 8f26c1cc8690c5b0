import type { EssayQuestion, TrueFalseQuestion } from '../../catalogue/question-definition';
import { shortcomings } from './readiness';

const grounds = {
  facts: new Map([
    ['F1', 'A'],
    ['F2', 'C'],
  ]),
  competencies: new Set(['C1']),
};
const sound: TrueFalseQuestion = {
  slug: 'q',
  type: 'true-false',
  prompt: 'Is a needle used once?',
  mark: 1,
  safetyCritical: true,
  topic: 'One needle, one puncture',
  level: 'recall',
  competencies: ['C1'],
  facts: ['F1'],
  rationale: 'It is sterile until its first puncture.',
  answer: true,
  feedback: { true: '', false: '' },
};
const essay: EssayQuestion = {
  ...sound,
  type: 'essay',
  rubric: [
    {
      slug: 'all',
      title: 'All',
      levels: [
        { points: 0, description: 'None' },
        { points: 1, description: 'All' },
      ],
    },
  ],
};

describe('Given a question that somebody wants to have approved', () => {
  it.each`
    what                                  | question                             | paths
    ${'it says all that it should'}       | ${sound}                             | ${[]}
    ${'it says not why the key is right'} | ${{ ...sound, rationale: ' ' }}      | ${['rationale']}
    ${'its fact is not sure enough'}      | ${{ ...sound, facts: ['F2'] }}       | ${['facts.0']}
    ${'it rests on nothing'}              | ${{ ...sound, facts: [] }}           | ${['facts']}
    ${'its competency is unknown'}        | ${{ ...sound, competencies: ['X'] }} | ${['competencies.0']}
    ${'people mark it, by a rubric'}      | ${essay}                             | ${[]}
    ${'people mark it, by nothing'}       | ${{ ...essay, rubric: [] }}          | ${['rubric']}
  `('when $what, then what it lacks is $paths', ({ question, paths }) => {
    expect(shortcomings(question, grounds).map(({ path }) => path)).toEqual(paths);
  });
});
