/*
 * The columns of our dialect. `docs/question-exchange.md` says what each holds.
 */

/** Columns that stand once, in the order in which they are written. */
export const SINGLE_COLUMNS = [
  'slug',
  'name',
  'type',
  'format',
  'topic',
  'level',
  'mark',
  'safety_critical',
  'competencies',
  'facts',
  'tags',
  'prompt',
  'answer',
  'tolerance',
  'unit',
  'letter_case',
  'accents',
  'wildcards',
  'scoring',
  'right',
  'weights',
  'feedback',
  'rationale',
  'more',
] as const;

export type SingleColumn = (typeof SINGLE_COLUMNS)[number];

/** Columns that stand once for each part of a question: `option_1`, `match_1`, `feedback_1`, `option_2` … */
export const PART_COLUMNS = ['option', 'match', 'feedback'] as const;
export type PartColumn = (typeof PART_COLUMNS)[number];

/** How the same columns are called in templates of other programs. */
const OTHER_NAMES: Readonly<Record<string, SingleColumn>> = {
  question: 'prompt',
  question_text: 'prompt',
  questiontext: 'prompt',
  question_name: 'name',
  questionname: 'name',
  title: 'name',
  question_type: 'type',
  category: 'topic',
  points: 'mark',
  marks: 'mark',
  correct: 'right',
  correct_answer: 'right',
  correct_option: 'right',
  right_answer: 'right',
  answer_key: 'right',
  explanation: 'rationale',
  general_feedback: 'rationale',
};

export type Column = { readonly single: SingleColumn } | { readonly part: PartColumn; readonly index: number } | null;

/** Which column a header's cell names; `null`: none of ours. */
export function columnOf(header: string): Column {
  const name = header
    .trim()
    .replace(/([a-z])([A-Z0-9])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
  if ((SINGLE_COLUMNS as readonly string[]).includes(name)) return { single: name as SingleColumn };
  if (Object.hasOwn(OTHER_NAMES, name)) return { single: OTHER_NAMES[name] };
  const part = /^(option|match|feedback)_([1-9]\d?)$/.exec(name);
  if (part) return { part: part[1] as PartColumn, index: Number(part[2]) - 1 };
  const lettered = /^(?:option_|choice_|answer_)?([a-h])$/.exec(name) ?? /^(?:choice|answer)_([1-9])$/.exec(name);
  if (!lettered) return null;
  const index = /\d/.test(lettered[1]) ? Number(lettered[1]) - 1 : lettered[1].charCodeAt(0) - 97;
  return { part: 'option', index };
}
