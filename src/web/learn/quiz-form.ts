import type { ItemView } from '../../assessment/attempt-view';
import { type Form, listOf, textOf } from '../forms';

/*
 * One question as a form has it, and back: `answer-3` for what is chosen or typed, `answer-3-<stem>` for each stem of a
 * matching, `unit-3` for a unit.
 */

export function fieldOf(slot: number, stem?: string): string {
  return stem === undefined ? `answer-${slot}` : `answer-${slot}-${stem}`;
}

const NOT_A_NUMBER = Symbol('not a number');

/** What a form says about one question, as the assessment room reads it; `null`: left blank. */
export function responseIn(form: Form, { slot, type, stems, unit }: ItemView): unknown {
  const value = textOf(form, fieldOf(slot));
  switch (type) {
    case 'single':
    case 'true-false':
      return value === '' ? null : { choice: value };
    case 'multiple': {
      const choices = listOf(form, fieldOf(slot));
      return choices.length === 0 ? null : { choices };
    }
    case 'matching': {
      const pairs = (stems ?? []).flatMap(({ id }) => {
        const option = textOf(form, fieldOf(slot, id));
        return option === '' ? [] : [[id, option] as const];
      });
      return pairs.length === 0 ? null : { pairs: Object.fromEntries(pairs) };
    }
    case 'numeric': {
      const number = numberIn(value);
      if (number === null) return null;
      // Sent on as it was typed, the room refuses it in words of its own.
      if (number === NOT_A_NUMBER) return { number: value };
      const named = textOf(form, `unit-${slot}`);
      return unit?.required && named !== '' ? { number, unit: named } : { number };
    }
  }
}

/** A comma is read as the decimal point that many people write. */
function numberIn(text: string): number | null | typeof NOT_A_NUMBER {
  if (text === '') return null;
  return /^[-+]?\d*[.,]?\d+$/.test(text) ? Number(text.replace(',', '.')) : NOT_A_NUMBER;
}

/** One question ready to be shown with what is saved of it. */
export function presentItem(item: ItemView, index: number, count: number) {
  const { slot, type, prompt, options = [], stems = [], unit, response, sequence, maxMark } = item;
  const chosen = new Set(chosenIn(response));
  const pairs = (response?.pairs ?? {}) as Record<string, string>;
  return {
    slot,
    type,
    prompt,
    count: `Question ${index + 1} of ${count}`,
    marks: maxMark === 1 ? '1 mark' : `${maxMark} marks`,
    sequence: sequence ?? -1,
    name: fieldOf(slot),
    isChoice: type === 'single' || type === 'true-false',
    isMultiple: type === 'multiple',
    isNumeric: type === 'numeric',
    options: options.map(({ id, text }) => ({ id, text, chosen: chosen.has(id) })),
    stems: stems.map((stem) => ({
      ...stem,
      name: fieldOf(slot, stem.id),
      options: options.map(({ id, text }) => ({ id, text, chosen: pairs[stem.id] === id })),
    })),
    number: response?.number,
    unit: response?.unit,
    asksUnit: unit?.required ?? false,
    unitSymbol: unit && !unit.required ? unit.symbol : null,
  };
}

function chosenIn(response: ItemView['response']): string[] {
  if (typeof response?.choice === 'string') return [response.choice];
  return Array.isArray(response?.choices) ? (response.choices as string[]) : [];
}
