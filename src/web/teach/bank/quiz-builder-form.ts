import type { QuizContent } from '../../../assessment/quiz-content';
import { type Form, listOf, textOf } from '../../forms';
import { asNumber } from './gap-lines';
import type { Choice } from './question-fields';

/*
 * A quiz as a plain form has it, and back: its settings, a grid of topics by levels, rules of pools, and the questions that
 * everybody is asked.
 */

export const LEVELS = ['recall', 'apply', 'analyse'] as const;
const MOST_ROWS = 40;

/** What the form holds, as it was typed. */
export interface TypedQuiz {
  readonly settings: Readonly<Record<string, string>>;
  /** Topic, and how many at each level. */
  readonly grid: readonly Readonly<Record<'topic' | (typeof LEVELS)[number], string>>[];
  readonly pools: readonly Readonly<Record<'count' | 'topic' | 'level' | 'tags' | 'competency' | 'mark', string>>[];
  /** Ids of versions, in order, each with the mark that it counts instead of its own. */
  readonly slots: readonly { readonly id: string; readonly mark: string }[];
}

const choices = (words: Record<string, string>): Choice[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

interface Setting {
  readonly name: string;
  readonly label: string;
  readonly kind: 'line' | 'area' | 'number' | 'choice';
  readonly hint?: string;
  readonly options?: readonly Choice[];
  readonly begin?: string;
}

export const SETTINGS: readonly Setting[] = [
  { name: 'title', label: 'Title', kind: 'line' },
  { name: 'introduction', label: 'Introduction', kind: 'area', hint: 'Read before starting.' },
  {
    name: 'kind',
    label: 'Kind',
    kind: 'choice',
    options: choices({ course: 'Ends a course', final: 'Final examination' }),
  },
  { name: 'timeLimitMinutes', label: 'Minutes', kind: 'number', begin: '60' },
  {
    name: 'passMark',
    label: 'Pass mark in per cent',
    kind: 'number',
    begin: '80',
    hint: 'Provisional until a panel has set it.',
  },
  { name: 'attempts', label: 'Attempts', kind: 'number', begin: '3' },
  { name: 'coolDownMinutes', label: 'Minutes between attempts', kind: 'number', begin: '60' },
  { name: 'graceSeconds', label: 'Seconds of grace after the deadline', kind: 'number', begin: '20' },
  {
    name: 'behaviour',
    label: 'Feedback',
    kind: 'choice',
    options: choices({
      deferred: 'After handing in',
      immediate: 'After each answer',
      certainty: 'Marks weighed by certainty',
    }),
  },
  {
    name: 'navigation',
    label: 'Pages',
    kind: 'choice',
    options: choices({ 'one-page': 'All on one page', paged: 'A page each', 'one-way': 'A page each, and never back' }),
  },
  {
    name: 'timeOut',
    label: 'When the time is over',
    kind: 'choice',
    options: choices({
      submit: 'Hand in what is saved',
      grace: 'Only what is handed in counts',
      void: 'The attempt is void',
    }),
  },
  { name: 'declaration', label: 'Declaration', kind: 'area', hint: 'Agreed to before the start.' },
];

const POOL_COLUMNS = ['count', 'topic', 'level', 'tags', 'competency', 'mark'] as const;

export function newQuiz(): TypedQuiz {
  const settings = Object.fromEntries(SETTINGS.map(({ name, begin = '' }) => [name, begin]));
  return { settings, grid: blankGrid(3), pools: blankPools(1), slots: [] };
}

const blankGrid = (count: number) =>
  Array.from({ length: count }, () => ({ topic: '', recall: '', apply: '', analyse: '' }));
const blankPools = (count: number) =>
  Array.from({ length: count }, () => ({ count: '', topic: '', level: '', tags: '', competency: '', mark: '' }));

export function typedIn(form: Form): TypedQuiz {
  const rows = <Column extends string>(name: string, columns: readonly Column[]) => {
    const asked = Number(textOf(form, `${name}-rows`));
    const count = Number.isInteger(asked) && asked > 0 ? Math.min(asked, MOST_ROWS) : 1;
    return Array.from({ length: count }, (_, row) =>
      Object.fromEntries(columns.map((column) => [column, textOf(form, `${name}-${row + 1}-${column}`)])),
    ) as Record<Column, string>[];
  };
  return {
    settings: Object.fromEntries(SETTINGS.map(({ name }) => [name, textOf(form, name)])),
    grid: rows('grid', ['topic', ...LEVELS]),
    pools: rows('pool', POOL_COLUMNS),
    slots: [...new Set(listOf(form, 'slot'))].map((id) => ({ id, mark: textOf(form, `mark-${id}`) })),
  };
}

export function withRow(typed: TypedQuiz, what: string): TypedQuiz {
  if (what === 'grid') return { ...typed, grid: [...typed.grid, ...blankGrid(1)] };
  return what === 'pool' ? { ...typed, pools: [...typed.pools, ...blankPools(1)] } : typed;
}

/** A quiz as its form is first shown. */
export function typedOf(content: QuizContent): TypedQuiz {
  const said = (value: unknown) =>
    value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
  const given = content as unknown as Record<string, unknown>;
  const { pools = [], blueprint = [], slots, behaviour } = content;
  const topics = [...new Set(blueprint.map(({ topic }) => topic))];
  const wanted = (topic: string, level: string) =>
    said(
      blueprint
        .filter((cell) => cell.topic === topic && cell.level === level)
        .reduce((sum, { count }) => sum + count, 0) || undefined,
    );
  return {
    settings: {
      ...Object.fromEntries(SETTINGS.map(({ name }) => [name, said(given[name])])),
      behaviour: behaviour?.kind ?? 'deferred',
    },
    grid:
      topics.length === 0
        ? blankGrid(3)
        : topics.map((topic) => ({
            topic,
            recall: wanted(topic, 'recall'),
            apply: wanted(topic, 'apply'),
            analyse: wanted(topic, 'analyse'),
          })),
    pools:
      pools.length === 0
        ? blankPools(1)
        : pools.map(({ count, topic = '', level = '', tags = [], competency = '', mark }) => ({
            count: String(count),
            topic,
            level,
            tags: tags.join(', '),
            competency,
            mark: String(mark),
          })),
    slots: slots.map(({ questionVersionId, mark }) => ({ id: questionVersionId, mark: said(mark) })),
  };
}

/** What a form says, as an author would send it. */
export function contentOf({ settings, grid, pools, slots }: TypedQuiz): Record<string, unknown> {
  const content: Record<string, unknown> = {};
  for (const { name, kind } of SETTINGS) {
    const text = settings[name] ?? '';
    if (text !== '') content[name] = name === 'behaviour' ? { kind: text } : kind === 'number' ? asNumber(text) : text;
  }
  content.blueprint = grid.flatMap(({ topic, ...counts }) =>
    LEVELS.flatMap((level) =>
      counts[level] === '' || counts[level] === '0' ? [] : [{ topic, level, count: asNumber(counts[level]) }],
    ),
  );
  content.pools = pools.flatMap(({ count, topic, level, tags, competency, mark }) => {
    if (count === '') return [];
    const labels = tags
      .split(',')
      .map((tag) => tag.trim().toLowerCase())
      .filter((tag) => tag !== '');
    return [
      {
        count: asNumber(count),
        ...(topic && { topic }),
        ...(level && { level }),
        ...(labels.length > 0 && { tags: labels }),
        ...(competency && { competency }),
        ...(mark && { mark: asNumber(mark) }),
      },
    ];
  });
  content.slots = slots.map(({ id, mark }) => ({ questionVersionId: id, ...(mark && { mark: asNumber(mark) }) }));
  return content;
}
