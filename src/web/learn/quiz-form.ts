import type { ItemView, PresentedGap } from '../../assessment/attempt-view';
import { type Form, listOf, rawTextOf, textOf } from '../forms';
import { Place, placesIn } from './hotspot-grid';

/*
 * One question as a form has it, and back: `answer-3` for what is chosen, typed or ticked in a grid, `answer-3-<part>` for
 * each stem, step or gap, `unit-3` for a unit, `points-3` for the exact places on a picture, `certainty-3` for how sure.
 */

export function fieldOf(slot: number, part?: string): string {
  return part === undefined ? `answer-${slot}` : `answer-${slot}-${part}`;
}

const NOT_A_NUMBER = Symbol('not a number');

/** What a form says about one question, as the assessment room reads it; `null`: left blank. */
export function responseIn(form: Form, item: ItemView): unknown {
  const { slot, type } = item;
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
      const pairs = partsIn(form, slot, item.stems ?? []);
      return pairs.length === 0 ? null : { pairs: Object.fromEntries(pairs) };
    }
    case 'ordering': {
      const order = orderIn(partsIn(form, slot, item.options ?? []));
      return order.length === 0 ? null : { order };
    }
    case 'numeric': {
      const number = numberIn(value);
      if (number === null) return null;
      // Sent on as it was typed, the room refuses it in words of its own.
      if (number === NOT_A_NUMBER) return { number: value };
      const named = textOf(form, `unit-${slot}`);
      return item.unit?.required && named !== '' ? { number, unit: named } : { number };
    }
    case 'short-text':
      return value === '' ? null : { text: value };
    case 'essay': {
      const text = rawTextOf(form, fieldOf(slot)).replace(/\r\n?/g, '\n');
      return text.trim() === '' ? null : { text };
    }
    case 'cloze': {
      const gaps = (item.gaps ?? []).flatMap((gap) => {
        const given = gapIn(textOf(form, fieldOf(slot, gap.id)), gap);
        return given === null ? [] : [[gap.id, given] as const];
      });
      return gaps.length === 0 ? null : { gaps: Object.fromEntries(gaps) };
    }
    case 'hotspot': {
      const grid = item.image?.grid;
      const points = grid ? placesIn(grid, listOf(form, fieldOf(slot)), exactIn(textOf(form, `points-${slot}`))) : [];
      return points.length === 0 ? null : { points };
    }
  }
}

/** How sure a form says that the answer is; `undefined`: it says nothing. */
export function certaintyIn(form: Form, { slot }: ItemView): number | undefined {
  const value = textOf(form, `certainty-${slot}`);
  return /^[123]$/.test(value) ? Number(value) : undefined;
}

/** Each part with what was chosen for it; those left blank are not among them. */
function partsIn(form: Form, slot: number, parts: readonly { readonly id: string }[]): [id: string, value: string][] {
  return parts.flatMap(({ id }): [string, string][] => {
    const value = textOf(form, fieldOf(slot, id));
    return value === '' ? [] : [[id, value]];
  });
}

/** The steps by the places that were given to them. One place given twice makes no order: the room is told so by its length. */
function orderIn(places: readonly [id: string, place: string][]): string[] {
  const sorted = [...places].sort(([, one], [, other]) => Number(one) - Number(other));
  const taken = new Set<string>();
  return sorted.flatMap(([id, place]) => {
    if (taken.has(place)) return [];
    taken.add(place);
    return [id];
  });
}

function gapIn(value: string, { type }: PresentedGap): object | null {
  if (value === '') return null;
  if (type === 'single') return { choice: value };
  if (type === 'short-text') return { text: value };
  const number = numberIn(value);
  return { number: number === NOT_A_NUMBER ? value : number };
}

/** A comma is read as the decimal point that many people write. */
function numberIn(text: string): number | null | typeof NOT_A_NUMBER {
  if (text === '') return null;
  return /^[-+]?\d*[.,]?\d+$/.test(text) ? Number(text.replace(',', '.')) : NOT_A_NUMBER;
}

/** What a script or an earlier page put into the form; anything else is as if there were nothing. */
function exactIn(json: string): Place[] {
  try {
    const places: unknown = JSON.parse(json === '' ? '[]' : json);
    const isPlace = (place: unknown): place is Place =>
      typeof place === 'object' &&
      place !== null &&
      [(place as Place).x, (place as Place).y].every((value) => typeof value === 'number' && value >= 0 && value <= 1);
    return Array.isArray(places) ? places.filter(isPlace).map(({ x, y }) => ({ x, y })) : [];
  } catch {
    return [];
  }
}
