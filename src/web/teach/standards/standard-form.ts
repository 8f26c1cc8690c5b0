import {
  DIFFICULTIES,
  EBEL_CELLS,
  type ItemToRate,
  RELEVANCES,
  type StandardMethod,
  type StationResults,
} from '../../../assessment/standard-view';
import { questionHtml, questionLine } from '../../../catalogue/question-text';
import { Invalid } from '../../../kernel/errors';
import { type Form, textOf } from '../../forms';

const BOUNDS = [
  { name: 'leastCut', label: 'The lowest pass mark that you would accept, in per cent' },
  { name: 'mostCut', label: 'The highest pass mark that you would accept, in per cent' },
  { name: 'leastFailing', label: 'The fewest who should fail, in per cent' },
  { name: 'mostFailing', label: 'The most who may fail, in per cent' },
];

const capital = (word: string) => word[0].toUpperCase() + word.slice(1);

type Own = Readonly<Record<string, unknown>>;

/** The fields in which a judge rates, with what was typed or kept. */
export function ratingFields(
  method: StandardMethod,
  items: readonly ItemToRate[],
  own: Own | null,
  form: Form,
  errors: Readonly<Record<string, string>>,
) {
  const typed = (name: string, kept: unknown) =>
    form[name] !== undefined
      ? textOf(form, name)
      : typeof kept === 'number' || typeof kept === 'string'
        ? String(kept)
        : '';
  const cells = (own?.items ?? {}) as Own;
  const grid = (own?.grid ?? {}) as Own;
  return {
    isAngoff: method === 'angoff',
    isEbel: method === 'ebel',
    isHofstee: method === 'hofstee',
    items: items.map(({ key, prompt, format, maxMark, answer, candidates = [] }, index) => ({
      key,
      number: index + 1,
      prompt: questionHtml(prompt, format),
      answer: answer.map((line) => questionLine(line, format)),
      candidates: candidates.map((one) => ({
        prompt: questionHtml(one.prompt, one.format),
        answer: one.answer.map((line) => questionLine(line, one.format)),
      })),
      maxMark,
      value: typed(`item.${key}`, own?.[key]),
      cell: EBEL_CELLS.map((cell) => ({
        value: cell,
        label: cellInWords(cell),
        isChosen: typed(`item.${key}`, cells[key]) === cell,
      })),
      error: errors[`ratings.${key}`] ?? errors[`ratings.items.${key}`],
    })),
    grid: RELEVANCES.map((relevance) => ({
      label: capital(relevance),
      cells: DIFFICULTIES.map((difficulty) => ({
        name: `cell.${relevance}/${difficulty}`,
        label: `${capital(relevance)} and ${difficulty}`,
        heading: capital(difficulty),
        value: typed(`cell.${relevance}/${difficulty}`, grid[`${relevance}/${difficulty}`]),
        error: errors[`ratings.grid.${relevance}/${difficulty}`],
      })),
    })),
    bounds: BOUNDS.map(({ name, label }) => ({
      name,
      label,
      value: typed(name, own?.[name]),
      error: errors[`ratings.${name}`],
    })),
  };
}

function cellInWords(cell: string): string {
  const [relevance, difficulty] = cell.split('/');
  return `${capital(relevance)}, ${difficulty}`;
}

/** A comma is as good as a point; nothing typed is left out, so that it is asked for. */
function numberIn(form: Form, name: string): Record<string, number> {
  const text = textOf(form, name).replace(',', '.');
  return text === '' ? {} : { value: Number(text) };
}

/** What a judge has typed, whole. */
export function ratingsIn(method: StandardMethod, items: readonly ItemToRate[], form: Form): Record<string, unknown> {
  const numbers = (names: readonly (readonly [key: string, field: string])[]) =>
    Object.fromEntries(
      names.flatMap(([key, field]) => {
        const { value } = numberIn(form, field);
        return value === undefined ? [] : [[key, value]];
      }),
    );
  switch (method) {
    case 'ebel':
      return {
        items: Object.fromEntries(items.map(({ key }) => [key, textOf(form, `item.${key}`)])),
        grid: numbers(EBEL_CELLS.map((cell) => [cell, `cell.${cell}`])),
      };
    case 'hofstee':
      return numbers(BOUNDS.map(({ name }) => [name, name]));
    default:
      return numbers(items.map(({ key }) => [key, `item.${key}`]));
  }
}

/** `score,rating` on each line, with or without a heading. @throws Invalid naming the line. */
export function stationResultsIn(form: Form): StationResults {
  const [maxScore, borderline] = ['maxScore', 'borderlineRating'].map((name) => numberIn(form, name).value);
  const lines = textOf(form, 'results').split(/\r?\n/);
  const results = lines.flatMap((line, index) => {
    const cells = line.split(/[,;\t]/).map((cell) => cell.trim());
    if (line.trim() === '' || (index === 0 && cells.some((cell) => /[a-z]/i.test(cell)))) return [];
    const [score, rating] = cells.map(Number);
    if (cells.length !== 2 || !Number.isFinite(score) || !Number.isFinite(rating)) {
      throw new Invalid([
        { path: 'results', message: `are not two numbers on line ${index + 1}: a score and a rating` },
      ]);
    }
    return [{ score, rating }];
  });
  const faults = [
    ...(maxScore > 0 ? [] : [{ path: 'maxScore', message: 'is a number above 0' }]),
    ...(Number.isFinite(borderline) ? [] : [{ path: 'borderlineRating', message: 'is a number' }]),
  ];
  if (faults.length > 0) throw new Invalid(faults);
  return { maxScore, borderline, results };
}
