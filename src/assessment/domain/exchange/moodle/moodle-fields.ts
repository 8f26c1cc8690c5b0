import type { Notes } from '../exchange';
import type { XmlElement } from '../xml/xml-document';
import { childNamed, elementsOf, textOf } from '../xml/xml-query';

/** Settings of how Moodle lays a question out; whatever they say, nothing that is asked or marked changes. */
const LAYOUT = new Set([
  'showstandardinstruction',
  'shownumcorrect',
  'correctresponsesfeedback',
  'responsefieldlines',
  'numberingstyle',
  'layouttype',
  'showgrading',
  'unitsleft',
  'length',
  'stamp',
  'version',
  'timecreated',
  'timemodified',
  'showmisplaced',
  'graderinfoformat',
]);

/** The children of a Moodle question. What nobody took is told of at the end, so that nothing is dropped in silence. */
export class MoodleFields {
  private readonly taken = new Set<XmlElement>();

  constructor(readonly element: XmlElement) {}

  get line(): number {
    return this.element.line;
  }

  /** The first of the name. */
  take(name: string): XmlElement | undefined {
    const found = childNamed(this.element, name);
    if (found) this.taken.add(found);
    return found;
  }

  takeAll(...names: readonly string[]): XmlElement[] {
    const found = elementsOf(this.element).filter(({ name }) => names.includes(name));
    for (const element of found) this.taken.add(element);
    return found;
  }

  /** Its text without white space around, whether within `<text>` or not; `otherwise` where there is none. */
  value(name: string, otherwise = ''): string {
    const text = valueOf(this.take(name));
    return text === '' ? otherwise : text;
  }

  /** A number; `undefined` where there is none, and a note where there is something else. */
  number(name: string, notes: Notes): number | undefined {
    const text = this.value(name);
    if (text === '') return undefined;
    const number = moodleNumber(text);
    if (number === undefined)
      notes.change(
        'not-a-number',
        `<${name}> says “${text.slice(0, 40)}”, which is not a number; it is left out.`,
        this.line,
      );
    return number;
  }

  /** Moodle writes 0 and 1, and true and false. */
  flag(name: string, otherwise: boolean): boolean {
    const text = this.value(name).toLowerCase();
    if (text === '') return otherwise;
    return text !== '0' && text !== 'false';
  }

  tellWhatIsLeft(notes: Notes): void {
    for (const element of elementsOf(this.element)) {
      if (this.taken.has(element) || LAYOUT.has(element.name)) continue;
      const text = textOf(element).trim();
      const isEmpty = text === '' && elementsOf(element).every((child) => elementsOf(child).length === 0);
      if (isEmpty && elementsOf(element).length === 0) continue;
      if (text === '') continue;
      notes.change(
        'not-kept',
        `<${element.name}> has no place here: “${text.replace(/\s+/g, ' ').slice(0, 80)}”.`,
        element.line,
      );
    }
  }
}

export function valueOf(element: XmlElement | undefined): string {
  return textOf(childNamed(element, 'text') ?? element).trim();
}

/** With a point or a decimal comma; `undefined` for anything else. */
export function moodleNumber(text: string): number | undefined {
  const plain = text.trim().replace(',', '.');
  if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain)) return undefined;
  const number = Number(plain);
  return Number.isFinite(number) ? number : undefined;
}

/** Thirds, sixths and the like, which Moodle writes with five or seven digits, are what they stand for. */
const COMMON = [1 / 3, 2 / 3, 1 / 6, 5 / 6, 1 / 7, 1 / 8, 1 / 9, 1 / 11, 1 / 12, 1 / 13, 1 / 14, 1 / 15];

/** −1 to 1 of Moodle's per cent; `undefined` for what is none. */
export function fractionOf(percent: string): number | undefined {
  const number = moodleNumber(percent);
  if (number === undefined) return undefined;
  const common = COMMON.find((fraction) => Math.abs(Math.abs(number) - fraction * 100) < 5e-4);
  if (common !== undefined && String(number).replace(/\D/g, '').length >= 6) return Math.sign(number) * common;
  return number / 100;
}
