import type { QuizContent } from '../../../assessment/quiz-content';
import { type Form, listOf, textOf } from '../../forms';
import { asNumber } from './gap-lines';
import type { Choice } from './question-fields';

/*
 * A quiz as a plain form has it, and back: its settings, a grid of topics by levels, rules of pools, and the questions that
 * everybody is asked.
 */

/** What a review may show, and when; in the order of the grid. */
export const REVIEW_SHOWS = {
  response: 'Their answer',
  outcomes: 'Right or wrong',
  marks: 'Marks',
  feedback: 'Feedback',
  key: 'The key',
  rationale: 'Why',
} as const;
export const REVIEW_TIMES = {
  during: 'While it is open',
  after: 'Just handed in',
  later: 'Later',
  closed: 'After the quiz has closed',
} as const;
const shows = Object.keys(REVIEW_SHOWS) as (keyof typeof REVIEW_SHOWS)[];
const times = Object.keys(REVIEW_TIMES) as (keyof typeof REVIEW_TIMES)[];

export const LEVELS = ['recall', 'apply', 'analyse'] as const;
const MOST_ROWS = 40;

/** What the form holds, as it was typed. */
export interface TypedQuiz {
  readonly settings: Readonly<Record<string, string>>;
  /** Topic, and how many at each level. */
  readonly grid: readonly Readonly<Record<'topic' | (typeof LEVELS)[number], string>>[];
  readonly pools: readonly Readonly<Record<'count' | 'topic' | 'level' | 'tags' | 'competency' | 'mark', string>>[];
  /** Cells of the review grid that are ticked, as `after-marks`; `null`: the usual review. */
  readonly review: readonly string[] | null;
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
  {
    name: 'results',
    label: 'Results',
    kind: 'choice',
    options: choices({ 'at-once': 'As soon as it is marked', 'after-cut-score': 'Once a panel has set the pass mark' }),
    hint: 'A panel that judges by how this cohort did must be done before anybody is told.',
  },
  { name: 'attempts', label: 'Attempts', kind: 'number', begin: '3' },
  {
    name: 'gradeMethod',
    label: 'What counts',
    kind: 'choice',
    options: choices({ best: 'The best attempt', first: 'The first', last: 'The last', mean: 'The mean of all' }),
  },
  { name: 'coolDownMinutes', label: 'Minutes between attempts', kind: 'number', begin: '60' },
  { name: 'graceSeconds', label: 'Seconds of grace after the deadline', kind: 'number', begin: '20' },
  {
    name: 'behaviour',
    label: 'Feedback',
    kind: 'choice',
    options: choices({
      deferred: 'After handing in',
      immediate: 'After each answer',
      'several-tries': 'After each answer, and try again',
      certainty: 'Marks weighed by certainty',
    }),
  },
  { name: 'tries', label: 'Tries at a question', kind: 'number', hint: 'Where one may try again: 3 unless told.' },
  {
    name: 'penalty',
    label: 'Cost of a wrong try, in per cent of the mark',
    kind: 'number',
    hint: 'Where one may try again: 33 unless told.',
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

/** Settings that are one in what is sent, each with its place there. */
const BEHAVIOUR: ReadonlyMap<string, string> = new Map([
  ['behaviour', 'behaviour.kind'],
  ['tries', 'behaviour.tries'],
  ['penalty', 'behaviour.penalty'],
]);

/** Where a fault of a setting is told. */
export const placeOf = (setting: string): string => BEHAVIOUR.get(setting) ?? setting;

const inPerCent = (part: number) => Math.round(part * 1e6) / 1e4;

function behaviourOf({ behaviour: kind, tries = '', penalty = '' }: TypedQuiz['settings']): object {
  if (kind !== 'several-tries') return { kind };
  const cost = asNumber(penalty || '33');
  return {
    kind,
    tries: asNumber(tries || '3'),
    penalty: typeof cost === 'number' ? Math.round(cost * 1e4) / 1e6 : cost,
  };
}

const POOL_COLUMNS = ['count', 'topic', 'level', 'tags', 'competency', 'mark'] as const;

export function newQuiz(): TypedQuiz {
  const settings = Object.fromEntries(SETTINGS.map(({ name, begin = '' }) => [name, begin]));
  return { settings, grid: blankGrid(3), pools: blankPools(1), review: null, slots: [] };
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
    review: textOf(form, 'review') === 'own' ? listOf(form, 'shows') : null,
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
  const { pools = [], blueprint = [], slots, behaviour, reviewMatrix } = content;
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
      ...(behaviour?.kind === 'several-tries' && {
        tries: String(behaviour.tries),
        penalty: said(inPerCent(behaviour.penalty)),
      }),
    },
    review:
      (reviewMatrix &&
        times.flatMap((time) => shows.filter((what) => reviewMatrix[time][what]).map((what) => `${time}-${what}`))) ??
      null,
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
export function contentOf({ settings, grid, pools, review, slots }: TypedQuiz): Record<string, unknown> {
  const content: Record<string, unknown> = {};
  for (const { name, kind, options } of SETTINGS) {
    const text = settings[name] ?? '';
    // The first choice is what holds where nothing is said: a quiz that says nothing stays what it is.
    const isUsual = name !== 'kind' && options !== undefined && text === options[0].value;
    if (text !== '' && !isUsual && !BEHAVIOUR.has(name)) content[name] = kind === 'number' ? asNumber(text) : text;
  }
  if (settings.behaviour && settings.behaviour !== 'deferred') content.behaviour = behaviourOf(settings);
  if (review) {
    content.reviewMatrix = Object.fromEntries(
      times.map((time) => [time, Object.fromEntries(shows.map((what) => [what, review.includes(`${time}-${what}`)]))]),
    );
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
