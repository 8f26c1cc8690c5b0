import type { CheckStanding, ItemView, Outcome, PresentedGap } from '../../assessment/attempt-view';
import { isOneLine, questionHtml, questionLine, questionWords } from '../../catalogue/question-text';
import { counted } from '../wording';
import { cellOf, columnName, Place } from './hotspot-grid';
import { fieldOf } from './quiz-form';

/* Questions made ready for `partials/questions/<type>.hbs`, with what is saved of them. */

export const OUTCOMES: Record<Outcome, { tone: string; words: string }> = {
  right: { tone: 'good', words: 'Right' },
  'partly-right': { tone: 'careful', words: 'Partly right' },
  wrong: { tone: 'bad', words: 'Not right' },
  'not-answered': { tone: 'bad', words: 'Not answered' },
  'awaiting-marking': { tone: 'neutral', words: 'Not marked yet' },
};

export interface Behaviour {
  readonly asksCertainty: boolean;
}

/** The questions of one page. A case that several rest on is shown once, above the first of them. */
export function presentItems(items: readonly ItemView[], behaviour: Behaviour, from = 0, count = items.length) {
  const opened = new Set<string>();
  return items.map((item, index) => {
    const begins = item.case && item.case.id !== items[index - 1]?.case?.id ? item.case : null;
    const isAgain = begins !== null && opened.has(begins.id);
    if (begins) opened.add(begins.id);
    return {
      ...presentItem(item, from + index, count, behaviour),
      opensCase: begins && {
        id: `case-${item.slot}`,
        title: `${questionLine(begins.title, item.format)}${isAgain ? `, for question ${from + index + 1}` : ''}`,
        html: questionHtml(begins.text, item.format),
      },
    };
  });
}

/** One question ready to be shown with what is saved of it. */
export function presentItem(item: ItemView, index: number, count: number, { asksCertainty }: Behaviour) {
  const { slot, type, prompt, format, response, sequence, maxMark, image } = item;
  const inLegend = type !== 'cloze' && isOneLine(prompt, format);
  return {
    slot,
    type,
    partial: `questions/${type}`,
    count: [
      `Question ${index + 1} of ${count}`,
      maxMark === 1 ? '1 mark' : `${maxMark} marks`,
      ...(item.case ? [`Case: ${questionWords(item.case.title, format)}`] : []),
    ].join(' · '),
    legend: inLegend ? questionLine(prompt, format) : null,
    prompt: inLegend || type === 'cloze' ? null : questionHtml(prompt, format),
    sequence: sequence ?? -1,
    name: fieldOf(slot),
    figure: image && type !== 'hotspot' ? image : null,
    response,
    ...partsOf(item),
    certainty: asksCertainty ? [1, 2, 3].map((level) => ({ level, chosen: item.certainty === level })) : null,
    check: item.checks && presentChecks(item.checks, slot),
    isFinished: item.checks?.isFinished ?? false,
  };
}

/** What each type has besides: choices with those that are chosen, places, gaps, the grid of a picture. */
function partsOf(item: ItemView) {
  const { slot, type, options = [], stems = [], gaps = [], format, response, unit } = item;
  const line = (text: string) => questionLine(text, format);
  const words = (text: string) => questionWords(text, format);
  switch (type) {
    case 'single':
    case 'multiple':
    case 'true-false': {
      const chosen = new Set(chosenIn(response));
      return { options: options.map(({ id, text }) => ({ id, text: line(text), chosen: chosen.has(id) })) };
    }
    case 'matching': {
      const pairs = (response?.pairs ?? {}) as Record<string, string>;
      return {
        stems: stems.map(({ id, text }) => ({
          id,
          text: line(text),
          name: fieldOf(slot, id),
          options: options.map((option) => ({
            id: option.id,
            text: words(option.text),
            chosen: pairs[id] === option.id,
          })),
        })),
      };
    }
    case 'ordering': {
      const order = (response?.order ?? []) as readonly string[];
      const placeOf = (id: string) => order.indexOf(id) + 1;
      const steps = order.length > 0 ? [...options].sort((a, b) => placeOf(a.id) - placeOf(b.id)) : options;
      return {
        steps: steps.map(({ id, text }) => ({
          id,
          text: line(text),
          words: words(text),
          name: fieldOf(slot, id),
          places: options.map((_, index) => ({ place: index + 1, chosen: placeOf(id) === index + 1 })),
        })),
        isOrdered: order.length > 0,
      };
    }
    case 'numeric':
      return {
        number: response?.number,
        unit: response?.unit,
        asksUnit: unit?.required ?? false,
        unitSymbol: unit && !unit.required ? unit.symbol : null,
      };
    case 'short-text':
      return { text: response?.text };
    case 'essay': {
      const text = typeof response?.text === 'string' ? response.text : '';
      return { text, words: counted(wordsIn(text), 'word'), asked: wordsAsked(item.words) };
    }
    case 'cloze':
      return { pieces: piecesOf(item, gaps) };
    case 'hotspot':
      return presentHotspot(item);
  }
}

/** The text of a cloze cut at its gaps: HTML, then a field, then HTML … */
function piecesOf({ slot, prompt, format, response }: ItemView, gaps: readonly PresentedGap[]) {
  const given = (response?.gaps ?? {}) as Record<string, Record<string, unknown>>;
  return questionHtml(prompt, format)
    .split(/\{\{([0-9a-f-]{36})\}\}/)
    .map((piece, index) => {
      const number = gaps.findIndex(({ id }) => id === piece);
      // The pattern captures what stands between the braces, so every second piece names a gap.
      if (index % 2 === 0 || number === -1) return { html: index % 2 === 0 ? piece : `{{${piece}}}` };
      const { id, type, options } = gaps[number];
      const { choice, text, number: typed } = given[id] ?? {};
      return {
        gap: {
          id,
          type,
          isNumeric: type === 'numeric',
          label: `Gap ${number + 1}`,
          name: fieldOf(slot, id),
          value: text ?? typed,
          options: options?.map((option) => ({
            id: option.id,
            text: questionWords(option.text, format),
            chosen: option.id === choice,
          })),
        },
      };
    });
}

/** A picture without known size is drawn upon as if it were of this shape. */
const SIZE = { width: 800, height: 600 };

function presentHotspot({ slot, image, response, points: most = 1 }: ItemView) {
  const grid = image?.grid ?? { columns: 1, rows: 1 };
  const { columns, rows } = grid;
  const points = (response?.points ?? []) as readonly Place[];
  const ticked = new Set(points.map((point) => cellOf(grid, point)));
  const { width = SIZE.width, height = SIZE.height } = image ?? {};
  const letters = Array.from({ length: columns }, (_, column) => columnName(column));
  const numbers = Array.from({ length: rows }, (_, row) => row + 1);
  return {
    image,
    columns,
    rows,
    most,
    isOne: most === 1,
    says: most === 1 ? 'Set one point' : `Set up to ${most} points`,
    exact: JSON.stringify(points),
    size: { width, height },
    drawn: {
      upright: letters.slice(1).map((_, index) => ({ at: ((index + 1) * width) / columns, end: height })),
      level: numbers.slice(1).map((_, index) => ({ at: ((index + 1) * height) / rows, end: width })),
      names: [
        ...letters.map((name, index) => ({ name, x: ((index + 0.5) * width) / columns, y: height / 32 })),
        ...numbers.map((name, index) => ({ name, x: width / 64, y: ((index + 0.5) * height) / rows })),
      ],
      letter: Math.round(Math.min(width, height) / 24),
    },
    letters,
    grid: numbers.map((row) => ({
      row,
      cells: letters.map((letter) => ({ cell: `${letter}${row}`, ticked: ticked.has(`${letter}${row}`) })),
    })),
    name: fieldOf(slot),
  };
}

function presentChecks({ tries, left, isFinished, last }: CheckStanding, slot: number) {
  return {
    slot,
    isFinished,
    words: tries === 1 ? 'Checked once, the answer stands.' : `${left} of ${counted(tries, 'try', 'tries')} left`,
    last: last && {
      ...(last.outcome ? OUTCOMES[last.outcome] : { tone: 'neutral', words: 'Checked' }),
      feedback: last.feedback.map((text) => questionLine(text)),
      hint: last.hint === null ? null : questionLine(last.hint),
      key: last.key?.map((text) => questionLine(text)),
      rationale: last.rationale === undefined ? null : questionHtml(last.rationale),
    },
  };
}

function chosenIn(response: ItemView['response']): string[] {
  if (typeof response?.choice === 'string') return [response.choice];
  return Array.isArray(response?.choices) ? (response.choices as string[]) : [];
}

export function wordsIn(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

function wordsAsked(words: ItemView['words']): string | null {
  const { minimum, maximum } = words ?? {};
  if (minimum !== undefined && maximum !== undefined) return `${minimum} to ${maximum} words`;
  if (minimum !== undefined) return `At least ${counted(minimum, 'word')}`;
  return maximum === undefined ? null : `At most ${counted(maximum, 'word')}`;
}

/** What was answered, in words, for a review. Lines within which Markdown is read as the question's own is. */
export function answerInWords(item: ItemView): string[] {
  const { options = [], stems = [], gaps = [], format, response, image } = item;
  if (!response) return [];
  const textOf = (list: readonly { id: string; text: string }[], id: unknown) =>
    questionWords(list.find((one) => one.id === id)?.text ?? '', format);
  switch (item.type) {
    case 'single':
    case 'true-false':
    case 'multiple':
      return chosenIn(response).map((id) => textOf(options, id));
    case 'matching':
      return Object.entries(response.pairs as Record<string, string>).map(
        ([stem, option]) => `${textOf(stems, stem)}: ${textOf(options, option)}`,
      );
    case 'ordering':
      return (response.order as string[]).map((id, place) => `${place + 1}. ${textOf(options, id)}`);
    case 'numeric':
      return [
        [response.number, response.unit]
          .filter((part) => part !== undefined)
          .map(String)
          .join(' '),
      ];
    case 'short-text':
    case 'essay':
      return [String(response.text)];
    case 'cloze': {
      const given = response.gaps as Record<string, { choice?: string; text?: string; number?: number } | null>;
      return gaps.map(({ id, options: choices = [] }, index) => {
        const { choice, text, number } = given[id] ?? {};
        const said = choice === undefined ? (text ?? number ?? '–') : textOf(choices, choice);
        return `${index + 1}. ${said}`;
      });
    }
    case 'hotspot':
      return (response.points as Place[]).map((point) => (image?.grid ? cellOf(image.grid, point) : ''));
  }
}

/** The prompt of a cloze with its gaps numbered, where nothing is to be filled in. */
export function promptForReview({ prompt, format, gaps = [] }: ItemView): string {
  return questionHtml(prompt, format).replace(/\{\{([0-9a-f-]{36})\}\}/g, (marker, id: string) => {
    const number = gaps.findIndex((gap) => gap.id === id) + 1;
    return number === 0 ? marker : `<strong>[${number}]</strong>`;
  });
}
