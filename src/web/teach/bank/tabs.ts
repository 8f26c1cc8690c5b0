import type { ReviewState } from '../../../assessment/question-view';

/** With it an ordering that is looked at has its buttons, and a picture takes points. */
export const PREVIEW_SCRIPTS = ['js/question-types.js'];

/** What stands above every page of the bank. */
export function bankTabs(current: 'questions' | 'quizzes' | 'exchange') {
  const tab = (name: typeof current, address: string, label: string) => ({
    address,
    label,
    isCurrent: name === current,
  });
  return {
    section: 'teach',
    tabs: [
      tab('questions', '/teach/bank', 'Questions'),
      tab('quizzes', '/teach/bank/quizzes', 'Quizzes'),
      tab('exchange', '/teach/bank/imports', 'In and out'),
    ],
  };
}

export const CRUMBS = [
  { address: '/teach', label: 'Teach' },
  { address: '/teach/bank', label: 'Question bank' },
];

export const STATE_WORDS: Record<ReviewState, { readonly tone: string; readonly text: string }> = {
  draft: { tone: 'neutral', text: 'Draft' },
  'in-review': { tone: 'careful', text: 'In review' },
  approved: { tone: 'good', text: 'Approved' },
  retired: { tone: 'plain', text: 'Retired' },
};
