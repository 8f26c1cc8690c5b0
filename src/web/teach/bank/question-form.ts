import type { QuestionDefinition } from '../../../catalogue/question-definition';
import { type Form, textOf } from '../../forms';
import { asNumber, gapOfLines, linesOfGap } from './gap-lines';
import { type Column, FIELDS, GROUPS, type QuestionKind } from './question-fields';

/*
 * A question as a plain form has it, and back: a field for each of its own, and rows for what it has several of, each
 * field of a row under `options-2-text`. An empty row is none. What is kept of each row besides (its slug) travels along.
 */

/** Values by the names of the fields. */
export type Values = Record<string, string>;

const MOST_ROWS = 60;

type Part = Record<string, unknown>;

export const rowField = (group: string, row: number, column: string) => `${group}-${row}-${column}`;

/** How many rows of a group a form shows. */
export function rowsOf(values: Values, type: QuestionKind, group: string): number {
  const least = GROUPS[type].find(({ name }) => name === group)?.least ?? 1;
  const asked = Number(values[`${group}-rows`]);
  return Number.isInteger(asked) && asked > 0 ? Math.min(asked, MOST_ROWS) : least;
}

/** What was typed, and no other field. */
export function valuesIn(form: Form, type: QuestionKind): Values {
  const values: Values = {};
  for (const { name } of FIELDS[type]) values[name] = textOf(form, name);
  for (const { name: group, columns } of GROUPS[type]) {
    values[`${group}-rows`] = textOf(form, `${group}-rows`);
    for (let row = 1; row <= rowsOf(values, type, group); row += 1) {
      for (const { name } of [...columns, { name: 'slug' }]) {
        const field = rowField(group, row, name);
        values[field] = textOf(form, field);
      }
    }
  }
  return values;
}

const words = (text: unknown) => (typeof text === 'string' ? text : '');
const said = (value: unknown): string =>
  value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);

/** A question as its form is first shown. */
export function valuesOf(question: QuestionDefinition): Values {
  const { type } = question;
  const given = question as unknown as Part;
  const values: Values = {};
  for (const { name, kind } of FIELDS[type]) {
    const value = at(given, name);
    if (kind === 'tick') values[name] = value === true ? 'yes' : '';
    else if (kind === 'list') values[name] = (value as string[] | undefined)?.join(', ') ?? '';
    else if (kind === 'lines') values[name] = (value as string[] | undefined)?.join('\n') ?? '';
    else values[name] = said(value);
  }
  for (const { name: group, columns } of GROUPS[type]) {
    const rows = (given[group] as unknown[] | undefined) ?? [];
    values[`${group}-rows`] = String(rows.length);
    rows.forEach((one, index) => {
      const row: Part = typeof one === 'string' ? { text: one } : (one as Part);
      values[rowField(group, index + 1, 'slug')] = words(row.slug);
      for (const column of columns) values[rowField(group, index + 1, column.name)] = cellOf(group, row, column);
    });
  }
  return values;
}

function cellOf(group: string, row: Part, { name, kind }: Column): string {
  if (kind === 'tick') return row[name] === true ? 'yes' : '';
  if (group === 'gaps' && name === 'lines') return linesOfGap(row as never);
  if (name === 'polygon') return (row.polygon as { x: number; y: number }[]).map(({ x, y }) => `${x},${y}`).join(' ');
  if (name === 'levels') {
    return (row.levels as { points: number; description: string }[])
      .map((one) => `${one.points}: ${one.description}`)
      .join('\n');
  }
  return said(row[name]);
}

/** What a form says, as an author would send it. Whatever is not right yet is refused by whoever reads it, at its place. */
export function contentOf(values: Values, type: QuestionKind): Part {
  const content: Part = { type };
  for (const { name, kind } of FIELDS[type]) {
    const text = values[name] ?? '';
    if (kind === 'tick') put(content, name, text === 'yes');
    else if (kind === 'list')
      put(
        content,
        name,
        text.split(/[,\s]+/).filter((one) => one !== ''),
      );
    else if (kind === 'lines')
      put(
        content,
        name,
        text
          .split(/\r?\n/)
          .map((one) => one.trim())
          .filter((one) => one !== ''),
      );
    else if (text === '') continue;
    else put(content, name, kind === 'number' ? asNumber(text) : kind === 'yes-no' ? text === 'true' : text);
  }
  for (const { name: group, columns } of GROUPS[type]) {
    const rows: unknown[] = [];
    for (let row = 1; row <= rowsOf(values, type, group); row += 1) {
      const cells = columns.map((column) => [column, values[rowField(group, row, column.name)] ?? ''] as const);
      if (cells.every(([{ kind }, text]) => text === '' || kind === 'tick' || kind === 'choice')) continue;
      rows.push(rowOf(group, values[rowField(group, row, 'slug')] ?? '', cells));
    }
    if (rows.length > 0 || !['alternatives', 'distractors'].includes(group)) content[group] = rows;
  }
  return tidied(content, values);
}

function rowOf(group: string, slug: string, cells: readonly (readonly [Column, string])[]): unknown {
  if (group === 'distractors') return cells[0][1];
  const row: Part = slug === '' ? {} : { slug };
  for (const [{ name, kind }, text] of cells) {
    if (kind === 'tick') row[name] = text === 'yes';
    else if (group === 'gaps' && name === 'lines') continue;
    else if (name === 'polygon') row.polygon = text.split(/\s+/).map(pointIn);
    else if (name === 'levels') row.levels = text.split(/\r?\n/).flatMap(levelIn);
    else if (text !== '') row[name] = kind === 'number' ? asNumber(text) : text;
  }
  const lines = cells.find(([{ name }]) => name === 'lines')?.[1];
  return lines === undefined ? row : { ...gapOf(row), ...gapOfLines(words(row.type), lines) };
}

/** A gap has only the fields of its own type, whichever the form shows. */
function gapOf({ slug, type, weight, ...rest }: Part): Part {
  const own: Part = { slug, type, ...(weight === undefined ? {} : { weight }) };
  if (type === 'single') return own;
  const { feedback, ...policy } = rest;
  return { ...own, ...(feedback === undefined ? {} : { feedback }), ...(type === 'short-text' ? policy : {}) };
}

function pointIn(text: string): unknown {
  const [x, y] = text.split(',');
  return { x: asNumber(x ?? ''), y: asNumber(y ?? '') };
}

function levelIn(line: string): unknown[] {
  const [, points, description] = /^\s*([^:]*):\s*(.*)$/.exec(line) ?? [];
  return line.trim() === '' ? [] : [{ points: asNumber(points ?? line), description: description ?? '' }];
}

/** Parts that are there whole or not at all. */
function tidied(content: Part, values: Values): Part {
  const result = { ...content };
  const picture = result.image as Part | undefined;
  if (picture && values['image.src'] === '') delete result.image;
  const unit = result.unit as Part | undefined;
  if (unit && (values['unit.symbol'] ?? '') === '') delete result.unit;
  const situation = result.case as Part | undefined;
  if (situation) {
    if (values['case.title'] === '' && values['case.text'] === '') delete result.case;
    else result.case = { slug: slugOf(words(situation.title)), ...situation };
  }
  for (const name of ['references', 'hints'])
    if ((result[name] as unknown[] | undefined)?.length === 0) delete result[name];
  if (result.keepOrder === false) delete result.keepOrder;
  return result;
}

function slugOf(title: string): string {
  return (
    title
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 50) || 'case'
  );
}

function at(value: Part, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, step) => (inner as Part | undefined)?.[step], value);
}

function put(content: Part, path: string, value: unknown): void {
  const [first, second] = path.split('.');
  if (second === undefined) content[first] = value;
  else content[first] = { ...(content[first] as Part | undefined), [second]: value };
}
