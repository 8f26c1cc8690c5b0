import type { QuestionDefinition } from '../../../../catalogue/question-definition';
import { choiceOf } from '../choices';
import type { Notes } from '../exchange';
import { partSlug } from '../filling';
import { numberIn } from '../typed-answers';
import type { CsvCells, Header } from './csv-cells';
import { moreOf } from './csv-more';

/** A question's content before its texts are settled. */
interface Draft {
  readonly texts: readonly string[];
  readonly build: (of: (text: string) => string) => Record<string, unknown> | null;
}

/** What types are called, in our files and in others; `choice`: how many options are right says which. */
export const TYPES: Readonly<Record<string, QuestionDefinition['type'] | 'choice'>> = {
  single: 'single',
  'single-choice': 'single',
  'single-answer': 'single',
  multiple: 'multiple',
  'multiple-response': 'multiple',
  'multiple-answer': 'multiple',
  mcq: 'choice',
  mc: 'choice',
  multichoice: 'choice',
  'multiple-choice': 'choice',
  'true-false': 'true-false',
  truefalse: 'true-false',
  'true/false': 'true-false',
  tf: 'true-false',
  boolean: 'true-false',
  matching: 'matching',
  match: 'matching',
  ordering: 'ordering',
  numeric: 'numeric',
  numerical: 'numeric',
  'short-text': 'short-text',
  'short-answer': 'short-text',
  shortanswer: 'short-text',
  cloze: 'cloze',
  hotspot: 'hotspot',
  essay: 'essay',
};

const TRUE = /^(true|t|yes|y|1)$/i;
const FALSE = /^(false|f|no|n|0)$/i;

/** Reads the cells of a type's own. `null` with a refusal where they do not make a question. */
export function contentOf(
  type: QuestionDefinition['type'],
  cells: CsvCells,
  header: Header,
  notes: Notes,
  line: number,
): Draft | null {
  const more = moreOf(type, cells.take('more'));
  if (typeof more === 'string') {
    notes.refuse('more-unread', `Its column “more” ${more}.`, line);
    return null;
  }
  const draft = draftOf(type, cells, header, more, notes, line);
  return draft && { texts: draft.texts, build: (of) => withMore(draft.build(of), more) };
}

const withMore = (content: Record<string, unknown> | null, more: Record<string, unknown>) =>
  content && { ...content, ...more };

function draftOf(
  type: QuestionDefinition['type'],
  cells: CsvCells,
  header: Header,
  more: Record<string, unknown>,
  notes: Notes,
  line: number,
): Draft | null {
  switch (type) {
    case 'single':
    case 'multiple':
      return options(type, cells, header, notes, line);
    case 'true-false':
      return trueFalse(cells, notes, line);
    case 'matching':
      return matching(cells, more, notes, line);
    case 'ordering':
      return ordering(cells, notes, line);
    case 'numeric':
      return numeric(cells, more, notes, line);
    case 'short-text':
      return shortText(cells, notes, line);
    case 'cloze':
    case 'hotspot': {
      const member = type === 'cloze' ? 'gaps' : 'regions';
      const needed = type === 'cloze' ? ['gaps'] : ['regions', 'grid', 'points', 'image'];
      const missing = needed.find((name) => more[name] === undefined);
      if (missing !== undefined) {
        notes.refuse(`${member}-missing`, `A ${type} question needs “${missing}” in its column “more”.`, line);
        return null;
      }
      if (type === 'cloze') return { texts: [], build: () => ({ type }) };
      const scoring = oneOf(cells.take('scoring'), ['all-or-nothing', 'right-minus-wrong'], 'scoring', notes, line);
      return { texts: [], build: () => ({ type, scoring: scoring ?? 'all-or-nothing' }) };
    }
    case 'essay':
      if (more.rubric === undefined)
        notes.mention('rubric-missing', 'A rubric is to be written before approval.', line);
      return { texts: [], build: () => ({ type, rubric: [] }) };
  }
}

/** The word of a cell, where it is one of some; `null`: empty, or refused. */
function oneOf(word: string, words: readonly string[], column: string, notes: Notes, line: number): string | null {
  if (word === '') return null;
  const found = words.find((known) => known === word.toLowerCase());
  if (found === undefined) {
    notes.refuse(
      `${column}-unknown`,
      `“${word.slice(0, 40)}” in the column “${column}” is none of ${words.join(', ')}.`,
      line,
    );
  }
  return found ?? null;
}

function options(
  type: 'single' | 'multiple',
  cells: CsvCells,
  header: Header,
  notes: Notes,
  line: number,
): Draft | null {
  const count = cells.parts('option');
  const places = Array.from({ length: count }, (_, place) => ({
    text: cells.takePart('option', place),
    feedback: cells.takePart('feedback', place),
  }));
  const shown = places.map((option, place) => ({ ...option, place })).filter(({ text }) => text !== '');
  const scoring = oneOf(
    cells.take('scoring'),
    type === 'single' ? ['weighted'] : ['all-or-nothing', 'per-option', 'right-minus-wrong', 'weighted'],
    'scoring',
    notes,
    line,
  );
  const weights = weightsIn(cells.take('weights'), notes, line);
  const right = rightIn(
    cells.take('right'),
    places.map(({ text }) => text),
    header.countsFromOne,
    notes,
    line,
  );
  if (weights === null || right === null) return null;
  const isWeighted = weights.length > 0;
  if (scoring === 'weighted' && !isWeighted) {
    notes.refuse('weights-missing', 'It is scored by weights, and its column “weights” is empty.', line);
    return null;
  }
  if (type === 'single' && !isWeighted && right.size !== 1) {
    notes.refuse('not-one-right', `It has ${right.size} right options, and one may be chosen.`, line);
    return null;
  }
  if (type === 'multiple' && scoring === null && !isWeighted) {
    notes.change(
      'scoring-not-said',
      'How several right options are scored is not said: all of them or nothing, until an author says otherwise.',
      line,
    );
  }
  return {
    texts: shown.flatMap(({ text, feedback }) => [text, feedback]),
    build: (of) => {
      const weighed = shown.map(({ text, feedback, place }) => ({
        text: of(text),
        feedback: of(feedback),
        fraction: isWeighted ? (weights[place] ?? 0) : Number(right.has(place)),
      }));
      if (isWeighted) {
        // Checks and notes are those of every weighed question; the file says outright that it is one.
        const choice = choiceOf(weighed, type === 'single' ? 'one' : 'several', notes, line);
        const list = choice?.options.map((option, index) => ({ ...option, fraction: weighed[index].fraction }));
        return choice && { type, scoring: 'weighted', options: list };
      }
      const choice = choiceOf(weighed, 'one', notes, line);
      const list = choice?.options.map(({ slug, text, correct, feedback }) => ({ slug, text, correct, feedback }));
      return (
        choice && { type, ...(type === 'multiple' ? { scoring: scoring ?? 'all-or-nothing' } : {}), options: list }
      );
    },
  };
}

/** Numbers between semicolons, one for each option; an empty one is nothing. */
function weightsIn(cell: string, notes: Notes, line: number): number[] | null {
  if (cell.trim() === '') return [];
  const weights = cell.split(';').map((weight) => (weight.trim() === '' ? 0 : numberIn(weight.trim())));
  if (weights.every((weight) => weight !== null)) return weights;
  notes.refuse(
    'weights-unread',
    `“${cell.slice(0, 60)}” are no weights. Write numbers from −1 to 1, with semicolons between.`,
    line,
  );
  return null;
}

/** The places of right options, given by number, by letter or by their own words. */
function rightIn(
  cell: string,
  texts: readonly string[],
  countsFromOne: boolean,
  notes: Notes,
  line: number,
): Set<number> | null {
  const places = new Set<number>();
  const whole = texts.indexOf(cell);
  if (cell !== '' && whole !== -1 && !(countsFromOne && /^\d+$/.test(cell)) && !/^[A-Z]$/.test(cell))
    return places.add(whole);
  for (const word of cell
    .split(/[;,|]/)
    .map((item) => item.trim())
    .filter((item) => item !== '')) {
    const place = placeOf(word, texts, countsFromOne);
    if (place === null) {
      notes.refuse(
        'right-unread',
        `“${word.slice(0, 60)}” names no option for certain. Write its letter, or its number in a column “right”.`,
        line,
      );
      return null;
    }
    places.add(place);
  }
  return places;
}

function placeOf(word: string, texts: readonly string[], countsFromOne: boolean): number | null {
  const named = texts.findIndex((text) => text !== '' && text === word);
  const lettered = /^[A-Za-z]$/.test(word) ? word.toUpperCase().charCodeAt(0) - 65 : -1;
  const numbered = countsFromOne && /^\d{1,2}$/.test(word) ? Number(word) - 1 : -1;
  if (numbered !== -1) return (texts[numbered] ?? '') === '' ? null : numbered;
  if (named !== -1 && lettered !== -1 && lettered !== named && (texts[lettered] ?? '') !== '') return null;
  if (named !== -1) return named;
  return lettered !== -1 && (texts[lettered] ?? '') !== '' ? lettered : null;
}

function trueFalse(cells: CsvCells, notes: Notes, line: number): Draft | null {
  const own = cells.take('answer').trim();
  const written = own === '' ? cells.take('right').trim() : own;
  if (!TRUE.test(written) && !FALSE.test(written)) {
    notes.refuse('answer-unread', `“${written.slice(0, 40)}” is neither true nor false.`, line);
    return null;
  }
  for (const place of [0, 1]) {
    // Templates of other programs list “True” and “False” as options.
    if (/^(true|false)?$/i.test(cells.takePart('option', place).trim())) continue;
    notes.change('options-left-out', 'Its options are not True and False; they are left out.', line);
  }
  const [ifTrue, ifFalse] = [cells.takePart('feedback', 0), cells.takePart('feedback', 1)];
  return {
    texts: [ifTrue, ifFalse],
    build: (of) => ({
      type: 'true-false',
      answer: TRUE.test(written),
      feedback: { true: of(ifTrue), false: of(ifFalse) },
    }),
  };
}

function matching(cells: CsvCells, more: Record<string, unknown>, notes: Notes, line: number): Draft | null {
  const count = Math.max(cells.parts('option'), cells.parts('match'));
  const rows = Array.from({ length: count }, (_, place) => ({
    stem: cells.takePart('option', place),
    match: cells.takePart('match', place),
  })).filter(({ stem, match }) => stem !== '' || match !== '');
  if (rows.some(({ match }) => match === '')) {
    notes.refuse('empty-match', 'An option has no match. Write what belongs to it.', line);
    return null;
  }
  const stems = rows.filter(({ stem }) => stem !== '');
  if (more.pairs === undefined && stems.length < 2) {
    notes.refuse('too-few-pairs', 'It has fewer than two pairs.', line);
    return null;
  }
  return {
    texts: rows.flatMap(({ stem, match }) => [stem, match]),
    build: (of) => ({
      type: 'matching',
      pairs: stems.map(({ stem, match }, index) => ({ slug: partSlug(index), stem: of(stem), match: of(match) })),
      distractors: rows.filter(({ stem }) => stem === '').map(({ match }) => of(match)),
    }),
  };
}

function ordering(cells: CsvCells, notes: Notes, line: number): Draft | null {
  const items = Array.from({ length: cells.parts('option') }, (_, place) => cells.takePart('option', place)).filter(
    (item) => item !== '',
  );
  if (items.length < 2) {
    notes.refuse('too-few-items', 'It has fewer than two items to be put into order.', line);
    return null;
  }
  const scoring = oneOf(cells.take('scoring'), ['all-or-nothing', 'positions', 'adjacent'], 'scoring', notes, line);
  if (scoring === null) {
    notes.change(
      'scoring-not-said',
      'How an order is scored is not said: all or nothing, until an author says otherwise.',
      line,
    );
  }
  const feedback = cells.take('feedback');
  return {
    texts: [...items, feedback],
    build: (of) => ({
      type: 'ordering',
      items: items.map((item, index) => ({ slug: partSlug(index), text: of(item) })),
      scoring: scoring ?? 'all-or-nothing',
      feedback: of(feedback),
    }),
  };
}

function numeric(cells: CsvCells, more: Record<string, unknown>, notes: Notes, line: number): Draft | null {
  const own = cells.take('answer').trim();
  const written = own === '' ? cells.take('right').trim() : own;
  const answer = numberIn(written);
  const width = cells.take('tolerance').trim();
  const tolerance = width === '' ? 0 : numberIn(width);
  if (answer === null || tolerance === null || tolerance < 0) {
    notes.refuse(
      'not-a-number',
      `“${(answer === null ? written : width).slice(0, 40)}” is no number, or less than nothing. Write 3.14.`,
      line,
    );
    return null;
  }
  const symbol = cells.take('unit').trim();
  const feedback = cells.take('feedback');
  return {
    texts: [feedback],
    build: (of) => ({
      type: 'numeric',
      answer,
      tolerance,
      ...(symbol === '' || more.unit !== undefined ? {} : { unit: { symbol, required: false } }),
      feedback: of(feedback),
    }),
  };
}

function shortText(cells: CsvCells, notes: Notes, line: number): Draft | null {
  const count = cells.parts('option');
  const listed = Array.from({ length: count }, (_, place) => ({
    text: cells.takePart('option', place),
    feedback: cells.takePart('feedback', place),
    place,
  })).filter(({ text }) => text !== '');
  const alone =
    listed.length === 0 ? [cells.take('answer'), cells.take('right')].find((text) => text !== '') : undefined;
  const answers = alone === undefined ? listed : [{ text: alone, feedback: '', place: 0 }];
  const weights = weightsIn(cells.take('weights'), notes, line);
  if (answers.length === 0) notes.refuse('no-right-answer', 'It has no answer. Write it into option_1.', line);
  if (weights?.some((weight) => weight < 0 || weight > 1)) {
    notes.refuse('weight-out-of-range', 'An answer weighs less than nothing or more than the whole mark.', line);
  }
  const wildcards = oneOf(cells.take('wildcards'), ['true', 'false'], 'wildcards', notes, line);
  const letterCase = oneOf(cells.take('letter_case'), ['ignore', 'exact'], 'letter_case', notes, line);
  const accents = oneOf(cells.take('accents'), ['ignore', 'exact'], 'accents', notes, line);
  if (weights === null || notes.refuses) return null;
  const feedback = cells.take('feedback');
  return {
    texts: [feedback, ...answers.map((answer) => answer.feedback)],
    build: (of) => ({
      type: 'short-text',
      answers: answers.map((answer) => {
        const said = of(answer.feedback);
        const fraction = weights.length === 0 ? 1 : (weights[answer.place] ?? 0);
        return {
          text: answer.text,
          ...(fraction === 1 ? {} : { fraction }),
          ...(said === '' ? {} : { feedback: said }),
        };
      }),
      feedback: of(feedback),
      letterCase: letterCase ?? 'ignore',
      accents: accents ?? 'exact',
      wildcards: wildcards === 'true',
    }),
  };
}
